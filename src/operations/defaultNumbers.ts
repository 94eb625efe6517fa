import { message, type Message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ServiceNumber } from '../domain/serviceNumber.ts';
import { isEnabled, numbersOf, type User } from '../domain/user.ts';
import type { UserFilter } from '../ports/tables.ts';
import type { Bridges } from './bridges.ts';
import { followChange } from './migrating/queueMigration.ts';
import { queueNotices } from './notices.ts';
import type { SendOptions } from './sendOptions.ts';
import type { Change, Work } from './operation.ts';
import { supersede } from './waitingNotices.ts';

/** The most people whom one transaction moves to another number: each may get two notices. */
export const MOST_MOVED = 2_000;

/** A change of default numbers that fits many people. */
export interface NumberMove {
  type: ServiceNumber['type'];
  /** The number that people have now; null for those who have none. */
  from: string | null;
  to: ServiceNumber;
  /** What narrows the choice of people further. */
  among: Pick<UserFilter, 'country' | 'state' | 'city' | 'bridges'>;
}

/** For a change that nobody wants mailed in another way than usual. */
export const AS_USUAL: SendOptions = {
  sendEmail: false,
  sendEmailToAddress: undefined,
  sendEmailFromAddress: undefined,
  sendEmailFromDisplayName: undefined,
};

/** Changes a person's default numbers and tells them, when callers see a difference (E2). Returns what the admin should know. */
export async function changeNumbersOf(
  work: Work,
  user: User,
  changes: Partial<Pick<User, 'serviceNumber' | 'tollFreeServiceNumber' | 'allowTollFreeDialIn' | 'bridge'>>,
  options: SendOptions,
): Promise<{ changed: User; notes: Message[] }> {
  const changed = { ...user, ...changes };
  await work.tx.users.put(changed);
  await followChange(work, user, changed);
  const isSeen = numbersOf(user).join() !== numbersOf(changed).join();
  if (!isSeen || !isEnabled(changed)) return { changed, notes: [] };
  await supersede(work.tx, user.key, ['E2'], 'newer-details');
  return { changed, notes: await queueNotices(work, changed, 'E2', options) };
}

/** The people whom a move concerns: a bulk runner takes them one by one. */
export async function selectForMove(work: Work, bridges: Bridges, move: NumberMove): Promise<User[]> {
  const { type, from, to, among } = move;
  const filter: UserFilter = {
    ...among,
    defaultNumber: { type, number: from },
    // Who has no conferencing of ours needs no number; who has one keeps it until it is taken away.
    enabled: from === null ? true : undefined,
  };
  const { rows } = await work.tx.users.list(filter, 0, Number.MAX_SAFE_INTEGER);
  return rows.filter((user) => (bridges.bridgeOf(user) ?? to.bridge) === to.bridge);
}

/** Moves one person, and tells them (E2). */
export async function movePerson(
  work: Work,
  user: User,
  { type, to }: Pick<NumberMove, 'type' | 'to'>,
): Promise<Message[]> {
  const bridge = user.bridge ?? to.bridge;
  const number = type === 'toll' ? { serviceNumber: to.number } : { tollFreeServiceNumber: to.number };
  return (await changeNumbersOf(work, user, { ...number, bridge }, AS_USUAL)).notes;
}

/**
 * Refuses more people than one transaction holds, and those whom another admin has to approve; `plan` is what can be planned for
 * them instead.
 */
export function mustBeFew({ settings }: Work, people: readonly User[], plan?: NumberMove): void {
  const count = people.length;
  const { BulkApprovalThreshold: threshold } = settings;
  const { from, to, type, among: { country = '' } = {} } = plan ?? {};
  const instead = from && to && type ? { from, to: to.number, type, country } : {};
  if (count > MOST_MOVED) throw new Refusal('too-many-at-once', { count, max: MOST_MOVED, ...instead });
  if (threshold > 0 && count > threshold)
    throw new Refusal('needs-approval', { count, max: threshold, ...instead });
}

/** Moves many people in this transaction. */
export async function moveAll(
  work: Work,
  people: readonly User[],
  move: Pick<NumberMove, 'type' | 'to'>,
): Promise<Message[]> {
  mustBeFew(work, people);
  const notes: Message[] = [];
  for (const user of people) notes.push(...(await movePerson(work, user, move)));
  return summarized(notes);
}

/** A card has room for one line of each kind, not for one of each person. */
export function summarized(notes: readonly Message[]): Message[] {
  const keys = [...new Set(notes.map((note) => note.key))];
  return keys.flatMap((key) => {
    const same = notes.filter((note) => note.key === key);
    return same.length > 1 && same[0]?.params['person'] !== undefined
      ? [message(`${key}Many`, { count: same.length })]
      : same.slice(0, 1);
  });
}

/** What a result card says of a person's new number. */
export function numberLine(
  user: User,
  what: 'done.serviceNumber' | 'done.tollFreeNumber' | 'done.noTollFreeNumber',
  before: string | null,
  after: string | null,
): Change['lines'][number] {
  const label = what === 'done.serviceNumber' ? 'serviceNumber' : 'tollFreeServiceNumber';
  return {
    person: user.displayName,
    what: message(what, { person: user.displayName }),
    facts: [
      ...(after === null ? [] : [{ label, value: formatPhoneNumber(after) }]),
      ...(before === null ? [] : [{ label: 'numberBefore', value: formatPhoneNumber(before) }]),
    ],
  };
}
