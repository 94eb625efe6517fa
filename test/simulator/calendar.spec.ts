import assert from 'node:assert/strict';
import type { StoredMeeting } from '../../src/adapters/files/calendarFile.ts';
import type { ListedMeeting } from '../../src/ports/meetingList.ts';
import { shownMeetings, type ShownMeeting } from '../../src/simulator/shownMeetings.ts';
import { TEST_TIME } from '../support/builders.ts';
import { aStoredMeeting, CalendarPage } from './calendarPage.ts';

const AMOS = { objectId: null, upn: 'amos.marble@contoso.com' };

/** What a page is told, event by event. */
async function* eventsOf(page: CalendarPage): AsyncGenerator<[event: string, data: unknown]> {
  const { body } = await page.get('/chat/events');
  const decoder = new TextDecoder();
  let waiting = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    waiting += decoder.decode(chunk, { stream: true });
    const blocks = waiting.split('\n\n');
    waiting = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      yield [event, JSON.parse(data)];
    }
  }
}

/** The next event of a kind. */
async function next<Data>(events: AsyncGenerator<[string, unknown]>, kind: string): Promise<Data> {
  for (;;) {
    const { value } = (await events.next()) as { value: [string, unknown] };
    if (value[0] === kind) return value[1] as Data;
  }
}

describe('the calendar of the local chat', () => {
  let page: CalendarPage;
  const serve = async (meetings: readonly StoredMeeting[] | null) =>
    (page = await CalendarPage.serve(meetings));
  afterEach(() => page.close());

  it('is told to a page that comes, with whom a meeting concerns and without its text', async () => {
    await serve([aStoredMeeting()]);

    const { meetings } = await next<{ meetings: ShownMeeting[] }>(eventsOf(page), 'state');

    assert.deepEqual(meetings, [
      {
        id: 'budget',
        subject: 'Budget review',
        location: 'Microsoft Teams Meeting',
        organizer: 'amos.marble@contoso.com',
        attendees: ['adele.vance@contoso.com'],
        start: '2026-11-26T09:00:00.000Z',
        end: '2026-11-26T10:00:00.000Z',
        isOver: false,
        weekly: null,
        version: '1',
        updates: 0,
        updatedAt: null,
      },
    ]);
  });

  it('is told again when an invitation gets another text', async () => {
    await serve([aStoredMeeting()]);
    const events = eventsOf(page);
    await next(events, 'state');

    await page.calendar.replace(AMOS, 'budget', { version: '1', format: 'html', body: '<p>New</p>' });

    const [meeting] = await next<ShownMeeting[]>(events, 'meetings');
    assert.deepEqual([meeting?.updates, meeting?.updatedAt], [1, TEST_TIME.toISOString()]);
    assert.equal(await (await page.get('/chat/meeting/budget')).text(), '<p>New</p>');
  });

  it('is nothing where there is none', async () => {
    await serve(null);

    const { meetings } = await next<{ meetings: unknown }>(eventsOf(page), 'state');

    assert.equal(meetings, null);
    assert.equal((await page.get('/chat/meeting/budget')).status, 404);
  });

  it('gives an invitation in HTML to a frame of ours alone, where nothing runs and nothing is loaded', async () => {
    await serve([aStoredMeeting({ body: { format: 'html', content: '<script>alert(1)</script>Agenda' } })]);

    const answer = await page.get('/chat/meeting/budget');

    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
    for (const rule of ["default-src 'none'", "frame-ancestors 'self'", 'sandbox allow-same-origin'])
      assert.ok(policy.includes(rule), `${policy} lacks ${rule}`);
    assert.equal(await answer.text(), '<script>alert(1)</script>Agenda');
  });

  it('gives an invitation in plain text as plain text', async () => {
    await serve([aStoredMeeting({ body: { format: 'text', content: '<b>Årsmöte</b>' } })]);

    const answer = await page.get('/chat/meeting/budget');

    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(await answer.text(), '<b>Årsmöte</b>');
  });

  it('knows no other meeting, and no path behind one', async () => {
    await serve([aStoredMeeting()]);

    const statuses = ['gone', '', '..%2Fcalendar', 'budget/more'].map(
      async (name) => (await page.get(`/chat/meeting/${name}`)).status,
    );

    assert.deepEqual(await Promise.all(statuses), [404, 404, 404, 404]);
  });
});

describe('the meetings that the page shows', () => {
  const DAY = 24 * 60 * 60_000;

  /** A meeting of an hour that begins so many days from now. */
  function inDays(days: number, weekly: ListedMeeting['weekly'] = null): ListedMeeting {
    const start = new Date(TEST_TIME.getTime() + days * DAY);
    const end = new Date(start.getTime() + DAY / 24);
    const rest = { location: '', attendees: [], version: '1', updates: 0, updatedAt: null };
    return { id: `in ${days}`, owner: AMOS.upn, subject: '', start, end, weekly, ...rest };
  }

  const order = (...meetings: ListedMeeting[]) =>
    shownMeetings(meetings, TEST_TIME).map(({ id, isOver }) => (isOver ? `${id}, over` : id));

  it('come with the next first, and what is over behind, the latest first', () => {
    assert.deepEqual(order(inDays(-9), inDays(5), inDays(-2), inDays(1)), [
      'in 1',
      'in 5',
      'in -2, over',
      'in -9, over',
    ]);
  });

  it('count as long as they last', () => {
    assert.deepEqual(order(inDays(0), inDays(-1 / 24)), ['in 0', `in ${-1 / 24}, over`]);
  });

  it('are of a series the one that comes next', () => {
    const [shown] = shownMeetings([inDays(-15, { until: null })], TEST_TIME);

    assert.equal(
      new Date(shown?.start ?? 0).toDateString(),
      new Date(TEST_TIME.getTime() + 6 * DAY).toDateString(),
    );
    assert.equal(shown?.isOver, false);
  });

  it('are over as a series when its last one is', () => {
    const until = (weeks: number) => ({
      until: new Date(TEST_TIME.getTime() + (-15 + 7 * weeks) * DAY + DAY / 24),
    });

    assert.deepEqual(order(inDays(-15, until(2)), inDays(-15, until(3))), ['in -15', 'in -15, over']);
  });
});
