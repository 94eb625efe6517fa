import type { Button } from '../domain/button.ts';
import { message } from '../domain/message.ts';
import type { DayCount } from '../domain/audit.ts';
import { DELIVERY_STATES, UNDELIVERED_STATES, type DeliveryState } from '../domain/notice.ts';
import { USER_STATES, type UserState } from '../domain/userState.ts';
import type { Chart } from '../domain/chart.ts';
import type { Fact, View } from '../domain/view.ts';
import type { Transaction } from '../ports/store.ts';
import type { PeopleCounts } from '../ports/tables.ts';
import { migrationStatus } from './migrating/migrationStatus.ts';
import { ADMINS, operation, type Work } from './operation.ts';
import { button } from './buttons.ts';
import { callStatus } from './callStatus.ts';

/** Days of operations that are shown. */
const DAYS = 14;

/** Providers with bars of their own; the smaller ones share theirs. */
const MOST_PROVIDERS = 6;

const DAY = 24 * 60 * 60 * 1_000;

type Color = Chart['rows'][number]['color'];

const STATE_COLORS: Readonly<Record<UserState, Color>> = {
  enabled: 'good',
  licensedOnly: 'warning',
  thirdParty: 'categoricalBlue',
  none: 'neutral',
};

const DELIVERY_COLORS: Readonly<Record<DeliveryState, Color>> = {
  waiting: 'neutral',
  sending: 'categoricalBlue',
  retrying: 'warning',
  sent: 'good',
  uncertain: 'categoricalPurple',
  givenUp: 'attention',
  superseded: null,
};

/** Shows people by state and provider, deliveries by outcome and operations per day, as pictures with the same numbers in tables. */
export const status = operation({
  name: 'status',
  right: ADMINS,
  fields: {},
  changes: false,
  personal: true,
  async run(work): Promise<View> {
    const people = await work.tx.users.count();
    const deliveries = await deliveryCounts(work.tx);
    const days = Array.from({ length: DAYS }, (_, at) => dayOf(work.now, DAYS - 1 - at));
    const calls = await callStatus(work.tx, days);
    const invitations = await migrationStatus(work.tx);
    const charts = [
      statesChart(people),
      providersChart(people),
      deliveriesChart(deliveries),
      daysChart(await work.tx.audit.countByDay(days[0] ?? ''), days),
      ...calls.charts,
    ];
    const shorter = await work.tx.users.countPinShorterThan(work.settings.PinLength);
    const undelivered = UNDELIVERED_STATES.reduce((sum, state) => sum + (deliveries.get(state) ?? 0), 0);
    const reports: readonly [count: number, flag: Report][] = [
      [shorter, 'belowPinLength'],
      [people.withoutMailbox, 'withoutMailbox'],
      [people.neverInformed, 'neverInformed'],
    ];
    return {
      kind: 'status',
      title: message('title.status', { count: totalOf(people) }),
      charts: charts.filter((chart) => chart !== undefined),
      facts: [
        ...reports.map(([count, flag]): Fact => ({ label: flag, value: String(count) })),
        { label: 'undelivered', value: String(undelivered) },
        ...invitations.facts,
        ...calls.facts,
      ],
      notes: notesOf(work, deliveries),
      buttons: [
        ...reports.filter(([count]) => count > 0).map(([, flag]) => reportButton(flag)),
        ...(undelivered > 0 ? [undeliveredButton()] : []),
        ...invitations.buttons,
        button('status'),
      ],
    };
  },
});

/** The reports that `list users` makes of people. */
type Report = 'belowPinLength' | 'withoutMailbox' | 'neverInformed';

function totalOf(people: PeopleCounts): number {
  return people.standing.reduce((sum, { count }) => sum + count, 0);
}

/** People by state: a ring. */
function statesChart(people: PeopleCounts): Chart | undefined {
  const rows = USER_STATES.map((state) => ({
    name: message(`userState.${state}`),
    values: [countOf(people, (one) => one.state === state)],
    color: STATE_COLORS[state],
  }));
  return donut('chart.states', 'chart.state', 'chart.people', rows);
}

