import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { createGraphCalendar } from '../../../src/adapters/graph/graphCalendar.ts';
import { GraphClient } from '../../../src/adapters/graph/graphClient.ts';
import {
  CalendarError,
  type Calendar,
  type CalendarOwner,
  type Invitation,
  type PlannedMeeting,
} from '../../../src/ports/calendar.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { weekly, type StandInEvent } from '../../support/graphCalendarStandIn.ts';
import { GraphStandIn, type Trouble } from '../../support/graphStandIn.ts';

const ADELE = '00000000-0000-4000-8000-000000000001';
const UPN = 'adele@contoso.com';
const OWNER: CalendarOwner = { objectId: ADELE, upn: UPN };
/** A meeting at this time of a day. */
const from = (day: string, begin = '09:00', end = '10:00') => ({
  start: `${day}T${begin}:00Z`,
  end: `${day}T${end}:00Z`,
});

describe('createGraphCalendar', () => {
  let graph: GraphStandIn;
  let clock: FakeClock;
  let client: GraphClient;
  let calendar: Calendar;
  beforeEach(async () => {
    graph = await GraphStandIn.start();
    graph.token = 'a-token';
    graph.put({ id: ADELE, userPrincipalName: UPN });
    // Monday, 23 November 2026, 10:00 UTC.
    clock = new FakeClock();
    client = new GraphClient(graph.url, async () => 'a-token', clock);
    calendar = createGraphCalendar(client, clock);
  });
  afterEach(() => graph.close());

  const put = (event: StandInEvent) => graph.calendar.put(ADELE, event);

  async function pagesOf(owner = OWNER): Promise<PlannedMeeting[][]> {
    const pages: PlannedMeeting[][] = [];
    for await (const page of calendar.meetings(owner)) pages.push(page);
    return pages;
  }

  const meetingsOf = async (owner = OWNER) => (await pagesOf(owner)).flat();

  /** When the only meeting ends. */
  async function endOf(event: StandInEvent): Promise<string | null | undefined> {
    put(event);
    const [meeting, ...others] = await meetingsOf();
    assert.deepEqual(others, []);
    return meeting && (meeting.endsAt?.toISOString() ?? null);
  }

  async function invitationTo(id: string): Promise<Invitation> {
    const invitation = await calendar.invitation(OWNER, id);
    assert.ok(invitation);
    return invitation;
  }

  async function failing(work: () => Promise<unknown>): Promise<CalendarError> {
    const error: unknown = await work().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof CalendarError, String(error));
    return error;
  }

  /** What can be asked of a calendar. */
  const ASKED: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
    meetings: () => meetingsOf(),
    invitation: (id) => calendar.invitation(OWNER, id),
    replace: (id) => calendar.replace(OWNER, id, { version: 'W/"any"', format: 'html', body: 'new' }),
  };

  describe('meetings', () => {
    it('come page by page until there is no next one, each asked for with the same preferences', async () => {
      const ids = Array.from({ length: 5 }, (_, at) => put({ attendees: at }));
      graph.calendar.pageSize = 2;

      const pages = await pagesOf();

      assert.deepEqual(
        pages.map((page) => page.map(({ id }) => id)),
        [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)],
        'immutable ids, on every page',
      );
      assert.equal(graph.asked.length, 3);
      assert.match(graph.asked[0] ?? '', /^GET \/v1\.0\/users\/00000000-\S+\/events\?\$select=id,type,end,/);
      assert.match(graph.asked[0] ?? '', /&\$orderby=createdDateTime&\$top=100$/);
      assert.doesNotMatch(graph.asked.join(), /filter|subject|body/);
    });

    it('are found by the name as well, where the object id is not known', async () => {
      const id = put({});

      const [meeting] = await meetingsOf({ objectId: null, upn: 'Adele@Contoso.com' });

      assert.equal(meeting?.id, id);
    });

    it('are those that the person organizes and has not cancelled', async () => {
      put({ isOrganizer: false });
      put({ isCancelled: true });
      const id = put({ isOrganizer: true });

      assert.deepEqual(
        (await meetingsOf()).map((meeting) => meeting.id),
        [id],
      );
    });

    it('say when they end, how many others are invited, and whether they can be joined online', async () => {
      const past = put({ ...from('2026-11-20'), attendees: 3 });
      const future = put({ ...from('2026-11-27'), attendees: 250, isOnlineMeeting: true });
      const alone = put({ attendees: [{ type: 'required', status: { response: 'organizer' } }] });

      const meetings = await meetingsOf();

      assert.deepEqual(meetings, [
        { id: past, endsAt: new Date('2026-11-20T10:00:00Z'), attendees: 3, isOnline: false },
        { id: future, endsAt: new Date('2026-11-27T10:00:00Z'), attendees: 250, isOnline: true },
        { id: alone, endsAt: new Date('2026-12-01T10:00:00Z'), attendees: 0, isOnline: false },
      ]);
    });

    const at = (dateTime: string, timeZone: string) => ({ end: { dateTime, timeZone } });

    it('end in UTC, and in any other zone that the runtime knows', async () => {
      const cases = [
        [at('2026-11-24T09:00:00.0000000', 'UTC'), '2026-11-24T09:00:00.000Z'],
        [at('2026-11-24T09:00:00.0000000', 'Europe/Stockholm'), '2026-11-24T08:00:00.000Z'],
        [at('2026-07-24T09:00:00', 'Europe/Stockholm'), '2026-07-24T07:00:00.000Z'],
        [at('2026-11-24T20:00:00', 'America/Los_Angeles'), '2026-11-25T04:00:00.000Z'],
        [at('2026-11-24T09:00:00+05:30', 'UTC'), '2026-11-24T03:30:00.000Z'],
        // The hour that comes twice: the later one.
        [at('2026-10-25T02:30:00', 'Europe/Stockholm'), '2026-10-25T01:30:00.000Z'],
      ] as const;
      for (const [event] of cases) put(event);

      const ends = (await meetingsOf()).map(({ endsAt }) => endsAt?.toISOString());

      assert.deepEqual(
        ends,
        cases.map(([, end]) => end),
      );
    });

    it('that may not be over count as not over, where it is not clear which clocks are meant', async () => {
      put(at('2026-11-23T01:00:00.0000000', 'Pacific Standard Time'));
      put(at('2026-11-23T01:00:00.0000000', 'tzone://Microsoft/Custom'));
      put({ ...at('2026-11-23T00:00:00.0000000', 'UTC'), isAllDay: true });
      put(at('soon', 'UTC'));

      const ends = (await meetingsOf()).map(({ endsAt }) => endsAt?.toISOString() ?? null);

      assert.deepEqual(ends, [
        '2026-11-23T13:00:00.000Z',
        '2026-11-23T13:00:00.000Z',
        '2026-11-23T12:00:00.000Z',
        null,
      ]);
    });
  });

  describe('a series', () => {
    it('ends with the last of its meetings, which need not be on its last day', async () => {
      const recurrence = weekly('2026-09-07', { endDate: '2026-12-18' });

      assert.equal(await endOf({ ...from('2026-09-07'), recurrence }), '2026-12-14T10:00:00.000Z');
    });

    it('is over after its last meeting, also when its last day is to come', async () => {
      const recurrence = weekly('2026-09-07', { endDate: '2026-11-29' });

      const end = await endOf({ ...from('2026-09-07', '07:00', '08:00'), recurrence });

      assert.equal(end, clock.now().toISOString());
    });

    it('is over when its last day has passed, and long after it nothing more is asked', async () => {
      put({ ...from('2026-09-07'), recurrence: weekly('2026-09-07', { endDate: '2026-11-17' }) });
      put({ ...from('2025-09-01'), recurrence: weekly('2025-09-01', { endDate: '2025-12-31' }) });

      const ends = (await meetingsOf()).map(({ endsAt }) => endsAt?.toISOString());

      assert.deepEqual(ends, ['2026-11-17T10:00:00.000Z', '2025-12-31T10:00:00.000Z']);
      assert.equal(graph.asked.filter((asked) => asked.includes('/instances')).length, 1);
    });

    it('of evenings in America is not over a day early: its dates are not those of UTC', async () => {
      const recurrence = weekly('2026-09-06', { endDate: '2026-11-22' });
      recurrence.range.recurrenceTimeZone = 'Pacific Standard Time';

      // Sunday evening there, until Monday, 12:00 UTC: two hours from now.
      const end = await endOf({ ...from('2026-09-07', '03:00', '12:00'), recurrence });

      assert.equal(end, '2026-11-23T12:00:00.000Z');
    });

    it('of years to come ends about when it is said to', async () => {
      const recurrence = weekly('2026-09-07', { endDate: '2029-09-03' });

      assert.equal(await endOf({ ...from('2026-09-07'), recurrence }), '2029-09-03T10:00:00.000Z');
    });

    it('with a number of meetings ends with the last of them', async () => {
      const recurrence = weekly('2026-11-02', { numberOfOccurrences: 6 });

      assert.equal(await endOf({ ...from('2026-11-02'), recurrence }), '2026-12-07T10:00:00.000Z');
    });

    it('with a number of meetings that have all been is over', async () => {
      const recurrence = weekly('2026-09-07', { numberOfOccurrences: 3 });

      assert.equal(await endOf({ ...from('2026-09-07'), recurrence }), '2026-09-07T10:00:00.000Z');
    });

    it('that begins only in years is not over', async () => {
      const recurrence = weekly('2030-01-07', { numberOfOccurrences: 2 });

      assert.equal(await endOf({ ...from('2030-01-07'), recurrence }), '2030-01-14T10:00:00.000Z');
    });

    it('whose end is not told so that it can be read ends with the last of its meetings that is found', async () => {
      const recurrence = weekly('2026-11-02', { endDate: '0001-01-01' });

      const end = await endOf({ ...from('2026-11-02'), recurrence });

      assert.equal(end, '2028-11-06T10:00:00.000Z');
    });

    it('with a meeting of which nobody knows when it ends is not over', async () => {
      const id = put({ ...from('2026-11-02'), recurrence: weekly('2026-11-02', { numberOfOccurrences: 2 }) });
      graph.calendar.change(id, { end: { dateTime: 'soon', timeZone: 'UTC' } }, '2026-11-09');

      assert.deepEqual(
        (await meetingsOf()).map(({ endsAt }) => endsAt),
        [null, null],
      );
    });

    it('without an end has none', async () => {
      assert.equal(await endOf({ ...from('2026-09-07'), recurrence: weekly('2026-09-07') }), null);
    });

    it('of which all that was to come has been removed is over', async () => {
      const recurrence = weekly('2026-11-09', { numberOfOccurrences: 4 });
      const id = put({ ...from('2026-11-09', '07:00', '08:00'), recurrence });
      graph.calendar.remove(id, '2026-11-30');
      graph.calendar.change(id, { isCancelled: true }, '2026-12-07');

      const [meeting, ...others] = await meetingsOf();

      assert.ok(meeting?.endsAt && meeting.endsAt < clock.now());
      assert.deepEqual(others, []);
    });

    it('comes with its meetings that were given something of their own, and are to come within a year', async () => {
      const series = put({ ...from('2026-09-07'), attendees: 2, recurrence: weekly('2026-09-07') });
      const change = (date: string, changes: StandInEvent) => graph.calendar.change(series, changes, date);
      change('2026-09-21', { body: 'That was long ago.' });
      change('2026-12-21', { isCancelled: true });
      change('2028-01-03', { body: 'In a far future.' });
      const moved = change('2026-11-30', { ...from('2026-12-02', '15:00', '16:00') });
      const told = change('2026-12-07', {
        body: 'This time with guests.',
        attendees: 40,
        isOnlineMeeting: true,
      });
      graph.calendar.pageSize = 30;

      const meetings = await meetingsOf();

      assert.deepEqual(meetings, [
        { id: series, endsAt: null, attendees: 2, isOnline: false },
        { id: moved, endsAt: new Date('2026-12-02T16:00:00Z'), attendees: 2, isOnline: false },
        { id: told, endsAt: new Date('2026-12-07T10:00:00Z'), attendees: 40, isOnline: true },
      ]);
      assert.equal((await invitationTo(told)).body, 'This time with guests.');
    });

    it('whose last meeting was moved to another month is over after that one', async () => {
      const recurrence = weekly('2026-09-07', { endDate: '2026-11-16' });
      const series = put({ ...from('2026-09-07'), recurrence });
      const moved = graph.calendar.change(series, from('2026-12-04'), '2026-11-16');

      const meetings = await meetingsOf();

      assert.deepEqual(
        meetings.map(({ id, endsAt }) => [id, endsAt?.toISOString()]),
        [
          [series, '2026-12-04T10:00:00.000Z'],
          [moved, '2026-12-04T10:00:00.000Z'],
        ],
      );
    });

    it('that is removed while the list is read is left out, and the others are none the worse for it', async () => {
      put({ recurrence: weekly('2026-12-01') });
      const other = put({});
      graph.troubles.push(null, { status: 404, code: 'ErrorItemNotFound' });

      assert.deepEqual(
        (await meetingsOf()).map(({ id }) => id),
        [other],
      );
    });
  });

  describe('invitation', () => {
    it('is read as HTML or as text, with a version that changes with the meeting', async () => {
      const html = put({ body: '<p>Dial in at <b>+46 8 123</b></p>' });
      const text = put({ body: { contentType: 'text', content: 'Dial in at +46 8 123' } });

      const before = await invitationTo(html);
      assert.deepEqual([before.format, before.body], ['html', '<p>Dial in at <b>+46 8 123</b></p>']);
      assert.match(before.version, /^W\/".+"$/);
      const { format, body } = await invitationTo(text);
      assert.deepEqual([format, body], ['text', 'Dial in at +46 8 123']);

      graph.calendar.change(html, { subject: 'Another' });
      assert.notEqual((await invitationTo(html)).version, before.version);
    });

    it('is none when the meeting was removed or cancelled', async () => {
      const [removed, cancelled] = [put({}), put({})];
      graph.calendar.remove(removed);
      graph.calendar.change(cancelled, { isCancelled: true });

      assert.equal(await calendar.invitation(OWNER, removed), null);
      assert.equal(await calendar.invitation(OWNER, cancelled), null);
    });

    it('is refused rather than guessed when there is no version with it', async () => {
      const answered = { get: async () => ({ id: 'an-id', body: { contentType: 'html', content: '' } }) };
      const other = createGraphCalendar(answered as unknown as GraphClient, clock);

      const error = await failing(() => other.invitation(OWNER, 'an-id'));

      assert.deepEqual([error.kind, error.detail], ['refused', 'not as expected at @odata.etag']);
    });
  });

  describe('replace', () => {
    it('sends the text and nothing else, for the version that was read; the attendees get it once', async () => {
      const id = put({ body: '<p>old</p>', attendees: 2 });
      const invitation = await invitationTo(id);

      const outcome = await calendar.replace(OWNER, id, { ...invitation, body: '<p>new</p>' });

      assert.equal(outcome, 'replaced');
      assert.deepEqual(graph.calendar.patches, [
        { id, ifMatch: invitation.version, sent: { body: { contentType: 'html', content: '<p>new</p>' } } },
      ]);
      assert.deepEqual(graph.calendar.updatesSent, [{ id, body: '<p>new</p>' }]);
      const after = await invitationTo(id);
      assert.equal(after.body, '<p>new</p>');
      assert.notEqual(after.version, invitation.version);
    });

    it('leaves a text a text', async () => {
      const id = put({ body: { contentType: 'text', content: 'old' } });

      await calendar.replace(OWNER, id, { ...(await invitationTo(id)), body: 'new' });

      assert.deepEqual(graph.calendar.patches[0]?.sent, { body: { contentType: 'text', content: 'new' } });
    });

    it('does nothing when somebody has changed the meeting in between', async () => {
      const id = put({ body: 'old', attendees: 1 });
      const invitation = await invitationTo(id);
      graph.calendar.change(id, { body: 'mine' });

      assert.equal(await calendar.replace(OWNER, id, { ...invitation, body: 'new' }), 'changed');
      assert.deepEqual([graph.calendar.textOf(id), graph.calendar.updatesSent], ['mine', []]);
    });

    it('knows a conflict by its code as well', async () => {
      const id = put({});
      graph.troubles.push({ status: 409, code: 'ErrorIrresolvableConflict' });

      assert.equal(await ASKED.replace?.(id), 'changed');
    });

    it('finds nothing to change in a meeting that was removed', async () => {
      const id = put({});
      const invitation = await invitationTo(id);
      graph.calendar.remove(id);

      assert.equal(await calendar.replace(OWNER, id, invitation), 'gone');
    });

    it('is silent when the answer was lost after it was done, and not done twice; reading tells the new text', async () => {
      const id = put({ body: 'old', attendees: 1 });
      const invitation = await invitationTo(id);
      graph.troubles.push('lost');

      const error = await failing(() => calendar.replace(OWNER, id, { ...invitation, body: 'new' }));

      assert.deepEqual([error.kind, error.detail, error.until], ['silent', 'no answer', null]);
      assert.equal(graph.calendar.patches.length, 1);
      const after = await invitationTo(id);
      assert.deepEqual([after.body, after.version === invitation.version], ['new', false]);
    });

    it('of a series leaves what was said of one of its meetings, and changes the version of all', async () => {
      const series = put({
        ...from('2026-09-07'),
        body: 'old',
        attendees: 1,
        recurrence: weekly('2026-09-07'),
      });
      const told = graph.calendar.change(series, { body: 'old, and guests' }, '2026-12-07');
      const before = await invitationTo(told);

      await calendar.replace(OWNER, series, { ...(await invitationTo(series)), body: 'new' });

      const after = await invitationTo(told);
      assert.deepEqual([after.body, after.version === before.version], ['old, and guests', false]);
      assert.equal(await calendar.replace(OWNER, told, { ...after, body: 'new, and guests' }), 'replaced');
      assert.equal(graph.calendar.textOf(told), 'new, and guests');
      assert.equal(graph.calendar.textOf(series), 'new');
    });
  });

  for (const [name, ask] of Object.entries(ASKED)) {
    describe(`trouble with ${name}`, () => {
      let id: string;
      beforeEach(() => {
        id = put({ body: 'old' });
      });

      const troubled = (trouble: Trouble) => {
        graph.trouble = trouble;
        return failing(() => ask(id));
      };

      it('is told with status and code, and never with what the service wrote', async () => {
        for (const [status, code] of [
          [403, 'ErrorAccessDenied'],
          [401, 'InvalidAuthenticationToken'],
          [400, 'ErrorInvalidIdMalformed'],
          [404, 'MailboxNotEnabledForRESTAPI'],
          [404, 'MailboxNotSupportedForRESTAPI'],
          [404, 'ErrorInvalidUser'],
          [404, 'Request_ResourceNotFound'],
          [404, 'ResourceNotFound'],
          [404, 'UnknownError'],
        ] as const) {
          const error = await troubled({ status, code });
          assert.deepEqual([error.kind, error.detail, error.until], ['refused', `${status} ${code}`, null]);
          assert.doesNotMatch(`${error.message}${error.stack}`, /nobody’s business/);
        }
        assert.equal(graph.asked.length, 9, 'asked once each');
      });

      it('is a refusal for who is not there, or has no mailbox', async () => {
        graph.calendar.withoutMailbox.add(ADELE);
        assert.equal((await failing(() => ask(id))).detail, '404 MailboxNotEnabledForRESTAPI');

        graph.removeUnseen(ADELE);
        assert.equal((await failing(() => ask(id))).detail, '404 ErrorInvalidUser');
      });

      it('is over at the time that the service names', async () => {
        for (const [status, code] of [
          [429, 'ApplicationThrottled'],
          [503, 'ServiceUnavailable'],
        ] as const) {
          const error = await troubled({ status, code, retryAfter: '300' });
          const until = new Date(clock.now().getTime() + 300_000);
          assert.deepEqual([error.kind, error.detail, error.until], ['silent', `${status} ${code}`, until]);
        }
        assert.equal(graph.asked.length, 2);
      });

      it('is given up when half of an answer does not become a whole one', async () => {
        graph.trouble = 'half';
        const asked = failing(() => ask(id));
        await pause(50);
        client.close();

        assert.equal((await asked).kind, 'silent');
      });
    });
  }

  it('waits for what reads when it is throttled for a moment', async () => {
    const id = put({ body: 'old' });
    graph.troubles.push({ status: 429, code: 'ApplicationThrottled', retryAfter: '17' });
    const asked = calendar.invitation(OWNER, id);
    while (clock.timers === 0) await pause(5);
    await clock.pass(17_000);

    assert.equal((await asked)?.body, 'old');
    assert.equal(graph.asked.length, 2);
  });

  it('waits with a change that the service was too busy even to look at, and asks for no other twice', async () => {
    const id = put({ body: 'old' });
    const invitation = { ...(await invitationTo(id)), body: 'new' };
    graph.troubles.push({ status: 429, code: 'ApplicationThrottled', retryAfter: '5' });
    const replaced = calendar.replace(OWNER, id, invitation);
    while (clock.timers === 0) await pause(5);
    await clock.pass(5_000);

    assert.equal(await replaced, 'replaced');
    assert.equal(graph.calendar.textOf(id), 'new');

    graph.troubles.push({ status: 503, code: 'ServiceUnavailable', retryAfter: '5' });
    const error = await failing(() => calendar.replace(OWNER, id, invitation));
    assert.equal(error.until?.getTime(), clock.now().getTime() + 5_000);
  });

  it('does not follow a page to another host: the token would go there', async () => {
    const elsewhere = await GraphStandIn.start();
    try {
      put({});
      put({});
      graph.calendar.pageSize = 1;
      graph.calendar.nextLink = `${elsewhere.url}/v1.0/users/${ADELE}/events`;

      assert.equal((await failing(() => meetingsOf())).kind, 'refused');
      assert.deepEqual(elsewhere.asked, []);
    } finally {
      await elsewhere.close();
    }
  });

  it('leaves a bug a bug, and what its reader throws', async () => {
    put({});
    await assert.rejects(async () => {
      for await (const page of calendar.meetings(OWNER)) throw new RangeError(`${page.length}`);
    }, RangeError);

    const broken = { get: () => Promise.reject(new TypeError('a bug')) } as unknown as GraphClient;
    await assert.rejects(createGraphCalendar(broken, clock).invitation(OWNER, 'an-id'), TypeError);
  });
});
