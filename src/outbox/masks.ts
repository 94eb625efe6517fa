import type { SentCard } from '../domain/sentCard.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryResult } from '../ports/delivery.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store.ts';
import { nextTry } from './backoff.ts';

/** What masking PIN cards needs; `maskCard` edits the stored message to its masked view. */
export interface MaskParts {
  store: Store;
  clock: Clock;
  random: Random;
  log: Log;
  maskCard: (card: SentCard) => Promise<DeliveryResult>;
}

/** Masks the PIN cards whose time has come. */
export interface Masks {
  /** Resolves when no card is due any more, or it shall not go on. */
  run(goesOn: () => boolean): Promise<void>;
}

/** Cards at a time. */
const BATCH = 8;
/** Milliseconds after which a card that cannot be edited is let be. */
const PATIENCE = 86_400_000;
/** Milliseconds until a card whose message id is not known yet is looked at again. */
const ID_PAUSE = 5 * 60_000;

/** Masks PIN cards by themselves, also those of before a restart: the intent was stored before the card was sent. */
export function createMasks(parts: MaskParts): Masks {
  const attempts = new Map<string, number>();

  async function mask(card: SentCard): Promise<void> {
    const tried = card.activityId !== null && card.address !== null;
    const result = tried ? await edit(parts, card) : null;
    const count = (attempts.get(card.id) ?? 0) + 1;
    await parts.store.transaction(async (tx) => {
      const stored = await tx.sentCards.get(card.id);
      if (!stored || stored.maskedAt !== null) return;
      await tx.sentCards.put(after(parts, stored, result, count));
    });
    if (result === null || isDone(result)) attempts.delete(card.id);
    else attempts.set(card.id, count);
    if (result !== null) logResult(parts.log, card, result);
  }

  return {
    async run(goesOn) {
      while (goesOn()) {
        const due = await parts.store.transaction((tx) => tx.sentCards.dueMask(parts.clock.now(), BATCH));
        if (due.length === 0) return;
        await Promise.all(due.map(mask));
      }
    },
  };
}

/** The card's record after an attempt, or after no attempt when its message is not known. */
function after(
  { clock, random }: MaskParts,
  card: SentCard,
  result: DeliveryResult | null,
  attempts: number,
): SentCard {
  const now = clock.now();
  const tooOld = now.getTime() - new Date(card.createdAt).getTime() >= PATIENCE;
  if (tooOld || (result !== null && isDone(result))) return { ...card, maskedAt: now.toISOString() };
  if (result === null) return { ...card, maskAt: new Date(now.getTime() + ID_PAUSE).toISOString() };
  const until = result.outcome === 'throttled' ? result.until : null;
  return { ...card, maskAt: nextTry(now, attempts, until, random.fraction()).toISOString() };
}

/**
 * Nothing is left to mask when the message is masked, or is no more (404). Anything else is tried again: an edit may be
 * repeated, and a PIN in view is worth it.
 */
function isDone(result: DeliveryResult): boolean {
  if (result.outcome === 'sent' || result.reason === 'conversation-gone') return true;
  return result.outcome === 'failed' && /^404\b/.test(result.detail);
}

async function edit({ maskCard }: MaskParts, card: SentCard): Promise<DeliveryResult> {
  try {
    return await maskCard(card);
  } catch {
    return { outcome: 'unknown', reason: 'service-error', detail: 'exception' };
  }
}

function logResult(log: Log, card: SentCard, result: DeliveryResult): void {
  const fields = { correlationId: card.correlationId, cardId: card.id, outcome: result.outcome };
  if (result.outcome === 'sent') log.info(fields, 'PIN card masked');
  else log.warn({ ...fields, reason: result.reason }, 'PIN card not masked');
}
