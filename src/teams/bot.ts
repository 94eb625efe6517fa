import { ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder';
import { languageOf } from '../domain/language.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import type { View } from '../domain/view.ts';
import type { Gate } from '../operations/operation.ts';
import { perform, type Performed } from '../operations/perform.ts';
import { performScript, type ScriptRequest } from '../operations/performScript.ts';
import type { Presenter } from '../presentation/presenter.ts';
import { withFile, type ReadTable } from './attachedFile.ts';
import { cardActivity } from './cardActivity.ts';
import type { TeamsChatDelivery } from './chatDelivery.ts';
import { identify, type Identity } from './identity.ts';
import { consentOf, deliverFile, forgetQuestion, type Consent } from './fileConsent.ts';
import { addressOf, incomingOf, isPersonal, type Incoming } from './incoming.ts';
import { peopleFound, searchOf } from './peopleSearch.ts';
import { forgetPersonalChat, isArrival, isRemoval, rememberPersonalChat } from './personalChats.ts';
import { openPrivately } from './privateChat.ts';
import { reply, type Places, type ReplyOptions } from './replies.ts';
import { rosterFor } from './roster.ts';
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
  background: readonly { wake(): void; refresh(correlationId: string, view: View): void }[];
  /** Told of every activity, to learn where the channel is to be reached. */
  noteHome: (address: ReturnType<typeof addressOf>) => void;
}

/** One turn: who asks, what they want, the gate, the answer. Everything that asks nothing of the bot is taken in silence. */
export function createBot(options: BotOptions): (context: TurnContext) => Promise<void> {
  return async (context) => {
    options.noteHome(addressOf(context.activity));
    if (isArrival(context)) return welcome(context, options);
    if (isRemoval(context)) return goodbye(context, options);
    const incoming = incomingOf(context.activity, () => options.gate.house.random.uuid());
    if (incoming)
      return whileTyping(context, options.gate.clock, () =>
        turn(context, incoming, options).catch((error: unknown) =>
          apologize(context, incoming, error, options),
        ),
      );
    const consent = consentOf(context.activity);
    if (consent && isPersonal(context.activity)) return decideFile(context, consent, options);
    const sought = searchOf(context.activity);
    if (sought !== undefined) return findPeople(context, sought, options);
    // Somebody else's invoke: not understood, and no failure of ours.
    if (context.activity.type === 'invoke') await respond(context, { status: 400 });
  };
}

/** A message or a button. */
async function turn(context: TurnContext, incoming: Incoming, options: BotOptions): Promise<void> {
  const { gate, chat } = options;
  const identity = await identify(context, { store: gate.store, local: gate.house.local, log: gate.log });
  if (identity.user && incoming.personal)
    await rememberPersonalChat(gate.store, gate.clock, identity.user, incoming.address);
  const { user } = identity;
  const said = await wantedBy(context, incoming, options.doors);
  const wanted = await withFile(context.activity, incoming, said, {
    user,
    gate,
    readTable: options.readTable,
  });
  const privateAddress =
    incoming.personal || !identity.user
      ? null
      : await openPrivately(gate.store, chat, gate.clock, identity.user);
  const request = (one: Wanted | Refusal) => requestOf(incoming, identity, one, privateAddress);
  const performed =
    'lines' in wanted
      ? await performScript(scriptRequests(wanted, request), wanted.stops, gate)
      : await perform(await withRoster(context, request(wanted)), gate);
  const places: Places = { incoming, privateAddress, once: 'steps' in wanted && wanted.once !== undefined };
  if (incoming.personal && identity.localActor !== null) await noteSwitch(context, identity, incoming, gate);
  // What was committed is carried out, whether the answer gets through or not.
  wake(options);
  const response = await reply(context, performed, places, replyOptions(options));
  if (response) await respond(context, response);
  if (performed.resultCard !== null)
    for (const worker of options.background) worker.refresh(performed.correlationId, performed.view);
}

/** A request with what the roster says of people whom it is about to add. */
async function withRoster(context: TurnContext, request: Request): Promise<Request> {
  return { ...request, origin: { ...request.origin, roster: await rosterFor(context, request.steps) } };
}

function wake({ background }: BotOptions): void {
  for (const worker of background) worker.wake();
}

