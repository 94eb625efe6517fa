import { message } from '../domain/message.ts';
import { QUESTION_MINUTES, type Question } from '../domain/question.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Request, Step } from '../domain/request.ts';
import type { User } from '../domain/user.ts';
import type { View } from '../domain/view.ts';
import type { Transaction } from '../ports/store.ts';
import type { Confirmation, Work } from './operation.ts';
import type { UnclearName } from './people.ts';
import type { PlannedStep } from './plan.ts';

/** The name under which a *Yes* or *No* arrives; the gate turns it into the steps of the question. */
export const ANSWER = 'answer';

/** Puts the confirmation of a change to the asker. */
export async function askToConfirm(
  work: Work,
  planned: readonly PlannedStep[],
  confirmation: Confirmation,
): Promise<View> {
  const people = planned.flatMap((one) => one.people);
  const id = await put(
    work,
    planned.map((one) => one.step),
    true,
    people,
  );
  return { kind: 'question', ...confirmation, token: id, buttons: confirmation.buttons ?? [] };
}

/** Several confirmations as one question: the first asks, the others stand with it. */
export function together(confirmations: readonly Confirmation[]): Confirmation | undefined {
  const [first, ...others] = confirmations;
  if (!first || others.length === 0) return first;
  const notes = [...others.map((one) => one.title), ...confirmations.flatMap((one) => one.notes)];
  return {
    title: first.title,
    facts: confirmations.flatMap((one) => one.facts),
    notes: [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()],
    buttons: confirmations.flatMap((one) => one.buttons ?? []),
  };
}

/** Asks whom a name means: a card to pick from, or "did you mean …?" with Yes and No when there is one candidate. */
export async function askWhom(
  work: Work,
  steps: readonly Step[],
  at: number,
  unclear: UnclearName,
): Promise<View> {
  const meaning = (user: User) =>
    steps.map((step, index) => (index === at ? renamed(step, unclear.name, user.upn) : step));
  const [first, ...others] = unclear.candidates;
  if (first && unclear.misspelt && others.length === 0) {
    const token = await put(work, meaning(first), false, []);
    const title = message('question.didYouMean', {
      name: unclear.name,
      person: first.displayName,
      upn: first.upn,
    });
    return { kind: 'question', title, facts: [], notes: [], token, buttons: [] };
  }
  const once = work.house.random.uuid();
  await setQuestionAside(work);
  return {
    kind: 'pick',
    question: message(unclear.misspelt ? 'question.whichNear' : 'question.which', { name: unclear.name }),
    choices: unclear.candidates.map((user) => ({
      title: user.displayName,
      subtitle: [user.upn, user.department].filter((part) => part !== '').join(' · '),
      request: { steps: meaning(user), preview: work.request.preview, once },
    })),
  };
}

/** The refusal of a name that has to be asked about, where nobody can be asked. */
export function unclearRefusal({ name, candidates }: UnclearName): Refusal {
  return new Refusal(
    'line-unclear',
    { name },
    candidates.map((user) => user.upn),
  );
}

/** The question that an answer is for: the one whose button was pressed, else the newest one open in the conversation. */
export async function questionAnswered(tx: Transaction, request: Request, step: Step): Promise<Question> {
  const id = step.input['question'];
  const question = typeof id === 'string' ? await tx.questions.get(id) : await openQuestion(tx, request);
  if (!question) throw new Refusal('question-none');
  if (question.askerKey !== request.actorKey) throw new Refusal('question-foreign');
  return question;
}

/** The newest question that is open where the request comes from. */
export async function openQuestion(tx: Transaction, request: Request): Promise<Question | undefined> {
  const { conversationId, privateConversationId } = request.origin;
  const here = await tx.questions.latestOpen(request.actorKey, conversationId);
  return (
    here ??
    (privateConversationId === null
      ? undefined
      : tx.questions.latestOpen(request.actorKey, privateConversationId))
  );
}

/** Refuses a *Yes* that comes too late or after the conference ID changed (rule 6) or its owner was removed. */
export async function checkStillGood(tx: Transaction, question: Question, now: Date): Promise<void> {
  if (new Date(question.expiresAt) <= now)
    throw new Refusal('question-expired', { minutes: QUESTION_MINUTES });
  for (const [key, conferenceId] of Object.entries(question.conferenceIds)) {
    const user = await tx.users.get(key);
    if (!user) throw new Refusal('gone-meanwhile');
    if (user.conferenceId !== conferenceId)
      throw new Refusal('changed-meanwhile', { person: user.displayName });
  }
}

/** Whether a step says yes. */
export function isYes(step: Step): boolean {
  return step.input['answer'] === 'yes';
}

/** Stores a question whose yes does some steps that are known exactly; returns its id. */
export async function putQuestion(work: Work, steps: Step[]): Promise<string> {
  return put(work, steps, true, []);
}

/** Leaves the question that is open, if any, to its own buttons: whoever went on does not mean it with their next *yes*. */
export async function setQuestionAside({ tx, request }: Work): Promise<void> {
  const question = await openQuestion(tx, request);
  if (question) await tx.questions.put({ ...question, setAside: true });
}

/** Stores a question, which is the only one open from then on, and returns its id. */
async function put(work: Work, steps: Step[], confirms: boolean, people: readonly User[]): Promise<string> {
  const { request, house, now } = work;
  await setQuestionAside(work);
  const id = house.random.uuid();
  await work.tx.questions.put({
    id,
    askerKey: request.actorKey,
    conversationId: request.origin.personal
      ? request.origin.conversationId
      : (request.origin.privateConversationId ?? request.origin.conversationId),
    steps,
    language: request.language,
    confirms,
    preview: request.preview,
    conferenceIds: Object.fromEntries(people.map((user) => [user.key, user.conferenceId])),
    expiresAt: new Date(now.getTime() + QUESTION_MINUTES * 60_000).toISOString(),
    setAside: false,
    answer: null,
  });
  return id;
}

/** A step with one of its names replaced. */
function renamed(step: Step, name: string, upn: string): Step {
  const replace = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map((one) => (one === name ? upn : (one as unknown)))
      : value === name
        ? upn
        : value;
  return {
    ...step,
    input: Object.fromEntries(Object.entries(step.input).map(([field, value]) => [field, replace(value)])),
  };
}
