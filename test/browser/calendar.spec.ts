import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openCalendarFile, type StoredMeeting } from '../../src/adapters/files/calendarFile.ts';
import { aStoredMeeting, CalendarPage } from '../simulator/calendarPage.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { ChatPage, CHROMIUM, openBrowser } from './browser.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const AMOS = { objectId: null, upn: 'amos.marble@contoso.com' };

const WEEKLY = aStoredMeeting({
  id: 'weekly',
  subject: 'Finance weekly',
  start: '2026-11-10T16:00:00.000Z',
  end: '2026-11-10T16:30:00.000Z',
  weekly: { until: null },
  body: { format: 'text', content: 'Join by phone\n+1 425 555 0100\nConference ID: 8271964' },
});
const OVER = aStoredMeeting({
  id: 'over',
  subject: 'Month-end closing',
  start: '2026-11-18T09:00:00.000Z',
  end: '2026-11-18T10:00:00.000Z',
  attendees: [{ name: 'Henri Hauge', address: 'henri.help@contoso.com' }],
});
const PRIVATE = aStoredMeeting({ id: 'private', subject: 'Phones', owner: 'henri.help@contoso.com' });

describe(`the calendar of the local page in a browser${CHROMIUM ? '' : ' (pending: no Chromium found)'}`, function () {
  this.timeout(60_000);
  let browser: Browser | undefined;
  let served: { close(): Promise<void> };
  let chat: ChatPage;
  before(async function () {
    if (!CHROMIUM) return this.skip();
    browser = await openBrowser();
  });
  after(() => browser?.close());
  afterEach(async () => {
    await chat.close();
    await served.close();
    assert.deepEqual(chat.faults, [], 'no error, and nothing that the policy of the page had to stop');
  });

  async function open(meetings: StoredMeeting[] | null, options: Parameters<typeof ChatPage.open>[2] = {}) {
    const page = await CalendarPage.serve(meetings);
    served = page;
    chat = await ChatPage.open(browser!, page.port, { timezoneId: 'UTC', ...options });
    return page;
  }

  const shows = (at: 0 | 1) => chat.pane(at).getByRole('button', { name: 'Calendar', exact: true }).click();
  const subjects = (at: 0 | 1) => chat.pane(at).locator('.meetings strong').allInnerTexts();
  const meeting = (at: 0 | 1, subject: string) => chat.pane(at).getByRole('button', { name: subject });

  it('shows what a person organizes and is invited to, the next first, and marks what is over', async () => {
    await open([OVER, aStoredMeeting(), WEEKLY, PRIVATE]);
    await shows(1);
    await chat.pane(1).getByRole('list', { name: 'Calendar of Amos Marble' }).waitFor();
    await shows(0);

    assert.deepEqual(await subjects(1), ['Finance weekly', 'Budget review', 'Month-end closing']);
    assert.deepEqual(await subjects(0), ['Finance weekly', 'Budget review', 'Phones']);
    const weekly = await meeting(0, 'Finance weekly').innerText();
    assert.match(
      weekly,
      /Tuesday, November 24, 2026.+4:00\s–\s4:30\sPM · every week · Microsoft Teams Meeting/,
    );
    assert.match(weekly, /Organiser: Amos Marble · Attendees: 1/);
    assert.match(await meeting(1, 'Month-end closing').innerText(), /over$/);
    assert.equal(await chat.pane(0).locator('.composer').isVisible(), false);
  });

  it('shows an update by itself, in the invitation that is open, and keeps what has the focus', async () => {
    const { calendar } = await open([aStoredMeeting(), WEEKLY]);
    await shows(1);
    await meeting(1, 'Budget review').click();
    await chat.pane(1).frameLocator('iframe').getByText('Conference ID: 8271964').waitFor();

    const body = '<p>Conference ID: 5551234</p>';
    await calendar.replace(AMOS, 'budget', { version: '1', format: 'html', body });

    await chat.pane(1).frameLocator('iframe').getByText('Conference ID: 5551234').waitFor();
    const told = 'Updates sent to all attendees: 1, the last on November 23, 2026 at 10:00 AM';
    await meeting(1, 'Budget review').getByText(told).waitFor();
    assert.equal(await meeting(1, 'Budget review').and(chat.page.locator(':focus')).count(), 1);
  });

  it('shows the text of an invitation as it is written, and runs nothing of it', async () => {
    const content = '<h1>Agenda</h1><b>Figures</b><img src="x" onerror="parent.document.title=1">';
    await open([aStoredMeeting({ body: { format: 'html', content } }), WEEKLY]);
    await shows(1);

    await meeting(1, 'Budget review').click();
    await meeting(1, 'Finance weekly').click();

    await chat
      .pane(1)
      .frameLocator('iframe[title="Budget review"]')
      .getByRole('heading', { name: 'Agenda' })
      .waitFor();
    await chat.pane(1).frameLocator('iframe[title="Finance weekly"]').getByText('+1 425 555 0100').waitFor();
    assert.equal(await chat.page.title(), 'Switchboard');
    const stopped = chat.faults.splice(0);
    assert.ok(
      stopped.every((fault) => /sandboxed|Content Security Policy/.test(fault)),
      stopped.join('\n'),
    );
  });

  it('opens and closes an invitation by keyboard', async () => {
    await open([aStoredMeeting()]);
    await chat.pane(1).getByRole('button', { name: 'Mail', exact: true }).focus();
    await chat.page.keyboard.press('Tab');
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.press('Tab');
    await chat.page.keyboard.press('Enter');
    await chat.pane(1).locator('iframe').waitFor();
    assert.equal(await meeting(1, 'Budget review').getAttribute('aria-expanded'), 'true');

    await chat.page.keyboard.press('Enter');

    assert.equal(await chat.pane(1).locator('iframe').count(), 0);
  });

  it('speaks the language of the page', async () => {
    await open([{ ...aStoredMeeting(), weekly: { until: '2026-12-24T10:00:00.000Z' } }]);
    await shows(1);
    await chat.page.selectOption('#page-language', 'fr');

    await chat.pane(1).getByRole('list', { name: 'Calendrier de Amos Marble' }).waitFor();

    const shown = await meeting(1, 'Budget review').innerText();
    assert.match(shown, /jeudi 26 novembre 2026.+chaque semaine jusqu’au 24 décembre 2026/);
    assert.match(shown, /Organisateur : Amos Marble · Participants : 1/);
  });

  it('is no tab where there is no calendar, and says so where there is no meeting', async () => {
    await open(null);
    await chat.pane(0).getByRole('button', { name: 'Mail', exact: true }).waitFor();
    assert.equal(await chat.pane(0).getByRole('button', { name: 'Calendar', exact: true }).count(), 0);
    await chat.close();
    await served.close();

    await open([]);
    await shows(0);
    await chat.pane(0).getByText('No meetings.').waitFor();
  });

  it('fits a narrow screen', async () => {
    await open([aStoredMeeting(), WEEKLY, OVER], { viewport: { width: 390, height: 844 } });
    await shows(1);
    await meeting(1, 'Budget review').click();

    const width = await chat.page.evaluate<number>('document.documentElement.scrollWidth');

    assert.ok(width <= 390, `${width} px wide`);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious fault for people with disabilities (${colorScheme})`, async () => {
      await open([aStoredMeeting({ updates: 2, updatedAt: '2026-11-23T09:00:00.000Z' }), WEEKLY, OVER], {
        colorScheme,
        bypassCSP: true,
      });
      await shows(1);
      await meeting(1, 'Finance weekly').click();
      await chat.page.addScriptTag({ path: AXE });

      const found = await chat.page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
        'axe.run().then(({ violations }) => violations)',
      );

      const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(
        serious.map(({ id, nodes }) => [id, nodes[0]?.html]),
        [],
      );
    });
  }

  it('shows Amos’s meetings of the sample organisation in the whole program, and a change of one by itself', async () => {
    const world = await SwitchboardWorld.start({ CALENDAR: 'sample' });
    served = world;
    chat = await ChatPage.open(browser!, world.serving.port);
    await shows(1);
    await meeting(1, 'Budget review').click();
    await chat.pane(1).frameLocator('iframe').getByText('Conference ID: 8271964').waitFor();
    await meeting(1, 'Month-end closing').getByText('over', { exact: true }).waitFor();

    const calendar = await openCalendarFile(join(world.folder, 'calendar.json'), world.clock);
    const before = await calendar.invitation(AMOS, 'budget-review');
    assert.ok(before);
    const body = before.body.replace('8271964', '5551234');
    await calendar.replace(AMOS, 'budget-review', { ...before, body });

    await chat.pane(1).frameLocator('iframe').getByText('Conference ID: 5551234').waitFor();
    await meeting(1, 'Budget review').getByText('Updates sent to all attendees: 1').waitFor();
  });
});
