import type { CallDay } from '../domain/call.ts';
import type { Chart } from '../domain/chart.ts';
import { message } from '../domain/message.ts';
import type { Fact } from '../domain/view.ts';
import type { Transaction } from '../ports/store.ts';

/** What of the calls is told in numbers. */
const TOLD = ['calls', 'started', 'waitedInVain', 'wrongIds'] as const;

/** The calls of some days, as a picture and in numbers; neither where there were none. */
export async function callStatus(
  tx: Transaction,
  days: readonly string[],
): Promise<{ charts: Chart[]; facts: Fact[] }> {
  const counts: CallDay[] = [];
  for (const day of days) {
    const known = await tx.callDays.get(day);
    counts.push(known ?? { day, calls: 0, started: 0, waitedInVain: 0, wrongIds: 0 });
  }
  const sum = (what: (typeof TOLD)[number]) => counts.reduce((all, one) => all + one[what], 0);
  if (sum('calls') === 0) return { charts: [], facts: [] };
  const chart: Chart = {
    form: 'bars',
    title: message('chart.calls', { days: days.length }),
    rowsAre: message('chart.day'),
    series: [{ name: message('label.calls'), color: 'categoricalBlue' }],
    rows: counts.map(({ day, calls }) => ({ name: day, values: [calls], color: null })),
  };
  return { charts: [chart], facts: TOLD.map((what) => ({ label: what, value: String(sum(what)) })) };
}
