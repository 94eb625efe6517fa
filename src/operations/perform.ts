import type { Actor } from '../domain/actor.ts';
import type { Language } from '../domain/language.ts';
import { message } from '../domain/message.ts';
import type { Question } from '../domain/question.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Request, Step } from '../domain/request.ts';
import type { User } from '../domain/user.ts';
import type { PinCard } from '../domain/pinCard.ts';
import type { View } from '../domain/view.ts';
import type { Transaction } from '../ports/store.ts';
import { fulfilling } from './asking/decideAsk.ts';
import { batchView } from './bulk/batchView.ts';
import { countEnding, outcomeOf } from './counting.ts';
import { endedElsewhere, endOtherwise, showAgain } from './endings.ts';
import { asBulk } from './bulk/manyNames.ts';
import type { Change, Confirmation, Gate, Work } from './operation.ts';
import { withCurrentDeliveries } from './deliveries.ts';
import { roleOf } from './directory/rolesInForce.ts';
import { allowed, currentInput, operationOf, plan, type PlannedStep } from './plan.ts';
import { MOST_PEOPLE } from './field.ts';
import {
  ANSWER,
  askToConfirm,
  askWhom,
  checkStillGood,
  isYes,
  questionAnswered,
  setQuestionAside,
  together,
  unclearRefusal,
} from './questions.ts';
import { recordApart, recordEnd, type Ending, type Trace } from './record.ts';
import { alsoAsList, combine, previewView, resultView } from './resultView.ts';
import { rememberCards, type SentPin } from './sentCards.ts';
import { undoButton, undone } from './undoing.ts';

/** How a request ended. */
export interface Performed {
  view: View;
  /** The language of the answer. */
  language: Language;
  /** Shown once, to the asker alone, and kept nowhere. */
  pins: SentPin[];
  /** The id under which the result card is remembered, when its deliveries are still under way. */
  resultCard: string | null;
  /** The request has come before, and `view` is what it ended in then: the same activity again, or a one-time button pressed again. */
  repeated: 'no' | 'redelivered' | 'pressedAgain';
  /** Not for a group's eyes. */
  personal: boolean;
  correlationId: string;
  /** What stands on cards of its own beside the answer: the plans that a script began. */
  alongside?: Performed[];
}

/**
 * The one gate: every request of every door passes here, and only here are operations run. Change, audit row, notices and the
 * memory of the request commit together. Refusals and failures change nothing, are recorded, and come back as views.
 */
export async function perform(request: Request, gate: Gate): Promise<Performed> {
  const trace: Trace = {
    correlationId: gate.house.random.uuid(),
    operation: request.steps[0]?.operation ?? '',
    people: [],
  };
  try {
    const { previewed, ...performed } = await gate.store.transaction((tx, rollback) =>
      carryOut(tx, rollback, request, gate, trace),
    );
    const preview = { outcome: 'previewed', code: null } as const;
    const apart = previewed ? await recordApart(gate, request, trace, performed.view, preview) : undefined;
    if (apart && apart.how !== 'recorded') return endedElsewhere(apart, request, gate, trace);
    countEnding(gate, trace, previewed ? 'previewed' : outcomeOf(performed));
    return performed;
  } catch (error) {
    return endOtherwise(error, request, gate, trace);
  }
}

/** The way of a request inside its transaction, top to bottom. */
async function carryOut(tx: Transaction, rollback: () => void, arrived: Request, gate: Gate, trace: Trace) {
  const { correlationId } = trace;
  // Whoever removed themselves is gone when the same request arrives again: it is answered all the same.
  const known = await tx.users.get(arrived.actorKey);
  const language = known?.language ?? arrived.language;
  const shownAgain = async (view: View, repeated: Performed['repeated']) =>
    showAgain(
      await withCurrentBatch(tx, await withCurrentDeliveries(tx, view), gate),
      repeated,
      language,
      correlationId,
    );

  const seen = await tx.seenRequests.get(arrived.id);
  if (seen) return shownAgain(seen.view, seen.arrival === arrived.arrival ? 'redelivered' : 'pressedAgain');
  const actor = await actorOf(tx, gate, known);
  if (arrived.refused) throw arrived.refused;
  const [first] = arrived.steps;
  const question = first?.operation === ANSWER ? await questionAnswered(tx, arrived, first) : undefined;
  if (question?.answer) return shownAgain(question.answer, 'pressedAgain');

  const request = { ...arrived, preview: arrived.preview || question?.preview === true };
  const work: Work = {
    tx,
    actor,
    request,
    correlationId,
    now: gate.clock.now(),
    settings: await tx.settings.get(),
    house: gate.house,
  };
  const ending =
    question && first
      ? await answer(work, question, first, trace)
      : await carried(work, await fulfilling(work, await undone(work, request.steps)), trace);
  const previewed = request.preview && ending.planned.length > 0;
  if (previewed) rollback();
  if (question) await tx.questions.put({ ...question, answer: ending.view });
  if (ending.planned.some(({ operation }) => operation.changes)) await setQuestionAside(work);
  await recordEnd(work, ending);
  const cards = previewed ? { pins: [], resultCard: null } : await rememberCards(work, ending);
  const after = previewed ? actor.user : await tx.users.get(actor.user.key);
  return {
    view: previewed ? previewView(ending.view) : ending.view,
    personal: ending.personal,
    ...cards,
    language: after?.language ?? language,
    repeated: 'no' as const,
    correlationId,
    previewed,
  };
}

