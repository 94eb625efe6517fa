import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openCalendarFile,
  type LocalCalendar,
  type StoredMeeting,
} from '../../../src/adapters/files/calendarFile.ts';
import {
  CalendarError,
  type CalendarOwner,
  type Invitation,
  type PlannedMeeting,
} from '../../../src/ports/calendar.ts';
import { StoreUnusableError } from '../../../src/ports/store.ts';
import { TEST_TIME } from '../../support/builders.ts';
import { FakeClock } from '../../support/fakeClock.ts';

const AMOS = { objectId: null, upn: 'amos.marble@contoso.com' };
const ADELE = { objectId: null, upn: 'adele.vance@contoso.com' };

function aMeeting(changes: Partial<StoredMeeting> = {}): StoredMeeting {
  return {
    id: 'budget',
    owner: AMOS.upn,
    subject: 'Budget',
    location: '',
    start: '2026-11-26T09:00:00.000Z',
    end: '2026-11-26T10:00:00.000Z',
    weekly: null,
    attendees: [{ name: 'Adele Vance', address: ADELE.upn }],
    isOnline: true,
    body: { format: 'html', content: '<p>Agenda</p>' },
    version: 1,
    updates: 0,
    updatedAt: null,
    ...changes,
  };
}

const anotherText = (version: string, body = '<p>New</p>'): Invitation => ({ version, format: 'html', body });

