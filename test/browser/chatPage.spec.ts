import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { browserSuite, ChatPage, CHROMIUM, openBrowser } from './browser.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe(browserSuite('the local chat page in a browser'), function () {
  this.timeout(60_000);
  let browser: Browser;
  let world: SwitchboardWorld;
  let chat: ChatPage;

  before(async function () {
    if (!CHROMIUM) return this.skip();
    browser = await openBrowser();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    world = await SwitchboardWorld.start();
    chat = await ChatPage.open(browser, world.serving.port);
  });
  afterEach(async () => {
    await chat?.close();
    await world?.close();
    assert.deepEqual(chat?.faults ?? [], [], 'no error, and nothing that the policy of the page had to stop');
  });

  const PIN = /\b\d{5}\b/;
  const pinShown = async (at: 0 | 1) =>
    PIN.exec(await chat.pane(at).locator('.message').last().innerText())?.[0];

  it('resets Amos’s PIN: his chat and his mailbox show it, and hers hides it when told to', async () => {
    await chat.say(0, 'reset PIN for amos');
    await chat.sees(0, 'New PIN of Amos Marble');
    const pin = await pinShown(0);
    assert.ok(pin);
    await chat.sees(1, 'Your PIN has been reset');
    assert.match(await chat.pane(1).locator('.message').last().innerText(), new RegExp(pin));

    await chat.show(1, 'Amos Marble', 'Mail');
    await chat.pane(1).getByRole('button', { name: 'Your PIN has been reset' }).click();
    await chat.pane(1).frameLocator('iframe').getByText(pin).waitFor();
    await chat.press(0, 'Hide now');

    await chat.sees(0, '*****');
    assert.ok(!(await chat.pane(0).innerText()).includes(pin));
  });

  it('hides the PIN by itself after its time', async () => {
    await chat.say(0, 'reset PIN for amos');
    await chat.sees(0, 'New PIN of Amos Marble');
    await world.serving.courier.idle();

    await world.clock.pass(11 * 60_000, () => world.serving.courier.idle());

    await chat.sees(0, '*****');
    assert.equal(PIN.test(await chat.pane(0).locator('.message').last().innerText()), false);
  });

  it('asks before a conference ID is reset: No changes nothing, Yes does it', async () => {
    await chat.say(0, 'reset conference ID for amos');
    await chat.press(0, 'No');
    await chat.sees(0, 'Nothing was changed');
    assert.equal((await world.user('amos.marble@contoso.com')).conferenceId, '8271964');

    await chat.say(0, 'reset conference ID for amos');
    await chat.press(0, 'Yes');

    await chat.sees(0, 'has a new conference ID');
    assert.notEqual((await world.user('amos.marble@contoso.com')).conferenceId, '8271964');
  });

  it('refuses a user', async () => {
    await chat.say(1, 'reset PIN for ada');

    await chat.sees(1, 'right-missing');
  });

  it('lets one pick whom one means when two are called Alex', async () => {
    await chat.say(0, 'show alex');
    await chat.sees(0, 'Whom do you mean?');

    await chat.press(0, 'Choose');

    await chat.sees(0, 'Conference ID');
  });

  it('fills in a form from the menu', async () => {
    await chat.say(0, 'help');
    await chat.press(0, 'Set conference ID');
    const who = chat.pane(0).getByLabel('Who (several with commas)').last();
    await who.pressSequentially('amo');
    await chat.page
      .locator('datalist option[value="amos.marble@contoso.com"]')
      .waitFor({ state: 'attached' });
    await who.fill('amos');
    await chat.pane(0).getByLabel('Conference ID').last().fill('8271965');

    await chat.press(0, 'OK');

    await chat.sees(0, 'Set the conference ID of Amos Marble to 8271965?');
  });

  for (const [phrase, title] of [
    ['réinitialiser le code confidentiel d’Amos', 'Code confidentiel réinitialisé pour Amos Marble'],
    ['återställ PIN-kod för Amos', 'PIN-koden för Amos Marble har återställts'],
  ] as const) {
    it(`understands and answers “${phrase}”`, async () => {
      await chat.say(0, phrase);

      await chat.sees(0, title);
    });
  }

  it('speaks the language that is chosen for the page', async () => {
    await chat.page.selectOption('#page-language', 'sv');

    await chat.page.getByText('Lokalt läge').waitFor();
    assert.equal(await chat.page.locator('html').getAttribute('lang'), 'sv');
  });

  it('shows no PIN to the group', async () => {
    await chat.show(0, 'Adele Vance', 'Group');
    await chat.press(0, '@ Switchboard');
    await chat.pane(0).locator('input[name=text]').press('End');
    await chat.pane(0).locator('input[name=text]').pressSequentially('reset PIN for amos');
    await chat.pane(0).locator('input[name=text]').press('Enter');

    await chat.sees(0, 'Done. The details are in your personal chat with me.');
    assert.equal(PIN.test(await chat.pane(0).locator('.messages').innerText()), false);
    await chat.show(0, 'Adele Vance');
    await chat.sees(0, 'New PIN of Amos Marble');
  });

  it('does the main job by keyboard alone', async () => {
    await chat.pane(0).locator('input[name=text]').focus();
    await chat.page.keyboard.type('reset PIN for amos');
    await chat.page.keyboard.press('Enter');
    await chat.sees(0, 'New PIN of Amos Marble');
    const hide = chat.pane(0).getByRole('button', { name: 'Hide now' });

    for (let presses = 0; presses < 40; presses += 1) {
      if ((await hide.and(chat.page.locator(':focus')).count()) > 0) break;
      await chat.page.keyboard.press('Shift+Tab');
    }
    await chat.page.keyboard.press('Enter');

    await chat.sees(0, '*****');
  });

  it('treats what people write, and their names, as words', async () => {
    const evil = '<img src=x onerror="document.title=1">**bold**';
    await world.serving.store.transaction(async (tx) => {
      const amos = await tx.users.byUpn('amos.marble@contoso.com');
      if (amos) await tx.users.put({ ...amos, displayName: evil });
    });
    await chat.say(0, `show amos.marble@contoso.com`);
    await chat.sees(0, evil);

    await chat.say(0, evil);

    await chat.pane(0).locator('.message.own').filter({ hasText: evil }).waitFor();
    assert.equal(await chat.page.locator('.messages img, .messages strong').count(), 0);
    assert.equal(await chat.page.title(), 'Switchboard');
  });

  it('draws the pictures of the status, and their tables instead when told to', async () => {
    await chat.say(0, 'status');
    await chat.sees(0, 'Operations per day');
    const ring = chat.pane(0).getByRole('img', { name: /^People by state: enabled 9; licensed only 1/ });
    await ring.waitFor();

    await chat.pane(0).getByRole('button', { name: 'Show as table' }).first().click();

    await chat.pane(0).getByRole('table').waitFor();
    assert.equal(await ring.count(), 0);
    assert.match(await chat.pane(0).getByRole('table').innerText(), /enabled\s+9\s+licensed only\s+1/);
    await chat.press(0, 'Show as picture');
    await ring.waitFor();
  });

  it('takes a script that is pasted, shows what became of each line, and lists to copy', async () => {
    const script = [
      '# look, then change',
      'Get-CsOnlineDialInConferencingUser amos',
      'Set-CsOnlineDialInConferencingUser amos -ResetConferenceId',
    ].join('\n');
    const input = chat.pane(0).locator('input[name=text]');
    await input.evaluate((field, text) => {
      const { DataTransfer, ClipboardEvent } = globalThis as unknown as {
        DataTransfer: new () => { setData(type: string, text: string): void };
        ClipboardEvent: new (type: string, init: object) => object;
      };
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      (field as unknown as { dispatchEvent(event: object): void }).dispatchEvent(event);
    }, script);
    assert.equal(await chat.pane(0).locator('textarea').inputValue(), script);
    await chat.pane(0).locator('.composer button[type=submit]').click();

    await chat.sees(0, 'Script: 1 of 2 lines done');
    assert.match(await chat.pane(0).locator('pre.code').innerText(), /^ConferenceId +: 8271964$/m);
    assert.ok(await input.isVisible());
    assert.equal((await world.user('amos.marble@contoso.com')).conferenceId, '8271964');
  });

  it('fits a narrow screen', async () => {
    const narrow = await ChatPage.open(browser, world.serving.port, {
      viewport: { width: 390, height: 844 },
    });
    await narrow.say(0, 'reset PIN for amos');
    await narrow.sees(0, 'New PIN of Amos Marble');
    await narrow.press(0, 'Hide now');
    await narrow.sees(0, '*****');

    const width = await narrow.page.evaluate<number>('document.documentElement.scrollWidth');

    assert.ok(width <= 390, `${width} px wide`);
    await narrow.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious fault for people with disabilities (${colorScheme})`, async () => {
      const seen = await ChatPage.open(browser, world.serving.port, { colorScheme, bypassCSP: true });
      await seen.say(0, 'reset conference ID for amos');
      await seen.sees(0, 'Reset conference ID for Amos Marble?');
      await seen.say(0, 'status');
      await seen.sees(0, 'Operations per day');
      await seen.say(0, 'Get-CsOnlineDialInConferencingUser amos');
      await seen.sees(0, 'TollFreeServiceNumber');
      await seen.say(0, 'help');
      await seen.sees(0, 'What I can do for you');
      await seen.page.addScriptTag({ path: AXE });

      const found = await seen.page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: {
            run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
          };
        };
        return (await axe.run()).violations.map(({ id, impact, nodes }) => ({
          id,
          impact,
          at: nodes[0]?.html,
        }));
      });

      const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(serious, []);
      await seen.close();
    });
  }
});
