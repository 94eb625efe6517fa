import { ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder';
import { languageOf } from '../domain/language.ts';
import { Refusal } from '../domain/refusal.ts';
import type { View } from '../domain/view.ts';
import type { Gate } from '../operations/operation.ts';
import { perform } from '../operations/perform.ts';
import { refusalView } from '../operations/resultView.ts';
import { performScript } from '../operations/performScript.ts';
import type { Presenter } from '../presentation/presenter.ts';
import { hasFile, withFile, type ReadTable } from './attachedFile.ts';
import type { TeamsChatDelivery } from './chatDelivery.ts';
import { identify, type Identity } from './identity.ts';
import { consentOf, decideFile } from './fileConsent.ts';
import { addressOf, incomingOf, incomingWith, isPersonal, type Incoming } from './incoming.ts';
import { peopleFound, searchOf } from './peopleSearch.ts';
import {
  leavePersonalChat,
  isArrival,
  isRemoval,
  rememberIn,
  rememberPersonalChat,
} from './personalChats.ts';
import { openPrivately } from './privateChat.ts';
import { messageResponse, reply, type Places, type ReplyOptions } from './replies.ts';
import { NOTHING, requestOf, scriptRequests } from './requests.ts';
import { withRoster } from './roster.ts';
import type { TakeTurn, TooMany } from './turnLimits.ts';
import { whileTyping } from './typing.ts';
import { wantedByButton, wantedByWords, type Doors, type Wanted, type WantedScript } from './understand.ts';
import { wordsOf } from './wordsOf.ts';

/** What the bot works with. */
export interface BotOptions {
  gate: Gate;
  doors: Doors;
  chat: TeamsChatDelivery;
  presenter: Presenter;
  readTable: ReadTable;
  /** Told that there may be work, and that a result card now stands somewhere. */
  background: readonly { wake(): void; refresh?(correlationId: string, view: View): void }[];
  /** Counts what each person sends. */
  takeTurn: TakeTurn;
  /** Told of every activity, to learn where the channel is to be reached. */
  noteHome: (address: ReturnType<typeof addressOf>) => void;
}

/** Milliseconds for which what was committed waits for the answer to be out. */
const MOMENT = 250;

/** One turn: who asks, what they want, the gate, the answer. Everything that asks nothing of the bot is taken in silence. */
export function createBot(options: BotOptions): (context: TurnContext) => Promise<void> {
  return async (context) => {
    options.noteHome(addressOf(context.activity));
    if (isArrival(context)) return welcome(context, options);
    if (isRemoval(context)) return goodbye(context, options);
    const incoming = incomingOf(context.activity, () => options.gate.house.random.uuid());
    const tooMany = incoming && (await options.takeTurn(personOf(context)));
    if (incoming && tooMany) return slowDown(context, incoming, tooMany, options);
    if (incoming)
      return whileTyping(context, options.gate.clock, () =>
        turn(context, incoming, options).catch((error: unknown) =>
          apologize(context, incoming, error, options),
        ),
      );
    const consent = consentOf(context.activity);
    if (consent && isPersonal(context.activity)) {
      await respond(context, { status: 200 });
      return decideFile(context, consent, options);
    }
    const sought = searchOf(context.activity);
    if (sought !== undefined) return findPeople(context, sought, options);
    // Somebody else's invoke: not understood, and no failure of ours.
    if (context.activity.type === 'invoke') await respond(context, { status: 400 });
  };
}

/** A message or a button. */
async function turn(context: TurnContext, incoming: Incoming, options: BotOptions): Promise<void> {
  const { gate, chat } = options;
  const identity = await identify(context, gate, async (tx, person) => {
    if (incoming.personal) await rememberIn(tx, gate.clock, person, incoming.address);
  });
  const { user } = identity;
  const said = await wantedBy(context, incoming, options.doors);
  const wanted = await withFile(context.activity, incoming, said, { ...options, user });
  const privateAddress =
    user && !incoming.personal ? await openPrivately(gate.store, chat, gate.clock, user) : null;
  const request = (one: Wanted | Refusal) => requestOf(incoming, identity, one, privateAddress);
  const performed =
    'lines' in wanted
      ? await performScript(scriptRequests(wanted, request), wanted.stops, gate)
      : await perform(await withRoster(context, request(wanted)), gate);
  const places: Places = { incoming, privateAddress, once: 'steps' in wanted && wanted.once !== undefined };
  if (incoming.personal && identity.localActor !== null) await noteSwitch(context, identity, incoming, gate);
  const response = await thenWake(options, () => reply(context, performed, places, replyOptions(options)));
  if (response) await respond(context, response);
  for (const { resultCard, correlationId, view } of [performed, ...(performed.alongside ?? [])])
    if (resultCard !== null) for (const worker of options.background) worker.refresh?.(correlationId, view);
}

/**
 * Answers, and then has carried out what was committed, whether the answer gets through or not. Whoever asked waits for the answer;
 * the others wait no longer than a moment when the channel is slow.
 */
async function thenWake<Result>(options: BotOptions, answering: () => Promise<Result>): Promise<Result> {
  const cancel = options.gate.clock.after(MOMENT, () => wake(options));
  try {
    return await answering();
  } finally {
    cancel();
    wake(options);
  }
}

function wake({ background }: BotOptions): void {
  for (const worker of background) worker.wake();
}

/** Local mode: who has just begun to act as somebody gets from now on, and at once, what is sent to that person. */
async function noteSwitch(
  context: TurnContext,
  before: Identity,
  { address }: Incoming,
  gate: Gate,
): Promise<void> {
  const { user } = await identify(context, gate);
  if (user && user.key !== before.user?.key)
    await rememberPersonalChat(gate.store, gate.clock, user, address);
}

/** Nothing can be done, as when the disk is full: the person gets a reference, and under it the log tells why. */
async function apologize(
  context: TurnContext,
  incoming: Incoming,
  error: unknown,
  options: BotOptions,
): Promise<void> {
  const { house, log } = options.gate;
  const reference = house.random.uuid();
  log.error({ correlationId: reference, error }, 'a turn failed');
  await answerUnasked(context, incoming, { kind: 'failure', reference }, options, reference);
}

/** Answers what did not reach the gate. */
async function answerUnasked(
  context: TurnContext,
  incoming: Incoming,
  view: View,
  options: BotOptions,
  correlationId = options.gate.house.random.uuid(),
): Promise<void> {
  const language = languageOf(incoming.locale) ?? 'en';
  const told = { view, language, pins: [], resultCard: null, personal: false, correlationId };
  const places: Places = { incoming, privateAddress: null, once: false };
  const response = await reply(context, { ...told, repeated: 'no' }, places, replyOptions(options));
  if (response) await respond(context, response);
}

/** What answering works with. */
function replyOptions({ gate: { store, clock, house, log }, chat, presenter }: BotOptions): ReplyOptions {
  return { store, clock, chat, presenter, pinVisibleMinutes: house.pinVisibleMinutes, log };
}

/** What somebody wants, or the refusal of words that cannot be read. */
async function wantedBy(
  context: TurnContext,
  { act }: Incoming,
  doors: Doors,
): Promise<Wanted | WantedScript | Refusal> {
  try {
    return act.kind === 'button'
      ? wantedByButton(act.value, doors)
      : wantedByWords(await wordsOf(context, act.text), doors, hasFile(context.activity));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Who has sent it, by the surest name that the channel gives them. */
function personOf({ activity: { from } }: TurnContext): string {
  return from?.aadObjectId ?? from?.id ?? '';
}

/** Somebody sends more than is taken: told once until the limit is over, for an answer to each would be as much again. */
async function slowDown(
  context: TurnContext,
  incoming: Incoming,
  { seconds, isFirst }: TooMany,
  options: BotOptions,
): Promise<void> {
  const { log } = options.gate;
  if (isFirst) log.warn({ person: personOf(context) }, 'somebody sends more than is taken');
  const view = refusalView(new Refusal('too-many-requests', { seconds }));
  if (isFirst) return answerUnasked(context, incoming, view, options);
  // A pressed button waits for its answer.
  if (incoming.act.kind === 'button' && incoming.act.invoked)
    await respond(
      context,
      messageResponse(options.presenter.card(view, languageOf(incoming.locale) ?? 'en').summary),
    );
}

/** The app was installed, or a conversation began: one welcome, and what has waited for this is sent. */
async function welcome(context: TurnContext, options: BotOptions): Promise<void> {
  const { gate } = options;
  const identity = await identify(context, gate);
  if (!identity.user) return;
  const { store, clock } = gate;
  const isNew = await rememberPersonalChat(store, clock, identity.user, addressOf(context.activity));
  wake(options);
  if (!isNew) return;
  const act = { kind: 'words', text: '' } as const;
  const incoming = incomingWith(context.activity, act, () => gate.house.random.uuid());
  const hello = { ...NOTHING, steps: [{ operation: 'hello', input: {} }] };
  const performed = await perform(requestOf(incoming, identity, hello, null), gate);
  const places: Places = { incoming, privateAddress: null, once: false };
  await reply(context, performed, places, replyOptions(options));
}

/** The app was removed: nobody is written to where they do not want it. */
async function goodbye(context: TurnContext, { gate }: BotOptions): Promise<void> {
  const { user } = await identify(context, gate);
  if (user) await leavePersonalChat(gate.store, gate.clock, user, addressOf(context.activity));
}

/** Somebody types into a people picker. */
async function findPeople(context: TurnContext, sought: string, { gate }: BotOptions): Promise<void> {
  const { user } = await identify(context, gate);
  await respond(context, await peopleFound(gate, user, sought));
}

/** Gives the channel the answer to an invoke. */
async function respond(context: TurnContext, response: InvokeResponse): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: response });
}