/** People by provider, and among those by state: bars. */
function providersChart(people: PeopleCounts): Chart | undefined {
  const ofProvider = (provider: string) => countOf(people, (one) => one.provider === provider);
  const providers = [...new Set(people.standing.map(({ provider }) => provider))].sort(
    (one, other) => ofProvider(other) - ofProvider(one) || (one < other ? -1 : 1),
  );
  if (providers.length === 0) return undefined;
  const shown = providers.length > MOST_PROVIDERS ? providers.slice(0, MOST_PROVIDERS - 1) : providers;
  const valuesOf = (among: readonly string[]) =>
    USER_STATES.map((state) => countOf(people, (one) => one.state === state && among.includes(one.provider)));
  const rest = providers.slice(shown.length);
  return {
    form: 'bars',
    title: message('chart.providers'),
    rowsAre: message('label.provider'),
    series: USER_STATES.map((state) => ({ name: message(`userState.${state}`), color: STATE_COLORS[state] })),
    rows: [
      ...shown.map((provider) => ({ name: provider, values: valuesOf([provider]), color: null })),
      ...(rest.length > 0
        ? [
            {
              name: message('chart.otherProviders', { count: rest.length }),
              values: valuesOf(rest),
              color: null,
            },
          ]
        : []),
    ],
  };
}

function countOf(people: PeopleCounts, fits: (one: PeopleCounts['standing'][number]) => boolean): number {
  return people.standing.filter(fits).reduce((sum, { count }) => sum + count, 0);
}

/** How many notices there are in each state. */
async function deliveryCounts(tx: Transaction): Promise<Map<DeliveryState, number>> {
  const counts = await Promise.all(
    DELIVERY_STATES.map(async (state) => [state, (await tx.outbox.inStates([state], 0, 0)).total] as const),
  );
  return new Map(counts);
}

/** Deliveries by outcome: a ring. */
function deliveriesChart(counts: ReadonlyMap<DeliveryState, number>): Chart | undefined {
  const rows = DELIVERY_STATES.map((state) => ({
    name: message(`deliveryState.${state}`),
    values: [counts.get(state) ?? 0],
    color: DELIVERY_COLORS[state],
  }));
  return donut('chart.deliveries', 'chart.outcome', 'chart.notices', rows);
}

/** A ring of the rows that are not empty; none when all are. */
function donut(title: string, rowsAre: string, counted: string, rows: Chart['rows']): Chart | undefined {
  const filled = rows.filter(({ values }) => (values[0] ?? 0) > 0);
  if (filled.length === 0) return undefined;
  const series = [{ name: message(counted), color: null }];
  return { form: 'donut', title: message(title), rowsAre: message(rowsAre), series, rows: filled };
}

/** Operations of each of the last days, today included: what was done beside what was refused or failed. */
function daysChart(counts: readonly DayCount[], days: readonly string[]): Chart {
  const count = (day: string, outcomes: readonly DayCount['outcome'][]) =>
    counts
      .filter((one) => one.day === day && outcomes.includes(one.outcome))
      .reduce((sum, one) => sum + one.count, 0);
  return {
    form: 'bars',
    title: message('chart.operations', { days: DAYS }),
    rowsAre: message('chart.day'),
    series: [
      { name: message('outcome.done'), color: 'good' },
      { name: message('chart.notDone'), color: 'attention' },
    ],
    rows: days.map((day) => ({
      name: day,
      values: [count(day, ['done']), count(day, ['refused', 'failed'])],
      color: null,
    })),
  };
}

/** A day so many days before a moment, in UTC. */
function dayOf(now: Date, daysBefore: number): string {
  return new Date(now.getTime() - daysBefore * DAY).toISOString().slice(0, 10);
}

function notesOf({ house }: Work, deliveries: ReadonlyMap<DeliveryState, number>) {
  return [
    ...([...deliveries.values()].every((count) => count === 0) ? [message('text.noDeliveries')] : []),
    ...(house.mailAvailable ? [] : [message('note.noMailTransport')]),
    message('text.utcDays'),
  ];
}

function reportButton(flag: Report): Button {
  return button('listUsers', { [flag]: true }, { title: message(`report.${flag}`) });
}

function undeliveredButton(): Button {
  return button('deliveries', { undelivered: true }, { title: message('report.undelivered') });
}
