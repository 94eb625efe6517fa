import type { DirectoryPerson } from '../../domain/directoryPerson.ts';
import { languageOf } from '../../domain/language.ts';
import { blankPerson, type User } from '../../domain/user.ts';
import { changedFields } from '../importWriting.ts';
import type { Work } from '../operation.ts';
import { endPerson, recorded } from '../removePerson.ts';
import { recordPerson, recordRemoval } from '../sourceRecord.ts';
import { wakeMails } from '../waitingNotices.ts';

/**
 * What became of what the directory says of somebody. `incomplete`: a new person of whom it has not said enough. `clash`: another
 * one has their user name here. `left`: nobody for us.
 */
export type Taken = 'added' | 'changed' | 'same' | 'left' | 'incomplete' | 'clash';

/** Makes what the directory says of somebody true here; who was deleted there is left to `takeRemoval`. */
export async function takePerson(work: Work, person: DirectoryPerson): Promise<Taken> {
  const { users } = work.tx;
  const known = await users.byObjectId(person.id);
  // Guests have no conferencing here; what cannot sign in is a room, a shared mailbox, or somebody who has gone.
  if (person.isGuest || person.isRemoved || (!known && person.isEnabled === false)) return 'left';
  const named = person.upn === undefined ? undefined : await users.byUpn(person.upn);
  // Until they are linked, people from files and conversations are known by their user name.
  const before = known ?? (named?.id === null ? named : undefined);
  if (!before && (person.upn === undefined || person.displayName === undefined)) return 'incomplete';
  const isTaken = named !== undefined && named.key !== before?.key;
  if (isTaken && !before) return 'clash';
  const said = isTaken ? { ...person, upn: undefined } : person;
  const after = withWhatIsSaid(before ?? blankPerson(work.house.random.uuid(), person.upn ?? ''), said);
  if (before && changedFields(before, after).length === 0) return isTaken ? 'clash' : 'same';
  await users.put(after);
  if (before && hasMailbox(after) && (!hasMailbox(before) || before.email !== after.email))
    await wakeMails(work.tx, after.key, work.now);
  await recordPerson(work, before ?? null, after);
  if (isTaken) return 'clash';
  return before ? 'changed' : 'added';
}

/** Ends everything of somebody who was deleted in the directory (rule 9). They are not told: there is nobody any more who could read it. */
export async function takeRemoval(work: Work, user: User): Promise<void> {
  const role = await work.tx.roles.of(user.key);
  await endPerson(work, user, false);
  await recordRemoval(work, user, recorded(user, role));
}

function withWhatIsSaid(
  user: User,
  person: Omit<DirectoryPerson, 'upn'> & { upn?: string | undefined },
): User {
  const { id, upn, displayName, email, department, country, state, city, locale } = person;
  return {
    ...user,
    id,
    upn: upn ?? user.upn,
    displayName: displayName ?? user.displayName,
    ...(email !== undefined && { email, hasMailbox: email !== null }),
    department: department ?? user.department,
    country: country ?? user.country,
    state: state ?? user.state,
    city: city ?? user.city,
    ...(locale !== undefined && { locale: languageOf(locale) ?? null }),
  };
}

function hasMailbox(user: User): boolean {
  return user.hasMailbox && user.email !== null;
}
