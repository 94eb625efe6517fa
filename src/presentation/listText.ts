import type { Message } from '../domain/message.ts';
import type { Fact, PersonLine } from '../domain/view.ts';
import { escapeMarkdown } from './markdown.ts';

/** What a console prints for values that have words in cards. */
const PRINTED: Readonly<Record<string, string>> = { 'text.yes': 'True', 'text.no': 'False', 'text.none': '' };

/** Facts as a console prints an object: `Name : Value`, an empty line before the next one. */
export function listOfFacts(facts: readonly Fact[], say: (message: Message) => string): string {
  const named = facts.map(({ label, value }) => ({
    name: `${label.charAt(0).toUpperCase()}${label.slice(1)}`,
    value: typeof value === 'string' ? value : (PRINTED[value.key] ?? say(value)),
  }));
  const width = Math.max(0, ...named.map(({ name }) => name.length));
  const lines = named.map(({ name, value }, at) => {
    const begins = name === named[0]?.name && at > 0;
    return `${begins ? '\n' : ''}${name.padEnd(width)} : ${oneLine(value)}`;
  });
  return lines.join('\n');
}

/** People as a console prints a table, in the columns of its cmdlet. */
export function tableOfPeople(people: readonly PersonLine[]): string {
  if (people.length === 0) return '';
  const rows = [
    ['Identity', 'DisplayName', 'Provider', 'ConferenceId'],
    ...people.map((one) => [one.upn, one.displayName, one.provider, one.conferenceId ?? '']),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => oneLine(row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => oneLine(cell).padEnd(widths[column] ?? 0))
        .join(' ')
        .trimEnd(),
    )
    .join('\n');
}

/** The lines of a listing for clients that do not know code blocks. */
export function withoutCodeBlock(listing: string): string {
  return listing
    .split('\n')
    .map((line) => escapeMarkdown(line))
    .join('\n\n');
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}