/** Runs the steps; an admin's approval is the answer to whatever they would ask. */
function carried(work: Work, steps: readonly Step[], trace: Trace): Promise<Ending> {
  return run(work, steps, work.request.unasked || steps.some((step) => step.fulfils !== undefined), trace);
}

/** A batch that is shown again, as it is now: a plan that was answered is not begun again by its card. */
async function withCurrentBatch(tx: Transaction, view: View, { house }: Gate): Promise<View> {
  const batch = view.kind === 'batch' ? await tx.batches.get(view.batch) : undefined;
  return batch && batch.state !== 'planned' ? batchView(batch, () => house.random.uuid()) : view;
}

/** A *No* drops the question; a *Yes* does what was asked about, if that is still the same. */
async function answer(work: Work, question: Question, step: Step, trace: Trace): Promise<Ending> {
  if (!isYes(step)) {
    return {
      view: { kind: 'note', title: message('done.no'), notes: [], buttons: [] },
      planned: [],
      pinCards: [],
      changes: [],
      personal: false,
    };
  }
  await checkStillGood(work.tx, question, work.now);
  return run(work, question.steps, question.confirms, trace);
}

/** Right, input, people, confirmation, and then the operations themselves. */
async function run(work: Work, wanted: readonly Step[], confirmed: boolean, trace: Trace): Promise<Ending> {
  trace.operation = wanted[0]?.operation ?? '';
  const steps: Step[] = [];
  for (const step of asBulk(wanted, work.house))
    steps.push(await allowed(work, operationOf(step, work.house), step));
  const personal = steps.some((step) => operationOf(step, work.house).personal === true);
  const planned = await plan(work, steps);
  const asked = { pinCards: [], changes: [], personal };
  if ('unclear' in planned && work.request.unattended) throw unclearRefusal(planned.unclear);
  if ('unclear' in planned)
    return { ...asked, view: await askWhom(work, steps, planned.at, planned.unclear), planned: [] };
  trace.people = planned.steps.flatMap((one) => one.people);
  const question = confirmed || work.request.preview ? undefined : await confirmationOf(work, planned.steps);
  if (question) return { ...asked, view: question, planned: [] };

  const changes: Change[] = [];
  for (const step of planned.steps) {
    const outcome = await step.operation.run(work, await currentInput(work.tx, step));
    if ('kind' in outcome)
      return { ...asked, view: alsoAsList(outcome, work.request), planned: planned.steps };
    changes.push(outcome);
  }
  const pinCards: PinCard[] = changes.flatMap((change) => change.pinCards ?? []);
  const { preview, unattended } = work.request;
  if (unattended && !preview && pinCards.length > unattended.pinsLeft)
    throw new Refusal('too-many-pins', { max: MOST_PEOPLE });
  return {
    view: await resultView(work, planned.steps, combine(changes), undoButton(work, planned.steps, changes)),
    planned: planned.steps,
    pinCards,
    changes,
    personal,
  };
}

/** The question that has to be answered first, if an operation has one: one question for all of them. */
async function confirmationOf(work: Work, planned: readonly PlannedStep[]): Promise<View | undefined> {
  const confirmations: Confirmation[] = [];
  for (const { operation, input } of planned) {
    const confirmation = await operation.confirms?.(work, input);
    if (confirmation && work.request.unattended) throw new Refusal('line-needs-yes');
    if (confirmation) confirmations.push(confirmation);
  }
  const all = together(confirmations);
  return all && askToConfirm(work, planned, all);
}

/** Who asks, with the role of this moment. */
async function actorOf(tx: Transaction, { house }: Gate, user: User | undefined): Promise<Actor> {
  if (!user) throw new Refusal('not-known');
  return { user, role: await roleOf(tx, house, user) };
}
