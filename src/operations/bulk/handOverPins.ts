import { partId, type Batch, type BatchItem } from '../../domain/batch.ts';
import { message } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { ListedPin } from '../../domain/pinCard.ts';
import { ADMINS, operation, type Change, type Work } from '../operation.ts';
import { BATCH_FIELD, ownBatch } from './startBatch.ts';

/** PINs on one card. */
const MOST = 50;

/** Shows once, to who had them made, the PINs of people whom no notice can reach; from then on nobody has them. */
export const handOverPins = operation({
  name: 'handOverPins',
  right: ADMINS,
  fields: { batch: BATCH_FIELD },
  changes: true,
  hidden: true,
  personal: true,
  async run(work, { batch: id }): Promise<Change> {
    const batch = await ownBatch(work, id, ['done', 'stopped']);
    const { pins, taken } = await takePins(work, batch);
    if (taken === 0) throw new Refusal('batch-no-pins');
    const left = batch.handOver - taken;
    await work.tx.batches.put({ ...batch, handOver: left });
    return {
      lines: [{ person: null, what: message('done.handOverPins', { count: pins.length }), facts: [] }],
      notes: left > 0 ? [message('note.morePins', { count: left })] : [],
      after: { count: pins.length },
      pinCards: pins.length > 0 ? [{ person: '', userKey: work.actor.user.key, pin: '', list: pins }] : [],
    };
  },
});

/** Opens the next sealed PINs and erases them where they stood; one that was replaced meanwhile only goes. */
async function takePins(work: Work, batch: Batch): Promise<{ pins: ListedPin[]; taken: number }> {
  const pins: ListedPin[] = [];
  let taken = 0;
  for (let at = 0; at < batch.parts && taken < MOST; at += 1) {
    const part = await work.tx.batchParts.get(partId(batch.id, at));
    const waiting = part?.items.filter((item) => item.secret !== null).slice(0, MOST - taken) ?? [];
    if (!part || waiting.length === 0) continue;
    for (const item of waiting) pins.push(...(await openedPin(work, batch, item)));
    taken += waiting.length;
    const items = part.items.map((item) => (waiting.includes(item) ? { ...item, secret: null } : item));
    await work.tx.batchParts.put({ ...part, items });
  }
  return { pins, taken };
}

/** The PIN of a person, if it is still theirs. */
async function openedPin(
  { tx, house: { secrets } }: Work,
  batch: Batch,
  item: BatchItem,
): Promise<ListedPin[]> {
  const pin = secrets.open(item.secret ?? '', `${batch.id} ${item.userKey}`);
  const stored = (await tx.users.get(item.userKey))?.pin;
  const isTheirs = stored && secrets.isPin(item.userKey, stored, pin);
  return isTheirs ? [{ person: item.name, pin }] : [];
}
