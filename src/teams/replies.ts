import type { InvokeResponse, TurnContext } from 'botbuilder';
import type { ConversationAddress } from '../domain/conversation.ts';
import { cardsWereSent, type Standing } from '../operations/sentCards.ts';
import type { Performed } from '../operations/perform.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChatDelivery } from '../ports/delivery.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { PresentedCard, Presenter } from '../presentation/presenter.ts';
import { cardActivity } from './cardActivity.ts';
import { consentActivity } from './fileConsent.ts';
import type { Incoming } from './incoming.ts';
import { patientSend } from './patientSend.ts';

/** What answering works with. */
export interface ReplyOptions {
  store: Store;
  clock: Clock;
  chat: ChatDelivery;
  presenter: Presenter;
  pinVisibleMinutes: number;
  log: Log;
}

/** The places of an answer: where it was asked, and the asker's personal chat when that was a group. */
export interface Places {
  incoming: Incoming;
  privateAddress: ConversationAddress | null;
  /** The button was a one-time one: its card is replaced by the answer. */
  once: boolean;
}

/** Answers a request: cards here or in private, PIN cards apart, each remembered if it will be changed later. */
export async function reply(
  context: TurnContext,
  performed: Performed,
  places: Places,
  options: ReplyOptions,
): Promise<InvokeResponse | undefined> {
  const { incoming, once } = places;
  const invoked = incoming.act.kind === 'button' && incoming.act.invoked;
  const answer = options.presenter.card(performed.view, performed.language);
  if (performed.repeated === 'redelivered') return invoked ? cardResponse(answer) : undefined;
  if (!incoming.personal && performed.personal)
    return replyInPrivate(context, performed, answer, places, options, invoked);

  const replaces = invoked && once && settles(performed.view);
  const activityId = replaces
    ? await replacePressed(context, answer, incoming, options.log)
    : await send(context, answer, options);
  await offerFile(context, performed, answer.summary, options);
  const standing: Sent[] = [{ id: performed.resultCard, activityId }];
  for (const { id, card } of cardsBeside(performed, options))
    standing.push({ id, activityId: await send(context, card, options) });
  await remember(standing, incoming.address, options);
  if (!invoked) return undefined;
  return replaces ? cardResponse(answer) : messageResponse(answer.summary);
}

/** The cards that come after the answer: PINs, and what was begun besides. */
function cardsBeside(
  { pins, alongside = [], language }: Performed,
  { presenter, pinVisibleMinutes }: ReplyOptions,
): { id: string | null; card: PresentedCard }[] {
  return [
    ...pins.map((pin) => ({ id: pin.id, card: presenter.pin(pin, language, pinVisibleMinutes) })),
    ...alongside.map(({ view, resultCard }) => ({ id: resultCard, card: presenter.card(view, language) })),
  ];
}

/** Offers the whole file to clients that take files; where the channel does not, the lines of the card have to do. */
async function offerFile(
  context: TurnContext,
  { view }: Performed,
  description: string,
  { clock, log }: ReplyOptions,
): Promise<void> {
  if (view.kind !== 'csv' || !view.file || context.activity.channelId !== 'msteams') return;
  try {
    await patientSend(context, consentActivity(view.file, description), clock);
  } catch (error) {
    log.warn({ error }, 'a file could not be offered');
  }
}

/** Whether a card with a one-time button has had its answer: not by a failure, nor by somebody whom it did not ask. */
function settles(view: Performed['view']): boolean {
  return view.kind !== 'failure' && !(view.kind === 'refusal' && view.code === 'question-foreign');
}

/** The group learns only that there is an answer; the answer goes to the asker's personal chat. */
async function replyInPrivate(
  context: TurnContext,
  performed: Performed,
  answer: PresentedCard,
  { privateAddress }: Places,
  options: ReplyOptions,
  invoked: boolean,
): Promise<InvokeResponse | undefined> {
  const { presenter } = options;
  const cards = [{ id: performed.resultCard, card: answer }, ...cardsBeside(performed, options)];
  const standing: Sent[] = [];
  let reached = privateAddress !== null;
  for (const { id, card } of cards) {
    if (!privateAddress) break;
    const result = await options.chat.send({ address: privateAddress, objectId: null }, card);
    if (result.outcome === 'sent') standing.push({ id, activityId: result.activityId });
    else reached = false;
  }
  if (privateAddress) await remember(standing, privateAddress, options);
  const note = presenter.groupNote(performed.view, performed.language, reached);
  if (invoked) return messageResponse(note.summary);
  await send(context, note, options);
  return undefined;
}

/**
 * Sends a card into the conversation of the turn; gives the id of its message, if the channel tells it. What was done stays
 * done when the channel takes no answer: that is logged, and the next card is tried all the same.
 */
async function send(
  context: TurnContext,
  card: PresentedCard,
  { clock, log }: ReplyOptions,
): Promise<string | undefined> {
  try {
    return await patientSend(context, cardActivity(card, context.activity.channelId), clock);
  } catch (error) {
    log.error({ error }, 'an answer could not be sent');
    return undefined;
  }
}

/**
 * Puts the answer in place of the card whose button was pressed. The invoke response does it for the one who pressed; the
 * stored message is edited as well, for their other devices and for later.
 */
async function replacePressed(
  context: TurnContext,
  answer: PresentedCard,
  { pressedMessageId }: Incoming,
  log: Log,
): Promise<string | undefined> {
  if (pressedMessageId === null) return undefined;
  try {
    await context.updateActivity({
      ...cardActivity(answer, context.activity.channelId),
      id: pressedMessageId,
    });
  } catch (error) {
    log.warn({ error }, 'a pressed card could not be edited');
  }
  return pressedMessageId;
}

/** A card that was sent: under which id it is remembered, if it is, and its message, if the channel told it. */
interface Sent {
  id: string | null;
  activityId: string | undefined;
}

/** Notes where cards stand that will be changed later; the answer was given, so a store that fails here is only logged. */
async function remember(
  sent: readonly Sent[],
  address: ConversationAddress,
  { store, log }: ReplyOptions,
): Promise<void> {
  const cards: Standing[] = sent.flatMap(({ id, activityId }) =>
    id === null || activityId === undefined || activityId === '' ? [] : [{ id, address, activityId }],
  );
  if (cards.length === 0) return;
  try {
    await cardsWereSent(store, cards);
  } catch (error) {
    log.error({ error }, 'where a card stands could not be noted');
  }
}

/** The answer to an Action.Execute that replaces the card. */
function cardResponse({ card }: PresentedCard): InvokeResponse {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
  };
}

/** The answer to an Action.Execute that leaves the card as it is. */
export function messageResponse(text: string): InvokeResponse {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
  };
}
