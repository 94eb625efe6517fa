import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { button, pageButtons } from './buttons.ts';
import { wholeNumber } from './field.ts';
import { HISTORY_FIELDS, historyFilter, historyRequest, historyTitle, zoneOf } from './historyFilter.ts';
import { historyRow } from './historyRow.ts';
import { ADMINS, operation } from './operation.ts';

/** Rows on one page: each may bring its changes and a button, and a card has its budget. */
const PAGE = 8;

/** Tells what was done, for whom, by whom and when, newest first, refusals and failures included; narrowed as one likes. */
export const history = operation({
  name: 'history',
  right: ADMINS,
  fields: { ...HISTORY_FIELDS, page: wholeNumber(1, 10_000, 'value-malformed') },
  form: ['people', 'by', 'day'],
  changes: false,
  personal: true,
  async run(work, { page = 1, ...input }): Promise<View> {
    const { filter, notes } = historyFilter(work, input);
    const found = await work.tx.audit.find(filter, (page - 1) * PAGE, PAGE + 1);
    const request = historyRequest(work, input);
    return {
      kind: 'history',
      title: historyTitle(input),
      rows: found.slice(0, PAGE).map((row) => historyRow(work, row)),
      timeZone: zoneOf(work),
      notes: [
        ...notes,
        found.length === 0 ? message('text.nothingRecorded') : message('history.page', { page }),
      ],
      buttons: [
        ...pageButtons('history', request, page, found.length > PAGE ? page + 1 : page),
        button('exportHistory', request),
      ],
    };
  },
});
