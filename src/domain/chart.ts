import * as z from 'zod';
import { Message } from './message.ts';

/** The colours of charts that Teams has names for. */
export const CHART_COLORS = [
  'good',
  'warning',
  'attention',
  'neutral',
  'categoricalBlue',
  'categoricalPurple',
] as const;

/** What a part of a chart is called: a text of the locale files, or a word that stands as it is. */
const ChartName = z.union([z.string(), Message]);

/**
 * Numbers as a picture: a ring with one number a row, or groups of bars with one number a series. The same numbers stand in a
 * table where pictures are not shown.
 */
export const Chart = z.object({
  form: z.enum(['donut', 'bars']),
  title: Message,
  /** What the rows are. */
  rowsAre: Message,
  series: z.array(z.object({ name: ChartName, color: z.enum(CHART_COLORS).nullable() })),
  rows: z.array(
    z.object({ name: ChartName, values: z.array(z.number()), color: z.enum(CHART_COLORS).nullable() }),
  ),
});

/** Numbers as a picture. */
export type Chart = z.infer<typeof Chart>;