/** Local mode: who has just begun to act as somebody gets from now on, and at once, what is sent to that person. */
async function noteSwitch(
  context: TurnContext,
  before: Identity,
  { address }: Incoming,
  { store, clock, house, log }: Gate,
): Promise<void> {
  const { user } = await identify(context, { store, local: house.local, log });
  if (user && user.key !== before.user?.key) await rememberPersonalChat(store, clock, user, address);
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
  const failed: Performed = {
    view: { kind: 'failure', reference },
    language: languageOf(incoming.locale) ?? 'en',
    pins: [],
    resultCard: null,
    repeated: 'no',
    personal: false,
    correlationId: reference,
  };
  const places: Places = { incoming, privateAddress: null, once: false };
  const response = await reply(context, failed, places, replyOptions(options));
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
      : wantedByWords(await wordsOf(context, act.text), doors);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The lines of a script as requests, each with an id of its own that is the same when the message comes again. */
function scriptRequests(
  { lines }: WantedScript,
  requestOfLine: (wanted: Wanted | Refusal) => Request,
): ScriptRequest[] {
  return lines.map(({ line, wanted }, at) => {
    const request = requestOfLine(wanted);
    const id = `${request.arrival} line ${at + 1}`;
    return { line, request: { ...request, id, arrival: id } };
  });
}

/** The request that goes to the gate. */
function requestOf(
  incoming: Incoming,
  identity: Identity,
  wanted: Wanted | Refusal,
  privateAddress: Places['privateAddress'],
): Request {
  const refused = wanted instanceof Refusal ? wanted : null;
  const { steps, preview, unasked, once, byCmdlet, language } = wanted instanceof Refusal ? NOTHING : wanted;
  const actorKey = identity.user?.key ?? 'unknown';
  const { address, personal, arrival } = incoming;
  return {
    id: once === undefined ? arrival : `once ${once} ${actorKey}`,
    arrival,
    actorKey,
    origin: {
      channelId: address.channelId,
      conversationId: address.conversationId,
      personal,
      privateConversationId: privateAddress?.conversationId ?? null,
      localActor: identity.localActor,
      timeZone: incoming.timeZone,
    },
    language: language ?? languageOf(incoming.locale) ?? languageOf(identity.user?.locale) ?? 'en',
    preview,
    unasked,
    steps,
    ...(byCmdlet && { byCmdlet }),
    refused,
  };
}

const NOTHING: Wanted = { steps: [], preview: false, unasked: false, once: undefined, language: undefined };

/** The app was installed, or a conversation began: one welcome, and what has waited for this is sent. */
async function welcome(context: TurnContext, options: BotOptions): Promise<void> {
  const { gate } = options;
  const identity = await identify(context, { store: gate.store, local: gate.house.local, log: gate.log });
  if (!identity.user) return;
  const address = addressOf(context.activity);
  const isNew = await rememberPersonalChat(gate.store, gate.clock, identity.user, address);
  wake(options);
  if (!isNew) return;
  const arrival = `welcome ${address.channelId} ${address.conversationId} ${gate.house.random.uuid()}`;
  const incoming: Incoming = {
    act: { kind: 'words', text: '' },
    arrival,
    personal: true,
    address,
    locale: context.activity.locale,
    pressedMessageId: null,
  };
  const hello: Wanted = { ...NOTHING, steps: [{ operation: 'hello', input: {} }] };
  const performed = await perform(requestOf(incoming, identity, hello, null), gate);
  const places: Places = { incoming, privateAddress: null, once: false };
  await reply(context, performed, places, replyOptions(options));
}

/** The app was removed: nobody is written to where they do not want it. */
async function goodbye(context: TurnContext, { gate }: BotOptions): Promise<void> {
  const { user } = await identify(context, { store: gate.store, local: gate.house.local, log: gate.log });
  if (user) await forgetPersonalChat(gate.store, user);
}

/** Somebody wants a file that was offered, or not. The right is asked for again: the question may be old, and foreign. */
async function decideFile(context: TurnContext, consent: Consent, options: BotOptions): Promise<void> {
  const { gate, presenter, doors } = options;
  const identity = await identify(context, { store: gate.store, local: gate.house.local, log: gate.log });
  await respond(context, { status: 200 });
  if (consent.action === 'decline') return forgetQuestion(context, gate.log);
  const { id = gate.house.random.uuid(), channelId, conversation } = context.activity;
  const incoming: Incoming = {
    act: { kind: 'button', value: null, invoked: false },
    arrival: [channelId, conversation.id, id].join(' '),
    personal: true,
    address: addressOf(context.activity),
    locale: context.activity.locale,
    pressedMessageId: null,
  };
  const request = { switchboard: { steps: [{ operation: 'exportBatch', input: consent.context }] } };
  const performed = await perform(requestOf(incoming, identity, wantedByButton(request, doors), null), gate);
  if (performed.repeated === 'redelivered') return;
  const instead = await deliverFile(context, consent, performed, gate);
  if (instead)
    await context.sendActivity(cardActivity(presenter.card(instead, performed.language), channelId));
}

/** Somebody types into a people picker. */
async function findPeople(context: TurnContext, sought: string, { gate }: BotOptions): Promise<void> {
  const { user } = await identify(context, { store: gate.store, local: gate.house.local, log: gate.log });
  await respond(context, await peopleFound(gate.store, user, sought));
}

/** Gives the channel the answer to an invoke. */
async function respond(context: TurnContext, response: InvokeResponse): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: response });
}
