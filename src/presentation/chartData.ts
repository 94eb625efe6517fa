import type { Language } from '../domain/language.ts';
import type { Message } from '../domain/message.ts';
import type { Chart } from '../domain/chart.ts';
import { formatDay } from './dates.ts';
import { escapeMarkdown, unescaped } from './markdown.ts';

/** What stands for a colour that a chart leaves to the client. */
const ANY_COLOR = 'categoricalTeal';

type Say = (message: Message) => string;

/** What the template of a chart is filled with: the picture in plain words, and the table with the same numbers. */
export function chartData(chart: Chart, say: Say, language: Language): Record<string, unknown> {
  const nameOf = (name: string | Message) =>
    typeof name === 'string' ? shownDay(name, language) : say(name);
  const titled = { title: unescaped(say(chart.title)), heading: say(chart.title) };
  const table = tableOf(chart, say, nameOf);
  const colorOf = (color: string | null) => color ?? ANY_COLOR;
  if (chart.form === 'donut') {
    const slices = chart.rows.map(({ name, values, color }) => ({
      legend: unescaped(nameOf(name)),
      value: values[0] ?? 0,
      color: colorOf(color),
    }));
    return { ...titled, ...table, form: 'donut', slices, bars: [] };
  }
  const bars = chart.series.map(({ name, color }, at) => ({
    legend: unescaped(nameOf(name)),
    color: colorOf(color),
    points: chart.rows.map((row) => ({ x: unescaped(nameOf(row.name)), y: row.values[at] ?? 0 })),
  }));
  return { ...titled, ...table, form: 'bars', slices: [], bars };
}

/** The same numbers as a table: a heading, then a row of cells for each row of the chart. */
function tableOf(chart: Chart, say: Say, nameOf: (name: string | Message) => string) {
  const heading = [say(chart.rowsAre), ...chart.series.map(({ name }) => nameOf(name))];
  const rows = chart.rows.map(({ name, values }) => [nameOf(name), ...values.map(String)]);
  return {
    columns: heading.map((_, at) => ({ width: at === 0 ? 2 : 1 })),
    table: [heading, ...rows].map((cells) => ({ cells: cells.map((text) => ({ text })) })),
  };
}

/** A day as the reader writes it; any other word as it is. */
function shownDay(name: string, language: Language): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(name) ? formatDay(name, language) : escapeMarkdown(name);
}
