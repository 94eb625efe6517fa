import { BATCH_STATES } from '../../domain/batch.ts';
import { csvFile } from '../../domain/csv.ts';
import { message } from '../../domain/message.ts';
import type { View } from '../../domain/view.ts';
import { ADMINS, operation } from '../operation.ts';
import { batchCsv } from './batchCsv.ts';
import { whatOf } from './batchView.ts';
import { BATCH_FIELD, ownBatch } from './startBatch.ts';

/** The most lines that a card shows: it has a budget. */
const MOST_LINES = 25;

/** Gives the result of a batch as CSV: what a card has room for to copy, and all of it as a file where the client takes files. */
export const exportBatch = operation({
  name: 'exportBatch',
  right: ADMINS,
  fields: { batch: BATCH_FIELD },
  changes: false,
  hidden: true,
  personal: true,
  async run(work, { batch: id }): Promise<View> {
    const batch = await ownBatch(work, id, BATCH_STATES);
    const { name, lines } = await batchCsv(work.tx, batch);
    const left = lines.length - 1 - MOST_LINES;
    return {
      kind: 'csv',
      title: message('batch.title.csv', { ...whatOf(batch), count: lines.length - 1 }),
      lines: lines.slice(0, MOST_LINES + 1),
      notes: left > 0 ? [message('batch.note.moreLines', { count: left })] : [],
      buttons: [],
      file: { name, bytes: csvFile(lines).length, batch: id },
    };
  },
});
