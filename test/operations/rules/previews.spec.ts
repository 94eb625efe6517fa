import assert from 'node:assert/strict';
import { shownIn } from '../../support/switchboardWorld.ts';
import { noticesTo, pinsIn, recordOf, screenOf, settingsOf, told, worldPerTest } from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';

describe('rule 17: any change can be previewed', () => {
  const world = worldPerTest();

  for (const [line, words] of [
    [
      'what if reset PIN for amos',
      /The PIN of Amos Marble has been reset[^]*Who would be told[^]*Amos Marble, mail/,
    ],
    ['what if reset conference ID for amos', /Amos Marble[^]*8271964/],
    ['what if set conference ID of amos to 5551234', /5551234/],
    ['what if send conference info to amos at u@hotmail.com', /u@hotmail\.com/],
    ['et si je réinitialise le code confidentiel de amos', /Amos Marble/],
    ['tänk om jag återställer PIN-koden för amos', /Amos Marble/],
    ['Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin -WhatIf', /Amos Marble/],
    ['Set-CsOnlineDialInConferencingUser amos -ResetConferenceId -ResetLeaderPin -wh', /Amos Marble/],
    ['what if reset PIN for amos and ada', /Ada O'Neil-Łukasz/],
  ] as const) {
    it(`"${line}" answers as the real thing, marked as a preview; nothing is changed, sent or recorded as done`, async () => {
      const { adele } = world();
      const before = await world().user(AMOS);

      const sent = await adele.says(line);
      await told(world());

      assert.equal(sent.length, 1, 'no PIN card');
      assert.match(shownIn(sent), words);
      assert.match(shownIn(sent), /Preview|Aperçu|Förhandsgranskning|[Pp]révisualisation/);
      assert.deepEqual(
        pinsIn(sent).filter((digits) => digits.length !== 7),
        [],
      );
      assert.deepEqual(await world().user(AMOS), before);
      assert.deepEqual(await noticesTo(world(), AMOS), []);
      assert.deepEqual(world().mails(), []);
      assert.deepEqual(
        [...new Set((await recordOf(world(), AMOS)).map(({ outcome }) => outcome))],
        ['previewed'],
      );
    });
  }

  for (const line of [
    'what if set PIN length to 6',
    'what if turn emails off',
    'what if restore default settings',
    'what if set sender to "Amos Marble" <amos.marble@contoso.com>',
    'Set-CsOnlineDialInConferencingTenantSettings -PinLength 6 -WhatIf',
    'Remove-CsOnlineDialInConferencingTenantSettings -WhatIf',
  ]) {
    it(`"${line}" changes no setting`, async () => {
      const { adele } = world();
      const before = await settingsOf(world());
      assert.match(shownIn(await adele.says(line)), /Preview: nothing was changed/);
      assert.deepEqual(await settingsOf(world()), before);
    });
  }

  for (const line of [
    'what if send me a test mail',
    'what if retry failed',
    'what if language fr',
    'what if resend my conference info',
  ]) {
    it(`"${line}" says that it is a preview, and does nothing`, async () => {
      const { adele } = world();
      assert.match(shownIn(await adele.says(line)), /Preview: nothing was changed/);
      await told(world());
      assert.deepEqual(world().mails(), []);
      assert.equal((await world().user('adele.vance@contoso.com')).language, null);
    });
  }

  it('is refused as the real thing would be', async () => {
    const { adele, henri } = world();
    assert.match(shownIn(await adele.says('what if reset PIN for tara')), /run by InterCall/);
    assert.match(shownIn(await henri.says('what if reset conference ID for amos')), /needs the role admin/);
  });

  it('stays a preview when it had to be asked whom it means', async () => {
    const { adele } = world();
    await adele.says('what if reset PIN for alex');
    await adele.presses('Choose');
    assert.match(screenOf(adele).join('\n'), /Preview: nothing was changed/);
    await adele.says('what if reset PIN for amso marble');
    await adele.presses('Yes');
    await told(world());
    for (const upn of [AMOS, 'alex.wilber@contoso.com', 'alex.oberg@contoso.com']) {
      assert.equal((await world().user(upn)).pin, null);
      assert.deepEqual(await noticesTo(world(), upn), []);
    }
  });
});