describe('the calendar that is a file', () => {
  let folder: string;
  let path: string;
  let clock: FakeClock;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'switchboard-calendar-'));
    path = join(folder, 'calendar.json');
    clock = new FakeClock();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function calendarWith(...meetings: StoredMeeting[]): Promise<LocalCalendar> {
    const calendar = await openCalendarFile(path, clock);
    await calendar.begin(async () => meetings);
    return calendar;
  }

  async function plannedBy(calendar: LocalCalendar, owner: CalendarOwner = AMOS): Promise<PlannedMeeting[]> {
    const pages: PlannedMeeting[][] = [];
    for await (const page of calendar.meetings(owner)) pages.push(page);
    return pages.flat();
  }

  it('lists what its owner organizes, and nothing that they are only invited to', async () => {
    const calendar = await calendarWith(aMeeting(), aMeeting({ id: 'staff', owner: ADELE.upn }));

    const [own, theirs] = [
      await plannedBy(calendar, { objectId: 'an-object-id', upn: 'Amos.Marble@contoso.com' }),
      await plannedBy(calendar, ADELE),
    ];

    assert.deepEqual(own, [
      { id: 'budget', endsAt: new Date('2026-11-26T10:00:00Z'), attendees: 1, isOnline: true },
    ]);
    assert.deepEqual(
      theirs.map(({ id }) => id),
      ['staff'],
    );
  });

  it('lists a series once, with the end of its last meeting or without an end, and what is over as well', async () => {
    const calendar = await calendarWith(
      aMeeting({ id: 'endless', weekly: { until: null } }),
      aMeeting({ id: 'until', weekly: { until: '2027-01-28T10:00:00.000Z' } }),
      aMeeting({ id: 'over', start: '2026-11-02T09:00:00.000Z', end: '2026-11-02T10:00:00.000Z' }),
    );

    const ends = (await plannedBy(calendar)).map(({ id, endsAt }) => [id, endsAt?.toISOString() ?? null]);

    assert.deepEqual(ends, [
      ['endless', null],
      ['until', '2027-01-28T10:00:00.000Z'],
      ['over', '2026-11-02T10:00:00.000Z'],
    ]);
  });

  it('tells many meetings page by page', async () => {
    const calendar = await calendarWith(
      ...Array.from({ length: 120 }, (_, at) => aMeeting({ id: `meeting-${at}` })),
    );

    const pages: number[] = [];
    for await (const page of calendar.meetings(AMOS)) pages.push(page.length);

    assert.deepEqual(pages, [50, 50, 20]);
  });

  it('puts another text in the place of an invitation, changes nothing else, and tells the attendees', async () => {
    const calendar = await calendarWith(aMeeting(), aMeeting({ id: 'other' }));
    const before = await calendar.invitation(AMOS, 'budget');

    const outcome = await calendar.replace(AMOS, 'budget', anotherText(before?.version ?? ''));

    const after = await calendar.invitation(AMOS, 'budget');
    const [changed, other] = (await calendar.list()).map(({ id, updates, updatedAt }) => [
      id,
      updates,
      updatedAt,
    ]);
    assert.deepEqual([outcome, before?.body, after?.body], ['replaced', '<p>Agenda</p>', '<p>New</p>']);
    assert.notEqual(after?.version, before?.version);
    assert.deepEqual(changed, ['budget', 1, TEST_TIME]);
    assert.deepEqual(other, ['other', 0, null]);
  });

  it('tells nobody where nobody is invited', async () => {
    const calendar = await calendarWith(aMeeting({ attendees: [] }));

    await calendar.replace(AMOS, 'budget', anotherText('1'));

    const [meeting] = await calendar.list();
    assert.deepEqual([meeting?.version, meeting?.updates, meeting?.updatedAt], ['2', 0, null]);
  });

  it('changes nothing when the invitation was changed meanwhile', async () => {
    const calendar = await calendarWith(aMeeting());
    await calendar.replace(AMOS, 'budget', anotherText('1', '<p>First</p>'));
    const before = readFileSync(path, 'utf8');

    const outcome = await calendar.replace(AMOS, 'budget', anotherText('1', '<p>Second</p>'));

    assert.deepEqual([outcome, readFileSync(path, 'utf8')], ['changed', before]);
  });

  it('lets one of two replaces of the same version through, and both of two meetings', async () => {
    const calendar = await calendarWith(aMeeting(), aMeeting({ id: 'other' }));

    const outcomes = await Promise.all([
      calendar.replace(AMOS, 'budget', anotherText('1', '<p>First</p>')),
      calendar.replace(AMOS, 'budget', anotherText('1', '<p>Second</p>')),
      calendar.replace(AMOS, 'other', anotherText('1', '<p>Third</p>')),
    ]);

    const bodies = ['budget', 'other'].map(async (id) => (await calendar.invitation(AMOS, id))?.body);
    assert.deepEqual(outcomes, ['replaced', 'changed', 'replaced']);
    assert.deepEqual(await Promise.all(bodies), ['<p>First</p>', '<p>Third</p>']);
  });

  it('has no meeting that is gone, or that somebody else organizes', async () => {
    const calendar = await calendarWith(aMeeting());

    const found = [await calendar.invitation(AMOS, 'gone'), await calendar.invitation(ADELE, 'budget')];
    const replaced = [
      await calendar.replace(AMOS, 'gone', anotherText('1')),
      await calendar.replace(ADELE, 'budget', anotherText('1')),
    ];

    assert.deepEqual(found, [null, null]);
    assert.deepEqual(replaced, ['gone', 'gone']);
  });

  it('has everything again when it is opened anew, and leaves no file beside it', async () => {
    const calendar = await calendarWith(aMeeting());
    await calendar.replace(AMOS, 'budget', { version: '1', format: 'text', body: 'Agenda – Årsmöte' });

    const again = await openCalendarFile(path, clock);

    assert.deepEqual(await again.invitation(AMOS, 'budget'), {
      version: '2',
      format: 'text',
      body: 'Agenda – Årsmöte',
    });
    assert.deepEqual(await again.list(), await calendar.list());
    assert.deepEqual(readdirSync(folder), ['calendar.json']);
  });

  it('begins once, and not with nothing', async () => {
    const calendar = await openCalendarFile(path, clock);
    const began = [
      await calendar.begin(async () => []),
      await calendar.begin(async () => [aMeeting()]),
      await calendar.begin(() => assert.fail('it has begun')),
    ];

    assert.deepEqual(began, [false, true, false]);
    assert.equal((await calendar.list()).length, 1);
  });

  it('shows the text of an invitation as what it is', async () => {
    const calendar = await calendarWith(
      aMeeting(),
      aMeeting({ id: 'plain', body: { format: 'text', content: 'Agenda' } }),
    );

    const shown = [await calendar.body('budget'), await calendar.body('plain'), await calendar.body('gone')];

    assert.deepEqual(shown, [{ html: '<p>Agenda</p>', text: '' }, { html: null, text: 'Agenda' }, undefined]);
  });

  it('calls back whoever watches when something has changed, until they have seen enough', async () => {
    const calendar = await calendarWith(aMeeting());
    let calls = 0;
    let called = () => {};
    const heard = new Promise<void>((resolve) => (called = resolve));
    const end = calendar.watch(() => {
      calls += 1;
      called();
    });

    await calendar.replace(AMOS, 'budget', anotherText('1'));
    await heard;
    end();
    const before = calls;
    await calendar.replace(AMOS, 'budget', anotherText('2'));
    await new Promise((resolve) => setTimeout(resolve, 100));

    assert.equal(calls, before);
  });

  for (const [what, content] of [
    ['cut off', '{"meetings":[{"id":"bud'],
    ['not a calendar', '[]'],
    ['a meeting without its start', JSON.stringify({ meetings: [{ ...aMeeting(), start: undefined }] })],
    ['of a newer version', JSON.stringify({ meetings: [{ ...aMeeting(), room: 'Blue' }] })],
  ] as const) {
    it(`is not opened when the file is ${what}, and says which file and what to do`, async () => {
      writeFileSync(path, content);

      const refused = openCalendarFile(path, clock);

      await assert.rejects(refused, (error) => {
        assert.ok(error instanceof StoreUnusableError);
        assert.ok(error.message.includes(path));
        assert.match(error.message, /is damaged: .+ Put an earlier copy of the file back, or move it away/);
        return true;
      });
      assert.equal(readFileSync(path, 'utf8'), content);
    });
  }

  it('does not overwrite a file that was damaged while it was open', async () => {
    const calendar = await calendarWith(aMeeting());
    writeFileSync(path, 'damaged');

    const replaced = calendar.replace(AMOS, 'budget', anotherText('1'));

    await assert.rejects(replaced, (error) => error instanceof CalendarError && error.kind === 'silent');
    await assert.rejects(plannedBy(calendar), CalendarError);
    await assert.rejects(calendar.list(), StoreUnusableError);
    assert.equal(await calendar.begin(async () => [aMeeting()]), false);
    assert.equal(readFileSync(path, 'utf8'), 'damaged');
  });
});
