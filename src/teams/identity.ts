import { TeamsInfo, type TurnContext } from 'botbuilder';
import { includesRole } from '../domain/actor.ts';
import type { User } from '../domain/user.ts';
import type { Gate } from '../operations/operation.ts';
import type { Store, Transaction } from '../ports/store.ts';

/** Who is asking, as far as that is proven. */
export interface Identity {
  /** Null for people who are not known here. */
  user: User | null;
  /** In local mode, the id under which a caller without an object id acts as somebody; else null. */
  localActor: string | null;
}

/**
 * Finds the person behind an activity by the object id that the channel vouches for. Somebody not yet known by id is linked
 * by the UPN of the roster, to a record without an id only, and never as a guest. Names and card contents count for nothing.
 * `met` is called with whom it found, in the transaction that did.
 */
export async function identify(
  context: TurnContext,
  gate: Gate,
  met: Met = async () => undefined,
): Promise<Identity> {
  const { store, house } = gate;
  const { from, channelId } = context.activity;
  const account = from as typeof from | undefined;
  const objectId = account?.aadObjectId;
  if (objectId === undefined || objectId === '')
    return house.local ? actingPerson(store, `${channelId} ${account?.id ?? ''}`, met) : NOBODY;
  if (channelId !== 'msteams' && !house.local) return NOBODY;
  const { known, isNamed } = await store.transaction(async (tx) => {
    const user = await tx.users.byObjectId(objectId);
    const named = user !== undefined && user.upn !== objectId;
    if (named) await met(tx, user);
    return { known: user, isNamed: named };
  });
  if (known && isNamed) return { user: known, localActor: null };
  const linked = await link(context, objectId, gate, met);
  if (!linked && known) await store.transaction((tx) => met(tx, known));
  return { user: linked ?? known ?? null, localActor: null };
}

/** What is to be done for whoever is found. */
type Met = (tx: Transaction, user: User) => Promise<unknown>;

const NOBODY: Identity = { user: null, localActor: null };

/** Local mode: whom this caller chose to act as, else the first admin of the organisation. */
async function actingPerson(store: Store, localActor: string, met: Met): Promise<Identity> {
  return store.transaction(async (tx) => {
    const chosen = await tx.localActors.get(localActor);
    // Whoever was chosen may have been removed since.
    const actsAs = chosen && (await tx.users.get(chosen.userKey));
    const admin = actsAs ? undefined : await firstAdmin(tx);
    const user = actsAs ?? (admin === undefined ? undefined : await tx.users.get(admin)) ?? null;
    if (user) await met(tx, user);
    return { user, localActor };
  });
}

async function firstAdmin(tx: Transaction): Promise<string | undefined> {
  return (await tx.roles.list()).find((one) => one.role === 'admin')?.userKey;
}

/** Links a person by the roster's UPN; null when there is no record that may be linked. */
async function link(
  context: TurnContext,
  objectId: string,
  { store, log }: Gate,
  met: Met,
): Promise<User | null> {
  const member = await memberOf(context);
  if (!member || member.aadObjectId !== objectId || isGuest(member)) return null;
  const { userPrincipalName: upn, name } = member;
  return store.transaction(async (tx) => {
    // Somebody configured by object id alone has it for a user name until the roster tells the real one.
    const configured = await tx.users.byObjectId(objectId);
    const named = await tx.users.byUpn(upn);
    if (named && named.id !== null && named.id !== objectId) return null;
    if (named && configured) await giveUp(tx, configured, named);
    const linked = named
      ? { ...named, id: objectId }
      : configured && { ...configured, upn, displayName: name };
    if (!linked) return null;
    await tx.users.put(linked);
    await met(tx, linked);
    log.info({ userKey: linked.key }, 'a person was linked to their object id');
    return linked;
  });
}

/** Gives what somebody has who was configured by object id to the record that the organisation keeps of them. */
async function giveUp(tx: Transaction, configured: User, named: User): Promise<void> {
  const role = await tx.roles.of(configured.key);
  if (!includesRole(await tx.roles.of(named.key), role)) await tx.roles.put(named.key, role);
  await tx.roles.put(configured.key, 'user');
  await tx.conversations.delete(configured.key);
  await tx.users.delete(configured.key);
}

interface Member {
  aadObjectId: string;
  userPrincipalName: string;
  name: string;
  userRole: string | undefined;
}

/** The asker as the roster has them; undefined where there is none. */
async function memberOf(context: TurnContext): Promise<Member | undefined> {
  if (context.activity.channelId !== 'msteams') return undefined;
  try {
    const member = await TeamsInfo.getMember(context, context.activity.from.id);
    const { aadObjectId, objectId, userPrincipalName, name, userRole } = member as typeof member & {
      objectId?: string;
    };
    const id = aadObjectId ?? objectId;
    if (id === undefined || userPrincipalName === undefined || userPrincipalName === '') return undefined;
    return { aadObjectId: id, userPrincipalName, name: name === '' ? userPrincipalName : name, userRole };
  } catch {
    return undefined;
  }
}

/** Guests bear a foreign address in their UPN. */
function isGuest(member: Member): boolean {
  return (
    member.userRole?.toLowerCase() === 'guest' || member.userPrincipalName.toUpperCase().includes('#EXT#')
  );
}
