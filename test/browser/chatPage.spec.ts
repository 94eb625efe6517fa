import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { browserSuite, ChatPage } from './browser.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

browserSuite('the local chat page in a browser', (page) => {
  const PIN = /\b\d{5}\b/;
  const pinShown = async (at: 0 | 1) =>
    PIN.exec(await page.chat.pane(at).locator('.message').last().innerText())?.[0];

  it('resets Amos’s PIN: his chat and his mailbox show it, and hers hides it when told to', async () => {
    await page.chat.say(0, 'reset PIN for amos');
    await page.chat.sees(0, 'New PIN of Amos Marble');
    const pin = await pinShown(0);
    assert.ok(pin);
    await page.chat.sees(1, 'Your PIN has been reset');
    assert.match(await page.chat.pane(1).locator('.message').last().innerText(), new RegExp(pin));

    await page.chat.show(1, 'Amos Marble', 'Mail');
    await page.chat.pane(1).getByRole('button', { name: 'Your PIN has been reset' }).click();
    await page.chat.pane(1).frameLocator('iframe').getByText(pin).waitFor();
    await page.chat.press(0, 'Hide now');

    await page.chat.sees(0, '*****');
    assert.ok(!(await page.chat.pane(0).innerText()).includes(pin));
  });

  it('hides the PIN by itself after its time', async () => {
    await page.chat.say(0, 'reset PIN for amos');
    await page.chat.sees(0, 'New PIN of Amos Marble');
    await page.world.serving.courier.idle();

    await page.world.clock.pass(11 * 60_000, () => page.world.serving.courier.idle());

    await page.chat.sees(0, '*****');
    assert.equal(PIN.test(await page.chat.pane(0).locator('.message').last().innerText()), false);
  });

  it('asks before a conference ID is reset: No changes nothing, Yes does it', async () => {
    await page.chat.say(0, 'reset conference ID for amos');
    await page.chat.press(0, 'No');
    await page.chat.sees(0, 'Nothing was changed');
    assert.equal((await page.world.user('amos.marble@contoso.com')).conferenceId, '8271964');

    await page.chat.say(0, 'reset conference ID for amos');
    await page.chat.press(0, 'Yes');

    await page.chat.sees(0, 'has a new conference ID');
    assert.notEqual((await page.world.user('amos.marble@contoso.com')).conferenceId, '8271964');
  });

  it('refuses a user', async () => {
    await page.chat.say(1, 'reset PIN for ada');

    await page.chat.sees(1, 'right-missing');
  });

  it('lets one pick whom one means when two are called Alex', async () => {
    await page.chat.say(0, 'show alex');
    await page.chat.sees(0, 'Whom do you mean?');

    await page.chat.press(0, 'Choose');

    await page.chat.sees(0, 'Conference ID');
  });

  it('fills in a form from the menu', async () => {
    await page.chat.say(0, 'help');
    await page.chat.press(0, 'Set conference ID');
    const who = page.chat.pane(0).getByLabel('Who (several with commas)').last();
    await who.pressSequentially('amo');
    await page.chat.page
      .locator('datalist option[value="amos.marble@contoso.com"]')
      .waitFor({ state: 'attached' });
    await who.fill('amos');
    await page.chat.pane(0).getByLabel('Conference ID').last().fill('8271965');

    await page.chat.press(0, 'OK');

    await page.chat.sees(0, 'Set the conference ID of Amos Marble to 8271965?');
  });

  for (const [phrase, title] of [
    ['réinitialiser le code confidentiel d’Amos', 'Code confidentiel réinitialisé pour Amos Marble'],
    ['återställ PIN-kod för Amos', 'PIN-koden för Amos Marble har återställts'],
  ] as const) {
    it(`understands and answers “${phrase}”`, async () => {
      await page.chat.say(0, phrase);

      await page.chat.sees(0, title);
    });
  }

  it('speaks the language that is chosen for the page', async () => {
    await page.chat.page.selectOption('#page-language', 'sv');

    await page.chat.page.getByText('Lokalt läge').waitFor();
    assert.equal(await page.chat.page.locator('html').getAttribute('lang'), 'sv');
  });

  it('shows no PIN to the group', async () => {
    await page.chat.show(0, 'Adele Vance', 'Group');
    await page.chat.press(0, '@ Switchboard');
    await page.chat.pane(0).locator('input[name=text]').press('End');
    await page.chat.pane(0).locator('input[name=text]').pressSequentially('reset PIN for amos');
    await page.chat.pane(0).locator('input[name=text]').press('Enter');

    await page.chat.sees(0, 'Done. The details are in your personal chat with me.');
    assert.equal(PIN.test(await page.chat.pane(0).locator('.messages').innerText()), false);
    await page.chat.show(0, 'Adele Vance');
    await page.chat.sees(0, 'New PIN of Amos Marble');
  });

  it('does the main job by keyboard alone', async () => {
    await page.chat.pane(0).locator('input[name=text]').focus();
    await page.chat.page.keyboard.type('reset PIN for amos');
    await page.chat.page.keyboard.press('Enter');
    await page.chat.sees(0, 'New PIN of Amos Marble');
    const hide = page.chat.pane(0).getByRole('button', { name: 'Hide now' });

    for (let presses = 0; presses < 40; presses += 1) {
      if ((await hide.and(page.chat.page.locator(':focus')).count()) > 0) break;
      await page.chat.page.keyboard.press('Shift+Tab');
    }
    await page.chat.page.keyboard.press('Enter');

    await page.chat.sees(0, '*****');
  });

  it('treats what people write, and their names, as words', async () => {
    const evil = '<img src=x onerror="document.title=1">**bold**';
    await page.world.serving.store.transaction(async (tx) => {
      const amos = await tx.users.byUpn('amos.marble@contoso.com');
      if (amos) await tx.users.put({ ...amos, displayName: evil });
    });
    await page.chat.say(0, `show amos.marble@contoso.com`);
    await page.chat.sees(0, evil);

    await page.chat.say(0, evil);

    await page.chat.pane(0).locator('.message.own').filter({ hasText: evil }).waitFor();
    assert.equal(await page.chat.page.locator('.messages img, .messages strong').count(), 0);
    assert.equal(await page.chat.page.title(), 'Switchboard');
  });

  it('draws the pictures of the status, and their tables instead when told to', async () => {
    await page.chat.say(0, 'status');
    await page.chat.sees(0, 'Operations per day');
    const ring = page.chat.pane(0).getByRole('img', { name: /^People by state: enabled 9; licensed only 1/ });
    await ring.waitFor();

    await page.chat.pane(0).getByRole('button', { name: 'Show as table' }).first().click();

    await page.chat.pane(0).getByRole('table').waitFor();
    assert.equal(await ring.count(), 0);
    assert.match(await page.chat.pane(0).getByRole('table').innerText(), /enabled\s+9\s+licensed only\s+1/);
    await page.chat.press(0, 'Show as picture');
    await ring.waitFor();
  });

  it('takes a script that is pasted, shows what became of each line, and lists to copy', async () => {
    const script = [
      '# look, then change',
      'Get-CsOnlineDialInConferencingUser amos',
      'Set-CsOnlineDialInConferencingUser amos -ResetConferenceId',
    ].join('\n');
    const input = page.chat.pane(0).locator('input[name=text]');
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
    assert.equal(await page.chat.pane(0).locator('textarea').inputValue(), script);
    await page.chat.pane(0).locator('.composer button[type=submit]').click();

    await page.chat.sees(0, 'Script: 1 of 2 lines done');
    assert.match(await page.chat.pane(0).locator('pre.code').innerText(), /^ConferenceId +: 8271964$/m);
    assert.ok(await input.isVisible());
    assert.equal((await page.world.user('amos.marble@contoso.com')).conferenceId, '8271964');
  });

  it('fits a narrow screen', async () => {
    const narrow = await ChatPage.open(page.browser, page.world.serving.port, {
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
      const seen = await ChatPage.open(page.browser, page.world.serving.port, {
        colorScheme,
        bypassCSP: true,
      });
      await seen.say(0, 'reset conference ID for amos');
      await seen.sees(0, 'Reset conference ID for Amos Marble?');
      await seen.say(0, 'status');
      await seen.sees(0, 'Operations per day');
      await seen.say(0, 'Get-CsOnlineDialInConferencingUser amos');
      await seen.sees(0, 'TollFreeServiceNumber');
      await seen.say(0, 'help');
      await seen.sees(0, 'What I can do for you');
      await seen.page.getByRole('button', { name: 'Telephones' }).click();
      await seen.page.locator('.telephone').waitFor();
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
