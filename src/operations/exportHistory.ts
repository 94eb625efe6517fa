import { message } from '../domain/message.ts';
import type { View } from '../domain/view.ts';
import { historyHeader, historyLine } from './historyCsv.ts';
import { dateOf, HISTORY_FIELDS, historyFilter, historyTitle, type HistoryInput } from './historyFilter.ts';
import { ADMINS, operation, type Work } from './operation.ts';

/** The most lines that a card shows, and the most characters of them: a card has its budget. */
const MOST_LINES = 25;
const MOST_CHARACTERS = 6_000;

/** Gives the newest rows of the record as CSV to copy, and the command that writes all of them to a file. */
export const exportHistory = operation({
  name: 'exportHistory',
  right: ADMINS,
  fields: HISTORY_FIELDS,
  form: ['people', 'by', 'day'],
  changes: false,
  personal: true,
  async run(work, input): Promise<View> {
    const { filter, notes } = historyFilter(work, input);
    const rows = await work.tx.audit.find(filter, 0, MOST_LINES + 1);
    const lines = withinBudget(rows.slice(0, MOST_LINES).map((row) => historyLine(row, true)));
    const left = rows.length > lines.length;
    return {
      kind: 'csv',
      title: historyTitle(input),
      lines: [historyHeader(true), ...lines],
      notes: [
        ...notes,
        ...(left ? [message('history.newest', { count: lines.length })] : []),
        message('history.command', { command: commandFor(work, input) }),
      ],
      buttons: [],
    };
  },
});

/** As many lines as a card has room for. */
function withinBudget(lines: readonly string[]): string[] {
  let characters = 0;
  return lines.filter((line) => (characters += line.length) <= MOST_CHARACTERS);
}

/** The command line that exports the same. */
function commandFor(work: Work, input: HistoryInput): string {
  const day = dateOf(work, input);
  const options = [
    ...(day === undefined ? [] : [`--from ${day} --to ${day}`]),
    ...input.people.map((user) => `--person "${user.upn}"`),
    ...input.by.map((user) => `--by "${user.upn}"`),
    ...(input.operations ?? []).map((name) => `--operation ${name}`),
  ];
  return ['npm run history --', ...options, '> history.csv'].join(' ');
}
