import type { DirectoryPerson } from '../../domain/directoryPerson.ts';
import { languageOf } from '../../domain/language.ts';
import { blankPerson, type User } from '../../domain/user.ts';
import { changedFields, gotMailbox } from '../importWriting.ts';
import { leavesAnAdmin } from '../lastAdmin.ts';
import type { Work } from '../operation.ts';
import { endPerson, recorded } from '../removePerson.ts';
import { recordPerson, recordRemoval } from '../sourceRecord.ts';
import { wakeMails } from '../waitingNotices.ts';

/**
 * What became of what the directory says of somebody. `incomplete`: a new person of whom it has not said enough. `clash`: another
 * one has their user name here; all else was taken. `left`: nobody for us.
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
  const isNew = known === undefined;
  if (isNew && [person.upn, person.displayName, person.isGuest].includes(undefined)) return 'incomplete';
  const isTaken = named !== undefined && named.key !== before?.key;
  if (isTaken && !before) return 'clash';
  const said = isTaken ? { ...person, upn: undefined } : person;
  const after = withWhatIsSaid(before ?? blankPerson(work.house.random.uuid(), person.upn ?? ''), said);
  if (before && changedFields(before, after).length === 0) return isTaken ? 'clash' : 'same';
  await users.put(after);
  if (before && gotMailbox(before, after)) await wakeMails(work.tx, after.key, work.now);
  await recordPerson(work, before ?? null, after);
  if (isTaken) return 'clash';
  return before ? 'changed' : 'added';
}

/**
 * Gives people the user names that others among them have, all at once; whoever wants the name of somebody else keeps their own.
 * Returns those.
 */
export async function takeEachOthersNames(
  works: readonly Work[],
  people: readonly DirectoryPerson[],
): Promise<DirectoryPerson[]> {
  const users = works[0]?.tx.users;
  if (!users) return [];
  let circle = [...people];
  for (let before = Infinity; circle.length < before;) {
    before = circle.length;
    const ids = circle.map(({ id }) => id);
    const holders = await Promise.all(circle.map(({ upn }) => users.byUpn(upn ?? '')));
    circle = circle.filter((_person, at) => ids.includes(holders[at]?.id ?? ''));
  }
  const known = await users.byObjectIds(circle.map(({ id }) => id));
  // Nobody may bear a name that another one still has.
  for (const user of known) await users.put({ ...user, upn: user.id ?? user.key });
  for (const [at, before] of known.entries()) {
    const person = circle.find(({ id }) => id === before.id);
    const work = works[at];
    if (!person || !work) continue;
    const after = withWhatIsSaid(before, person);
    await users.put(after);
    await recordPerson(work, before, after);
  }
  return people.filter((person) => !circle.includes(person));
}

/**
 * Ends everything of somebody who was deleted in the directory (rule 9). They are not told: there is nobody any more who could read
 * it. False for the last admin who is kept here, who stays.
 */
export async function takeRemoval(work: Work, user: User): Promise<boolean> {
  if (!(await leavesAnAdmin(work.tx, [user]))) return false;
  const role = await work.tx.roles.of(user.key);
  await endPerson(work, user, false);
  await recordRemoval(work, user, recorded(user, role));
  return true;
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
