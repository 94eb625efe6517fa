import type { AuditRow } from '../../src/domain/audit.ts';
import type { OutboxRow } from '../../src/domain/outboxRow.ts';
import type { User } from '../../src/domain/user.ts';
import type { View } from '../../src/domain/view.ts';
import type { Evidence } from './evidence.ts';
import type { Sender, Sent } from './witness.ts';

/** The audit rows of one request. */
export interface Act {
  correlationId: string;
  actorKey: string | null;
  outcome: AuditRow['outcome'];
  rows: AuditRow[];
}

/** The requests of the record, oldest first. */
export function actsOf(audit: readonly AuditRow[]): Act[] {
  const acts = new Map<string, Act>();
  for (const row of audit) {
    const { correlationId, actorKey, outcome } = row;
    const act = acts.get(correlationId) ?? { correlationId, actorKey, outcome, rows: [] };
    acts.set(correlationId, { ...act, rows: [...act.rows, row] });
  }
  return [...acts.values()];
}

/** Every acknowledged command is there exactly once, and no other has left more than itself. */
export function checkCommands({ data, audit }: Evidence, senders: readonly Sender[]): string[] {
  const acts = actsOf(audit);
  const users = [...data.users.values()];
  return senders.flatMap(({ objectId, sent }) => {
    const key = users.find((user) => user.id === objectId)?.key;
    const endings = sent.map((command) => data.seenRequests.get(requestIdOf(command))?.view);
    const lost = sent.filter((command, at) => command.acknowledged && !endings[at]);
    const expected = endings.flatMap((view) => recordedAs(view) ?? []);
    const own = acts.filter((act) => act.actorKey === key);
    // A failure is on record beside what came of the same command when it was brought again, and as often as it was told at most.
    const found = own.filter(({ outcome }) => outcome !== 'failed').map(({ outcome }) => outcome);
    const failures = own.length - found.length;
    // Each delivery may have reached both programs.
    const mostFailures =
      2 * sent.reduce((sum, { answers, acknowledged }) => sum + answers.length - (acknowledged ? 1 : 0), 0);
    const same = expected.length === found.length && expected.every((outcome, at) => outcome === found[at]);
    return [
      ...lost.map((command) => `acknowledged and not there: "${command.text}" ${requestIdOf(command)}`),
      ...(same ? [] : [`${objectId} gave ${expected.length} commands, ${found.length} are on record`]),
      ...(failures <= mostFailures
        ? []
        : [`${objectId} was told of ${mostFailures} failures, ${failures} are on record`]),
      ...sent.flatMap(answeredTwice),
    ];
  });
}

/** Under which id the store knows a message. */
function requestIdOf({ activity }: Sent): string {
  return [activity.channelId, activity.conversation?.id, activity.id].join(' ');
}

/** How a request that ended so stands in the record; undefined when it does not: a question, or a No to it. */
function recordedAs(view: View | undefined): AuditRow['outcome'] | undefined {
  if (view === undefined || view.kind === 'question' || view.kind === 'note') return undefined;
  return view.kind === 'refusal' ? 'refused' : 'done';
}

/** An answer that was begun is not given again, and one that was acknowledged at once was given. */
function answeredTwice({ text, answers, acknowledged, toSeveral }: Sent): string[] {
  const given = answers.filter((count) => count > 0).length;
  if (given > 1) return [`answered ${given} times: "${text}"`];
  return acknowledged && !toSeveral && answers.length === 1 && given === 0
    ? [`acknowledged without an answer: "${text}"`]
    : [];
}

/** A change, its audit rows and its notices are there together or not at all. */
export function checkWholeness({ data, audit }: Evidence): string[] {
  const acts = actsOf(audit).filter(({ outcome }) => outcome === 'done');
  const queued = new Map<string, OutboxRow[]>();
  for (const row of data.outbox.values())
    queued.set(row.correlationId, [...(queued.get(row.correlationId) ?? []), row]);
  const known = new Set(acts.map((act) => act.correlationId));
  const stray = [...queued.keys()].filter((correlationId) => !known.has(correlationId));
  const halves = acts.flatMap(({ correlationId, rows }) => {
    const expected = rows.flatMap((row) => noticesOf(row, data.users)).sort();
    const found = (queued.get(correlationId) ?? []).map(({ userKey, kind, channel }) =>
      [userKey, kind, channel].join(' '),
    );
    return expected.join() === found.sort().join()
      ? []
      : [`${correlationId} should have queued ${expected.join(', ')} and has ${found.join(', ')}`];
  });
  return [...stray.map((correlationId) => `notices without a change: ${correlationId}`), ...halves];
}

const NOTICE_OF: Readonly<Record<string, OutboxRow['kind']>> = {
  resetPin: 'E3',
  resetConferenceId: 'E2',
  setConferenceId: 'E2',
  sendInfo: 'E5',
};

/** The notices that an operation owes to its people. */
function noticesOf({ operation, people }: AuditRow, users: ReadonlyMap<string, User>): string[] {
  const kind = NOTICE_OF[operation];
  if (kind === undefined) return [];
  return people.flatMap(({ key }) => {
    const channels = users.get(key)?.hasMailbox ? ['chat', 'mail'] : ['chat'];
    return channels.map((channel) => [key, kind, channel].join(' '));
  });
}

/** What the record says was done, done again in thought, gives the people as they are. */
export function checkRecords({ data, audit, pinLength }: Evidence): string[] {
  const violations: string[] = [];
  const pins = new Map<string, { at: string; by: string | null; length: number }>();
  const ids = new Map<string, unknown>();
  let length = 5;
  for (const { operation, outcome, people, after, before, at, actorKey } of audit) {
    if (outcome !== 'done') continue;
    if (operation === 'changeSettings') length = Number(after['PinLength'] ?? length);
    if (operation === 'resetPin') for (const { key } of people) pins.set(key, { at, by: actorKey, length });
    if (operation !== 'resetConferenceId' && operation !== 'setConferenceId') continue;
    for (const { key } of people) {
      const field = operation === 'setConferenceId' ? 'conferenceId' : (data.users.get(key)?.upn ?? '');
      if (ids.has(key) && ids.get(key) !== before[field])
        violations.push(`${key} had another ID before ${at}`);
      ids.set(key, after[field]);
    }
  }
  if (length !== pinLength) violations.push(`PinLength is ${pinLength}, the record says ${length}`);
  for (const user of data.users.values()) {
    const pin = pins.get(user.key);
    const told = pin && [pin.at, pin.by, pin.length].join(' ');
    const is = user.pin ? [user.pin.setAt, user.pin.setBy, user.pin.length].join(' ') : undefined;
    if (told !== is) violations.push(`the PIN of ${user.upn} is of ${is}, the record says ${told}`);
    if (ids.has(user.key) && ids.get(user.key) !== user.conferenceId)
      violations.push(`${user.upn} has ${user.conferenceId}, the record says ${String(ids.get(user.key))}`);
  }
  return violations;
}
