import type { AuditRow } from '../domain/audit.ts';
import { single, type Button, type ButtonRequest } from '../domain/button.ts';
import type { Message } from '../domain/message.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import type { Step } from '../domain/request.ts';
import type { AuditFilter } from '../ports/tables.ts';
import { button } from './buttons.ts';
import type { Change, Operation, Work } from './operation.ts';
import { allowed, type PlannedStep } from './plan.ts';
import { openQuestion } from './questions.ts';

/** The name under which an *Undo* arrives; the gate turns it into the steps that take the change back. */
export const UNDO = 'undo';

/** How far back `undo` alone looks for the last change. */
const DAYS_BACK = 30;

/** How many of the asker's rows it looks at. */
const ROWS_BACK = 100;

/** The most rows that one undo takes back: what was done to more people is no command of a moment. */
const MOST_ROWS = 10;

const DAY = 86_400_000;

/**
 * The steps of a request as they are to be run: an *Undo* becomes the steps that take a change back, each of which then passes
 * the gate like anything that was typed. While a question is open nothing has been done yet: undoing is dropping it.
 */
export async function undone(work: Work, steps: readonly Step[]): Promise<readonly Step[]> {
  const [first] = steps;
  if (first?.operation !== UNDO) return steps;
  const { request: id, entry } = first.input;
  const named = typeof id === 'string';
  if (!named && (await isAsked(work))) return [{ operation: 'cancel', input: {} }];
  const rows = named ? await rowsOf(work, id, first.input['at'], entry) : await lastChange(work);
  // Left as it is, *undo* answers that there is nothing.
  if (rows.length === 0 && !named) return [first];
  if (rows.length === 0) throw new Refusal('undo-nothing');
  if (rows.length > MOST_ROWS) throw new Refusal('undo-many');
  const back: Step[] = [];
  for (const row of rows) back.push(...(await stepsBack(work, row)));
  if (back.length > 0) return back;
  // What changed, such as the records of a third party, is nothing that steps give back.
  const changed = rows.find((row) => leftSomething(work, row));
  throw changed ? impossible(changed, 'undo-impossible') : new Refusal('undo-nothing');
}

/** Whether the asker has a question before them that can still be answered. */
async function isAsked(work: Work): Promise<boolean> {
  const question = await openQuestion(work.tx, work.request);
  return question !== undefined && new Date(question.expiresAt) > work.now;
}

/** The button that takes a change back, once; none where that is not possible, or where nothing has changed. */
export function undoButton(
  work: Work,
  planned: readonly PlannedStep[],
  changes: readonly Change[],
): Button[] {
  const isUndoable = (change: Change, at: number) =>
    typeof planned[at]?.operation.undoes === 'function' && differs(change.before, change.after);
  if (work.request.preview || changes.length === 0 || !changes.every(isUndoable)) return [];
  const input = { request: work.correlationId, at: work.now.toISOString() };
  return [button(UNDO, input, { once: work.house.random.uuid() })];
}

/** What a row of the history offers, where it can be taken back. */
export function undoOfRow(work: Work, row: AuditRow): ButtonRequest | null {
  const operation = operationOf(work, row);
  if (row.outcome !== 'done' || typeof operation?.undoes !== 'function' || !differs(row.before, row.after))
    return null;
  const input = { request: row.correlationId, at: row.at, entry: row.id };
  return { ...single(UNDO, input), once: work.house.random.uuid() };
}

/** Refuses to take back what has been changed again since, and says what it is now. */
export function mustStillBe(what: Message['params'][string], left: unknown, now: unknown): void {
  if (JSON.stringify(left) === JSON.stringify(now)) return;
  throw new Refusal('undo-stale', { what, left: valueText(left), now: valueText(now) });
}

function differs(before: unknown, after: unknown): boolean {
  return before !== undefined && JSON.stringify(before) !== JSON.stringify(after);
}

/** The rows of one request, or one of them, the last first. Its time only says where to look. */
async function rowsOf(work: Work, correlationId: string, at: unknown, entry: unknown): Promise<AuditRow[]> {
  const known = typeof at === 'string' ? Date.parse(at) : NaN;
  const filter: AuditFilter = Number.isNaN(known)
    ? { correlationId, from: daysBack(work) }
    : { correlationId, from: new Date(known), to: new Date(known + 1) };
  const rows = (await work.tx.audit.find(filter, 0, ROWS_BACK)).filter((row) => isChange(work, row));
  return entry === undefined ? rows : rows.filter((row) => row.id === entry);
}

/** The last request of the asker in this conversation that changed something and was not taken back. */
async function lastChange(work: Work): Promise<AuditRow[]> {
  const { conversationId } = work.request.origin;
  const filter = { actor: work.actor.user.key, from: daysBack(work) };
  const found = await work.tx.audit.find(filter, 0, ROWS_BACK);
  // What only sent something again, or found everything as it was to be, left nothing to take back, and is passed over.
  const rows = found.filter((row) => isChange(work, row) && operationOf(work, row)?.undoes !== undefined);
  const takenBack = new Set(rows.flatMap((row) => row.undoes ?? []));
  const last = rows.find(
    (row) =>
      row.origin.conversationId === conversationId &&
      row.undoes === undefined &&
      !takenBack.has(row.correlationId) &&
      leftSomething(work, row),
  );
  return rows.filter((row) => row.correlationId === last?.correlationId);
}

/** Whether there is something to take back, or to say that it cannot be. */
function leftSomething(work: Work, row: AuditRow): boolean {
  const undoes = operationOf(work, row)?.undoes;
  return typeof undoes === 'function' ? differs(row.before, row.after) : undoes !== undefined;
}

function daysBack(work: Work): Date {
  return new Date(work.now.getTime() - DAYS_BACK * DAY);
}

function isChange(work: Work, row: AuditRow): boolean {
  return row.outcome === 'done' && operationOf(work, row)?.changes === true;
}

function operationOf(work: Work, row: AuditRow): Operation | undefined {
  return work.house.catalogue.find((one) => one.name === row.operation);
}

/** The steps that take one row back. Who may not do the thing itself learns nothing of its state. */
async function stepsBack(work: Work, row: AuditRow): Promise<Step[]> {
  const operation = operationOf(work, row);
  if (!operation) throw new Refusal('undo-nothing');
  const people = row.people.map((person) => person.key);
  await allowed(work, operation, { operation: operation.name, input: { people } });
  const { undoes = 'undo-impossible' } = operation;
  if (typeof undoes === 'string') throw impossible(row, undoes);
  return (await undoes(work, row)).map((step) => ({ ...step, undoes: row.correlationId }));
}

function impossible({ operation, people }: AuditRow, code: RefusalCode): Refusal {
  return new Refusal(code, {
    operation: { text: `operation.${operation}` },
    person: people.map((person) => person.name).join(', '),
  });
}

/** A value of the record, in a word. */
function valueText(value: unknown): Message['params'][string] {
  if (typeof value === 'boolean') return { text: value ? 'text.yes' : 'text.no' };
  if (value === null || value === undefined || value === '') return { text: 'text.none' };
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value).slice(0, 80);
}
