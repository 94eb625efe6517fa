import * as z from 'zod';
import { Refusal } from '../domain/refusal.ts';
import type { View } from '../domain/view.ts';
import { value } from './field.ts';
import { EVERYBODY, operation } from './operation.ts';

/** *Hide now*: masks a PIN card for good. The courier edits the stored message; the one who pressed sees it at once. */
export const hidePin = operation({
  name: 'hidePin',
  right: EVERYBODY,
  fields: { card: value(z.string().max(64), 'button-malformed') },
  changes: false,
  hidden: true,
  personal: true,
  async run(work, { card: id }): Promise<View> {
    const card = await work.tx.sentCards.get(id);
    if (card?.kind !== 'pin' || card.viewerKey !== work.actor.user.key) throw new Refusal('question-foreign');
    if (card.maskedAt === null) await work.tx.sentCards.put({ ...card, maskAt: work.now.toISOString() });
    return card.view;
  },
});
