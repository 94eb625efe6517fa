import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCalendarFile, StoredMeeting } from '../../src/adapters/files/calendarFile.ts';
import { sampleMeetings } from '../../src/commands/sampleMeetings.ts';
import { readWords } from '../../src/commands/words.ts';
import { aliasOf } from '../../src/domain/user.ts';
import { ImportWorld } from '../operations/importWorld.ts';
import { TEST_TIME } from '../support/builders.ts';
import { FakeClock } from '../support/fakeClock.ts';

/** The words of an invitation without its markup, a line each. */
const linesOf = ({ body }: StoredMeeting): string[] =>
  body.content
    .replace(/<br>|<\/(p|li|div)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe('the meetings of the sample organisation', () => {
  let world: ImportWorld;
  beforeEach(async () => {
    world = await ImportWorld.withSample();
  });
  afterEach(() => world.remove());

  const made = (of = world) =>
    sampleMeetings({
      store: of.store,
      texts: readWords('.').texts,
      clock: new FakeClock(),
      folder: 'src/simulator/organization',
    });

  async function named(id: string): Promise<StoredMeeting> {
    const meeting = (await made()).find((one) => one.id === id);
    assert.ok(meeting, `there is no meeting ${id}`);
    return meeting;
  }

  it('are such as a calendar takes, each under an id of its own and with people of the store', async () => {
    const meetings = await made();

    for (const meeting of meetings) assert.deepEqual(StoredMeeting.parse(meeting), meeting);
    assert.equal(new Set(meetings.map(({ id }) => id)).size, meetings.length);
    for (const { owner, attendees } of meetings) {
      assert.ok(await world.user(aliasOf(owner)));
      assert.ok(attendees.length > 0);
    }
  });

  it('have an agenda above the dial-in details of their organizer and a signature below', async () => {
    const lines = linesOf(await named('budget-review'));

    assert.deepEqual(lines.slice(4, 8), [
      'Join by phone',
      '+1 425 555 0100',
      '+1 800 555 0199',
      'Conference ID: 8271964',
    ]);
    assert.deepEqual([lines[1], lines[8]], ['Where we stand against plan', 'Amos Marble']);
  });

  it('have people’s words as words', async () => {
    const { body } = await named('budget-review');

    assert.match(body.content, /meet &amp; bring/);
    assert.match(body.content, /-12 % &lt;-&gt; \+3 %/);
  });

  for (const [id, details] of [
    ['cloture', ['Participer par téléphone', '+33 1 99 00 01 00', 'ID de conférence : 7719023']],
    ['forsaljning', ['Delta per telefon', '+46 8 465 004 00', 'Konferens-ID: 6640215']],
    ['rollout', ['Join by phone', '+1 425 555 0100', '+1 800 555 0199', 'Conference ID: 4021977']],
  ] as const) {
    it(`tell the details in the language of the invitation (${id})`, async () => {
      const lines = linesOf(await named(id)).map((line) => line.replace(/\s/g, ' '));

      const at = lines.indexOf(details[0]);
      assert.deepEqual(lines.slice(at, at + details.length), details);
    });
  }

  it('are of every kind: a series without an end and one with, over, large, plain, and without details', async () => {
    const [endless, series, over, large, plain, bare] = await Promise.all(
      ['finance-weekly', 'forsaljning', 'month-end', 'all-hands', 'rollout', 'auditors'].map(named),
    );

    assert.deepEqual(endless?.weekly, { until: null });
    assert.ok((series?.weekly?.until ?? '') > TEST_TIME.toISOString());
    assert.ok((over?.end ?? '') < TEST_TIME.toISOString());
    assert.equal(large?.attendees.length, 260);
    assert.equal(plain?.body.format, 'text');
    assert.ok(bare && !linesOf(bare).includes('Join by phone'));
  });

  it('quote somebody else’s conference ID above the organizer’s own', async () => {
    const lines = linesOf(await named('campaign'));

    assert.match(lines[2] ?? '', /on Amos’s own line, conference ID 8271964$/);
    assert.equal(lines[5], 'Conference ID: 3308817');
  });

  it('tell the details that people have at that moment, and none of those who have none', async () => {
    await world.store.transaction(async (tx) => {
      const amos = await tx.users.byUpn('amos.marble@contoso.com');
      const asa = await tx.users.byUpn('asa.lindstrom@contoso.com');
      assert.ok(amos && asa);
      await tx.users.put({ ...amos, conferenceId: '5551234', allowTollFreeDialIn: false });
      await tx.users.put({ ...asa, licensed: false });
    });

    const [amos, asa] = [linesOf(await named('budget-review')), linesOf(await named('forsaljning'))];

    assert.deepEqual(amos.slice(4, 7), ['Join by phone', '+1 425 555 0100', 'Conference ID: 5551234']);
    assert.ok(!asa.includes('Delta per telefon'));
  });

  it('are none in a store that holds another organisation, and then there is no file', async () => {
    const other = await ImportWorld.empty();
    await other.import(['upn,displayName,licensed,provider\nlena@fabrikam.com,Lena,false,None\n']);
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-calendar-'));
    const calendar = await openCalendarFile(join(folder, 'calendar.json'), new FakeClock());

    const began = await calendar.begin(() => made(other));

    assert.equal(began, false);
    rmSync(folder, { recursive: true, force: true });
    await other.remove();
  });
});
