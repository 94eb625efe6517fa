import { message, type Message } from '../domain/message.ts';
import type { TenantSettings } from '../domain/settings.ts';
import type { User } from '../domain/user.ts';
import { freeConferenceId, giveConferenceId } from './conferenceIds.ts';
import { AS_USUAL, summarized } from './defaultNumbers.ts';
import { followChange } from './migrating/queueMigration.ts';
import { queueNotices } from './notices.ts';
import type { Confirmation, Work } from './operation.ts';

/** The most people who are told of their new ID by one transaction; more get it without a word, and the admin is told so. */
export const MOST_TOLD = 2_000;

/** What a change of the settings does to conference IDs (rule 7). */
export interface IdsChange {
  notes: Message[];
  /** Who got an ID. */
  people: User[];
}

/** The question before conference IDs become dynamic or static, with what it means; undefined when they stay what they are. */
export async function confirmIds(work: Work, changed: TenantSettings): Promise<Confirmation | undefined> {
  if (changed.UseUniqueConferenceIds === work.settings.UseUniqueConferenceIds) return undefined;
  const all = await work.tx.users.list({ enabled: true }, 0, 0);
  if (changed.UseUniqueConferenceIds) {
    return {
      title: message('question.dynamicOn'),
      facts: [{ label: 'concerned', value: message('text.people', { count: all.total }) }],
      notes: [message('question.dynamicOnMeans'), message('question.dynamicOnKept')],
    };
  }
  const without = await peopleWithoutId(work);
  return {
    title: message('question.dynamicOff'),
    facts: [
      { label: 'concerned', value: message('text.people', { count: all.total }) },
      { label: 'getId', value: message('text.people', { count: without.length }) },
    ],
    notes: [
      message('question.dynamicOffMeans'),
      message('question.dynamicOffNew', { count: without.length }),
    ],
  };
}

/**
 * What follows from new settings: back with static IDs, everybody has the one of before again, and who has none gets one and
 * is told (E2). With dynamic IDs the static ones stay stored, and nobody else gets them.
 */
export async function followIds(work: Work, changed: TenantSettings): Promise<IdsChange> {
  if (changed.UseUniqueConferenceIds === work.settings.UseUniqueConferenceIds)
    return { notes: [], people: [] };
  // Notices are to tell of the ID, as things are from now on.
  const after: Work = { ...work, settings: changed };
  const left = await followEverybody(after, work.settings);
  if (changed.UseUniqueConferenceIds) return { notes: [message('note.dynamicOn'), ...left], people: [] };
  const people = await peopleWithoutId(work);
  const isTold = people.length <= MOST_TOLD;
  const notes: Message[] = [];
  for (const user of people) {
    const given = await giveConferenceId(after, user, await freeConferenceId(after));
    await followChange(after, user, given);
    if (isTold) notes.push(...(await queueNotices(after, given, 'E2', AS_USUAL)));
  }
  return {
    notes: [
      message('note.dynamicOff', { count: people.length }),
      ...(isTold ? [] : [message('note.newIdsNotTold', { count: people.length })]),
      ...left,
      ...summarized(notes),
    ],
    people,
  };
}

/** Everybody's invitations follow; of more people than one transaction should write down, the admin is told to begin it. */
async function followEverybody(work: Work, before: TenantSettings): Promise<Message[]> {
  if (!work.house.calendar || !work.settings.AutomaticallyMigrateUserMeetings) return [];
  const { rows, total } = await work.tx.users.list({ enabled: true }, 0, MOST_TOLD);
  if (total > MOST_TOLD) return [message('note.invitationsNotFollowed', { count: total })];
  for (const user of rows) await followChange(work, user, user, before);
  return [];
}

/** Enabled people who came while IDs were dynamic. */
async function peopleWithoutId(work: Work): Promise<User[]> {
  const { rows } = await work.tx.users.list({ enabled: true, withoutId: true }, 0, Number.MAX_SAFE_INTEGER);
  return rows;
}
