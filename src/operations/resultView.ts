import type { Button } from '../domain/button.ts';
import { MOST_DELIVERY_LINES } from '../domain/deliveryLine.ts';
import { message, type Message } from '../domain/message.ts';
import type { MeetingMigration } from '../domain/meetingMigration.ts';
import { migrationLine } from '../domain/migrationLine.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Request, Step } from '../domain/request.ts';
import type { View } from '../domain/view.ts';
import { button } from './buttons.ts';
import { equivalentCmdlet } from './cmdletText.ts';
import { deliveryLines } from './deliveries.ts';
import { MOST_PEOPLE } from './field.ts';
import { formView } from './openForm.ts';
import { offersOf } from './refusalOffers.ts';
import type { Change, House, Operation, Work } from './operation.ts';
import type { PlannedStep } from './plan.ts';

/** Several changes of one command as one. */
export function combine(changes: readonly Change[]): Change {
  return {
    lines: changes.flatMap((change) => change.lines),
    notes: changes.flatMap((change) => change.notes ?? []),
    buttons: changes.flatMap((change) => change.buttons ?? []),
  };
}

/** People whose invitations are counted for one card. */
const MOST_MIGRATIONS = 10_000;

/** What says that a card does not tell of everything one by one. */
function leftOver(key: string, all: number): Message[] {
  return all > MOST_DELIVERY_LINES ? [message(key, { count: all - MOST_DELIVERY_LINES })] : [];
}

/** The card of a change: what was done, how far its notices are, what to know, and the cmdlet that does the same. */
export async function resultView(
  work: Work,
  planned: readonly PlannedStep[],
  change: Change,
  more: Button[] = [],
): Promise<View> {
  const rows = await work.tx.outbox.ofCorrelation(work.correlationId);
  const migrations = await work.tx.migrations.ofCorrelation(work.correlationId, MOST_MIGRATIONS);
  const untold = [
    ...leftOver('note.moreDeliveries', rows.length),
    ...leftOver('note.moreMigrations', migrations.length),
  ];
  const notes = new Map([...(change.notes ?? []), ...untold].map((note) => [JSON.stringify(note), note]));
  return {
    kind: 'result',
    preview: work.request.preview,
    changes: change.lines,
    deliveries: await deliveryLines(work.tx, rows.slice(0, MOST_DELIVERY_LINES)),
    migrations: migrations.slice(0, MOST_DELIVERY_LINES).map(migrationLine),
    notes: [...notes.values()],
    cmdlet: equivalentCmdlet(
      planned.map((one) => one.step),
      work.house.catalogue,
    ),
    buttons: [...(change.buttons ?? []), ...(await atOnce(work, migrations)), ...more],
  };
}

/** Offers not to wait with invitations that are held. */
async function atOnce(work: Work, migrations: readonly MeetingMigration[]): Promise<Button[]> {
  if (work.request.preview || migrations.length > MOST_PEOPLE) return [];
  const held = migrations.filter(
    ({ state, dueAt }) => state === 'Pending' && dueAt !== null && new Date(dueAt) > work.now,
  );
  const users = await Promise.all(held.map(({ userKey }) => work.tx.users.get(userKey)));
  const people = users.flatMap((user) => user?.upn ?? []);
  return people.length > 0 ? [button('migrateMeetings', { people })] : [];
}

/** An answer to a cmdlet stands as a list as well, as a console would print it. */
export function alsoAsList(view: View, { byCmdlet }: Pick<Request, 'byCmdlet'>): View {
  return byCmdlet && (view.kind === 'facts' || view.kind === 'people') ? { ...view, list: true } : view;
}

/** What a preview shows: a result says by itself that it is one. */
export function previewView(view: View): View {
  return view.kind === 'note' ? { ...view, notes: [message('text.preview'), ...view.notes] } : view;
}

/** What is missing under the label of the form, where it is no parameter of a cmdlet. */
function inWords({ fields, form = [] }: Operation, params: Refusal['params']): Refusal['params'] {
  const { parameter: name } = params;
  const isField = typeof name === 'string' && form.includes(name) && fields[name]?.parameter === null;
  return isField ? { ...params, parameter: { text: `label.${name}` } } : params;
}

/** What was said and the form does not ask for. */
function givenIn({ form = [] }: Operation, input: Step['input'] = {}): Step['input'] {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !form.includes(name)));
}

/** A refusal as a card: code, text, next step; where only something was left out, the form that asks for it. */
export function refusalView(refusal: Refusal, house?: House, steps: readonly Step[] = []): View {
  const asked = house?.catalogue.find((one) => one.name === steps[0]?.operation);
  const incomplete = refusal.code === 'person-missing' || refusal.code === 'value-missing';
  if (incomplete && asked?.form && steps.length === 1) {
    const said = message(`refusal.${refusal.code}`, inWords(asked, refusal.params));
    return formView(asked, [said], givenIn(asked, steps[0]?.input), steps[0]?.input);
  }
  return {
    kind: 'refusal',
    code: refusal.code,
    params: refusal.params,
    choices: [...refusal.choices],
    also: refusal.also.map(({ code, params }) => ({ code, params })),
    buttons: offersOf(refusal, steps),
  };
}
