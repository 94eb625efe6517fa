import * as z from 'zod';
import type { Batch } from '../../domain/batch.ts';
import type { Button } from '../../domain/button.ts';
import { message, type Message } from '../../domain/message.ts';
import { QUESTION_MINUTES } from '../../domain/question.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { User } from '../../domain/user.ts';
import type { View } from '../../domain/view.ts';
import { button } from '../buttons.ts';
import { oneOf, value } from '../field.ts';
import { ADMINS, operation, type Work } from '../operation.ts';
import { ANSWER, putQuestion } from '../questions.ts';
import { batchView } from './batchView.ts';
import { planned, putPlan } from './batchPlan.ts';
import { bulkSteps, type BulkStep } from './bulkSteps.ts';
import { beginBatch } from './startBatch.ts';
import { pipelineText } from './pipelineText.ts';
import { select, SELECTION_FIELDS } from './selection.ts';

const BareSteps = z
  .array(z.object({ operation: z.string().max(64), input: z.record(z.string(), z.unknown()) }))
  .min(1)
  .max(3);

/** What the form offers; phrases and cmdlets can ask for everything that can be done to one person after the other. */
const ACTIONS = ['resetPin', 'resetConferenceId', 'sendInfo'] as const;

/**
 * Plans to do something to many people: says for whom, who is left out and why, and asks. What is planned is fixed by that;
 * a *Yes* begins exactly it.
 */
export const bulk = operation({
  name: 'bulk',
  right: ADMINS,
  fields: {
    steps: value(BareSteps.optional(), 'button-malformed'),
    action: oneOf(ACTIONS),
    ...SELECTION_FIELDS,
  },
  form: ['action', 'department', 'provider', 'country'],
  changes: false,
  personal: true,
  async run(work, { steps: given, action, ...selection }): Promise<View> {
    if (!given && action === undefined) throw new Refusal('value-missing', { parameter: 'action' });
    const steps = given ?? [{ operation: action ?? '', input: {} }];
    const doing = bulkSteps(work, steps);
    const { users, unclear, whom, place } = await select(work, selection);
    const items = [...unclear];
    for (const user of users) items.push(await planned(work, doing, user));
    const pending = users.filter((_user, at) => items[unclear.length + at]?.state === 'pending');
    const meaning = await meaningOf(work, doing, pending);
    const cmdlet = pipelineText(steps, selection, place, work.house.catalogue);
    const facts = doing.flatMap((one) => one.facts);
    const makesPins = doing.some((one) => one.makesPins);
    const batch = await putPlan(work, { steps, facts, makesPins, whom, meaning, cmdlet }, items);
    if (batch.counts.pending === 0) return nobody(batch);
    if (work.request.unasked && !work.request.preview) return beginBatch(work, batch);
    return asked(work, batch);
  },
});

/** What the questions of the steps would say, each thing once. */
async function meaningOf(work: Work, doing: readonly BulkStep[], users: readonly User[]): Promise<Message[]> {
  if (users.length === 0) return [];
  const notes: Message[] = [];
  for (const one of doing) notes.push(...(await one.meaning(work, users)));
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

/** The plan with Yes and No under it; a typed yes counts as well. */
async function asked(work: Work, batch: Batch): Promise<View> {
  if (work.request.unattended && !work.request.preview) throw new Refusal('line-needs-yes');
  const view = batchView(batch, () => work.house.random.uuid());
  if (work.request.preview) return { ...view, notes: [message('text.preview'), ...view.notes], buttons: [] };
  const question = await putQuestion(work, [{ operation: 'startBatch', input: { batch: batch.id } }]);
  const answer = (given: 'yes' | 'no', style: Button['style']) =>
    button(ANSWER, { answer: given, question }, { title: message(`button.${given}`), style, once: question });
  return {
    ...view,
    notes: [...view.notes, message('batch.note.answerWithin', { minutes: QUESTION_MINUTES })],
    buttons: [answer('yes', 'positive'), answer('no', 'default'), ...view.buttons],
  };
}

/** Nobody is left: said with all the reasons, and nothing to press. */
function nobody(batch: Batch): View {
  const view = batchView(batch, () => '');
  return { ...view, title: message('batch.title.nobody'), notes: [], buttons: [] };
}
