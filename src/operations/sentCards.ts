import type { ConversationAddress } from '../domain/conversation.ts';
import type { PinCard } from '../domain/pinCard.ts';
import type { SentCard } from '../domain/sentCard.ts';
import type { Store } from '../ports/store.ts';
import type { Work } from './operation.ts';
import type { Ending } from './record.ts';

/** A PIN card that is about to be sent, under the id by which it will be masked. */
export interface SentPin extends PinCard {
  id: string;
}

/** Stores the intent to send cards that will be changed later, before any of them is sent (rule 3). */
export async function rememberCards(
  work: Work,
  ending: Ending,
): Promise<{ pins: SentPin[]; resultCard: string | null }> {
  const pins = ending.pinCards.map((card) => ({ ...card, id: work.house.random.uuid() }));
  for (const { id, person, list } of pins)
    await remember(work, id, 'pin', { kind: 'pinMasked', person, ...(list && { count: list.length }) });
  const cardOf = async (kind: 'result' | 'batch', about = work.correlationId) => {
    const id = work.house.random.uuid();
    await remember(work, id, kind, ending.view, about);
    return { pins, resultCard: id };
  };
  if (ending.view.kind === 'batch') return cardOf('batch', await batchOf(work, ending.view.batch));
  const { view } = ending;
  // A result of which nothing goes on stays as it is.
  const goesOn = view.kind === 'result' && view.deliveries.length + view.migrations.length > 0;
  return goesOn ? cardOf('result') : { pins, resultCard: null };
}

/** Under which id the card of a batch is found again: its asker's by the request, another admin's by the batch. */
async function batchOf(work: Work, id: string): Promise<string> {
  const batch = await work.tx.batches.get(id);
  return batch && batch.askerKey !== work.actor.user.key ? batch.id : work.correlationId;
}

/** Where a card now stands. */
export interface Standing {
  id: string;
  address: ConversationAddress;
  activityId: string;
}

/** Notes where cards now stand, so that they can be edited. */
export async function cardsWereSent(store: Store, cards: readonly Standing[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (const { id, address, activityId } of cards) {
      const card = await tx.sentCards.get(id);
      if (card) await tx.sentCards.put({ ...card, address, activityId });
    }
  });
}

/** Stores one intent. */
async function remember(
  work: Work,
  id: string,
  kind: SentCard['kind'],
  view: Ending['view'],
  correlationId = work.correlationId,
): Promise<void> {
  const maskAt = new Date(work.now.getTime() + work.house.pinVisibleMinutes * 60_000).toISOString();
  await work.tx.sentCards.put({
    id,
    kind,
    correlationId,
    viewerKey: work.actor.user.key,
    language: work.actor.user.language ?? work.request.language,
    address: null,
    activityId: null,
    view,
    maskAt: kind === 'pin' ? maskAt : null,
    maskedAt: null,
    createdAt: work.now.toISOString(),
  });
}
