import { setTimeout as pause } from 'node:timers/promises';
import { GraphStandIn } from '../../support/graphStandIn.ts';
import type { StandInEvent } from '../../support/graphCalendarStandIn.ts';
import { SwitchboardWorld } from '../../support/switchboardWorld.ts';
import { checkCards, MINUTE } from '../rules/ruleWorld.ts';

/** Milliseconds in which a calendar that answers has answered, and in which all is done at the end, also on a busy machine. */
const PATIENCE = { answer: 100, end: 2_000 };

/** People of the sample organisation, with the ids that Graph knows them by. */
export const AMOS = 'amos.marble@contoso.com';
export const ASA = 'asa.lindstrom@contoso.com';
export const LIA = 'lia.nolicense@contoso.com';
const PEOPLE: Readonly<Record<string, number>> = {
  'adele.vance@contoso.com': 1,
  [AMOS]: 2,
  'henri.help@contoso.com': 3,
  'francois.lefevre@contoso.com': 4,
  [ASA]: 5,
  'alex.oberg@contoso.com': 7,
  'tara.third@contoso.com': 8,
  [LIA]: 10,
};

/** The program, and Microsoft Graph with people's calendars beside it. */
export interface CalendarWorld {
  world: SwitchboardWorld;
  graph: GraphStandIn;
}

/** Gives every test of a suite a program of its own whose people have their calendars in Microsoft Graph. */
export function calendarPerTest(env: Record<string, string> = {}): () => CalendarWorld {
  let current: CalendarWorld;
  beforeEach(async () => {
    const graph = await GraphStandIn.start();
    for (const [upn, number] of Object.entries(PEOPLE))
      graph.put({
        id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
        userPrincipalName: upn,
      });
    const world = await SwitchboardWorld.start({ CALENDAR: 'graph', GRAPH_URL: graph.url, ...env });
    current = { world, graph };
  });
  afterEach(async () => {
    try {
      await settle(current.world);
      checkCards(current.world);
    } finally {
      await current.world.close();
      await current.graph.close();
    }
  });
  return () => current;
}

/** A meeting as people plan it in Outlook, with the dial-in details of before. */
export function aMeetingWith(details: readonly string[], more: StandInEvent = {}): StandInEvent {
  const lines = details.map((line) => `<p class="MsoNormal">${line}</p>`).join('\r\n');
  return {
    subject: 'Budget',
    attendees: 3,
    body: `<html><body>\r\n<p>Agenda: +1 425 555 0177 &amp; more</p>\r\n${lines}\r\n<p>Bye</p></body></html>`,
    ...more,
  };
}

/** The details of Amos in an invitation. */
export const AMOS_DETAILS = ['Join by phone', '+1 425 555 0100', '+1 800 555 0199', 'Conference ID: 8271964'];

/** Everything that can be done now is done: invitations, notices, cards. What waits for the clock to go on is not waited for. */
export async function settle(world: SwitchboardWorld, patience = PATIENCE.end): Promise<void> {
  const { migrations, courier } = world.serving;
  const waiting = new AbortController();
  const done = migrations.idle().then(() => courier.idle());
  await Promise.race([done, pause(patience, undefined, { signal: waiting.signal }).catch(() => undefined)]);
  waiting.abort();
}

/** Lets time pass for everybody. */
export async function pass(world: SwitchboardWorld, minutes: number): Promise<void> {
  await settle(world);
  await world.clock.pass(minutes * MINUTE, () => settle(world, PATIENCE.answer));
  await settle(world);
}
