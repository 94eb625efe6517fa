import assert from 'node:assert/strict';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { changeSettings, mailsTo, restart, settingsOf, shownBy, told, worldPerTest } from './ruleWorld.ts';

describe('tenant settings', () => {
  const world = worldPerTest();

  it('have the documented defaults and are shown to admins', async () => {
    assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS });
    const shown = shownIn(await world().adele.says('settings'));
    assert.match(shown, /PIN length\n5/);
    assert.match(shown, /Mail people automatically\nYes/);
    assert.match(shown, /Dynamic conference IDs\nNo/);
  });

  for (const [line, expected] of [
    ['set PIN length to 6', { PinLength: 6 }],
    ['turn emails off', { AutomaticallySendEmailsToUsers: false }],
    ['turn chat notices off', { NotifyUsersInChat: false }],
    ['Set-CsOnlineDialInConferencingTenantSettings -PinLength 12', { PinLength: 12 }],
    [
      'Set-CsOnlineDialInConferencingTenantSettings -AutomaticallySendEmailsToUsers $false',
      { AutomaticallySendEmailsToUsers: false },
    ],
  ] as const) {
    it(`"${line}" does, and stays over a restart`, async () => {
      await world().adele.says(line);
      await restart(world());
      assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS, ...expected });
    });
  }

  for (const [line, words] of [
    ['set PIN length to 3', /A PIN cannot have 3 digits[^]*4 to 12/],
    ['set PIN length to 13', /A PIN cannot have 13 digits[^]*4 to 12/],
    ['Set-CsOnlineDialInConferencingTenantSettings -PinLength five', /five/],
    ['Set-CsOnlineDialInConferencingTenantSettings -PinLength 4.5', /4\.5/],
    ['Set-CsOnlineDialInConferencingTenantSettings -AutomaticallySendEmailsToUsers maybe', /maybe/],
    [
      'Set-CsOnlineDialInConferencingTenantSettings -SendEmailFromAddress it@contoso.com',
      /both an address and a display name/,
    ],
    [
      'Set-CsOnlineDialInConferencingTenantSettings -SendEmailFromOverride $true',
      /both an address and a display name/,
    ],
    [
      'Set-CsOnlineDialInConferencingTenantSettings -SendEmailFromOverride $true -SendEmailFromAddress amos.marble -SendEmailFromDisplayName "Amos Marble"',
      /“amos\.marble” is not a sender address[^]*alias@domain/,
    ],
    ['Set-CsOnlineDialInConferencingTenantSettings', /Which setting/],
    ['Set-CsOnlineDialInConferencingTenantSettings -PinLengt 6 -Pinlenght 7', /Pin[Ll]eng/],
  ] as const) {
    it(`"${line}" is refused with the value and the next step`, async () => {
      assert.match(shownIn(await world().adele.says(line)), words);
      assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS });
    });
  }

  it('warn when people will not be told of anything', async () => {
    await world().adele.says('turn emails off');
    assert.match(shownIn(await world().adele.says('turn chat notices off')), /pass new PINs on yourself/);
  });

  it('are restored after a Yes, and say what changes', async () => {
    const { adele } = world();
    await changeSettings(world(), { PinLength: 9, NotifyUsersInChat: false });
    assert.match(shownIn(await adele.says('restore default settings')), /PIN length\n5/);
    assert.equal((await settingsOf(world())).PinLength, 9);
    assert.match(shownBy(await adele.presses('Yes')), /Default settings restored/);
    assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS });
  });

  it('are not asked about when there is nothing to restore, and say so when nothing had to be changed', async () => {
    const { adele } = world();
    assert.match(shownIn(await adele.says('restore default settings')), /have their default already/);
    assert.match(shownIn(await adele.says('yes')), /no question open/);
    assert.match(shownIn(await adele.says('set PIN length to 5')), /Nothing had to be changed/);
  });

  it('are changed by the form of the menu', async () => {
    const { adele } = world();
    await adele.says('settings');
    await adele.presses('Change settings');
    await adele.presses('OK', { inputs: { PinLength: '7', NotifyUsersInChat: 'false' } });
    const { PinLength, NotifyUsersInChat } = await settingsOf(world());
    assert.deepEqual([PinLength, NotifyUsersInChat], [7, false]);
  });

  it('say no to a sender that was not confirmed', async () => {
    const { adele } = world();
    await adele.says('set sender to "IT" <it@contoso.com>');
    await adele.presses('No');
    assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS });
  });

  it('send a test mail to the asker alone', async () => {
    await world().adele.says('send me a test mail');
    await told(world());
    assert.equal(world().mails().length, 1);
    assert.match((await mailsTo(world(), 'adele.vance@contoso.com'))[0]?.subject ?? '', /Test mail/);
  });
});
