import assert from 'node:assert/strict';
import { shownIn } from '../../support/switchboardWorld.ts';
import {
  changeSettings,
  changeUser,
  mailsTo,
  noticesTo,
  recordOf,
  restart,
  saidIn,
  settingsOf,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const STATIC = '8271964';
const SETTINGS = 'Set-CsOnlineDialInConferencingTenantSettings';
const SET = 'Set-CsOnlineDialInConferencingUser';

describe('rule 7: dynamic conference IDs', () => {
  const world = worldPerTest();
  const isOn = async () => (await settingsOf(world())).UseUniqueConferenceIds;
  const idOf = async (upn = AMOS) => (await world().user(upn)).conferenceId;

  for (const line of [
    'turn on dynamic conference IDs',
    'switch to dynamic IDs',
    'activer les ID de conférence dynamiques',
    'slå på dynamiska konferens-ID:n',
    `${SETTINGS} -UseUniqueConferenceIds $true`,
  ]) {
    it(`are turned on by "${line}" after a Yes, and what it means is said first`, async () => {
      const { adele } = world();
      const asked = shownIn(await adele.says(line));
      assert.match(asked, /9 (people|personnes|personer)/);
      assert.match(
        asked,
        /(each meeting has its own ID|chaque réunion a son propre ID|varje möte sitt eget ID)/,
      );
      assert.match(asked, /(static IDs are kept|ID statiques sont conservés|[Ss]tatiska ID:n sparas)/);
      assert.equal(await isOn(), false);
      await adele.says('yes');
      assert.equal(await isOn(), true);
      await restart(world());
      assert.equal(await isOn(), true);
      assert.equal(await idOf(), STATIC, 'stored, though not used');
    });
  }

  for (const line of [
    'turn dynamic IDs off',
    'use static IDs',
    'go back to static conference IDs',
    'désactiver les ID de conférence dynamiques',
    'gå tillbaka till statiska konferens-ID:n',
    `${SETTINGS} -UseUniqueConferenceIds:$false`,
  ]) {
    it(`are turned off by "${line}": everybody has the ID from before, who has none gets one and is told`, async () => {
      const { adele } = world();
      await changeSettings(world(), { UseUniqueConferenceIds: true });
      await changeUser(world(), 'asa.lindstrom@contoso.com', { conferenceId: null });
      const asked = shownIn(await adele.says(line));
      assert.match(asked, /1 (person has none yet|personne n’en a pas encore|person har inget än)/);
      await adele.says('yes');
      assert.equal(await isOn(), false);
      assert.equal(await idOf(), STATIC);
      const given = await idOf('asa.lindstrom@contoso.com');
      assert.match(given ?? '', /^[1-9]\d{6}$/);
      await told(world());
      const [mail, ...others] = await mailsTo(world(), 'asa.lindstrom@contoso.com');
      assert.equal(others.length, 0);
      assert.match(saidIn(mail!), new RegExp(given ?? '?'));
      assert.deepEqual(await noticesTo(world(), AMOS), [], 'whose ID did not change is not told');
      assert.equal((await recordOf(world(), 'asa.lindstrom@contoso.com'))[0]?.operation, 'changeSettings');
      assert.deepEqual(await idOf('nils.none@contoso.com'), null);
    });
  }

  it('are asked about even without being asked for alone, and are not turned on by No', async () => {
    const { adele } = world();
    const asked = shownIn(await adele.says(`${SETTINGS} -UseUniqueConferenceIds $true -PinLength 6`));
    assert.match(asked, /Turn dynamic conference IDs on\?/);
    await adele.presses('No');
    const { UseUniqueConferenceIds, PinLength } = await settingsOf(world());
    assert.deepEqual([UseUniqueConferenceIds, PinLength], [false, 5]);
  });

  it('and a new sender in one command are asked about together', async () => {
    const asked = shownIn(
      await world().adele.says(
        `${SETTINGS} -UseUniqueConferenceIds $true -SendEmailFromOverride $true -SendEmailFromAddress it@contoso.com -SendEmailFromDisplayName IT`,
      ),
    );
    assert.match(asked, /Turn dynamic conference IDs on\?[^]*Send all mails as IT, it@contoso.com\?/);
    await world().adele.presses('Yes');
    assert.equal(await isOn(), true);
  });

  it('previewed, stay as they are', async () => {
    assert.match(shownIn(await world().adele.says('what if i turn on dynamic conference ids')), /Preview/);
    assert.equal(await isOn(), false);
  });

  it('on already says so without a question', async () => {
    await changeSettings(world(), { UseUniqueConferenceIds: true });
    assert.match(shownIn(await world().adele.says('turn on dynamic ids')), /were on already/);
    assert.equal(await isOn(), true);
  });

  it('are turned on by the form of the menu', async () => {
    const { adele } = world();
    await adele.says('settings');
    await adele.presses('Change settings');
    await adele.presses('OK', { inputs: { UseUniqueConferenceIds: 'true' } });
    assert.equal(await isOn(), false);
    await adele.presses('Yes');
    assert.equal(await isOn(), true);
  });

  it('end with the default settings: restoring them says so and gives IDs back', async () => {
    const { adele } = world();
    await changeSettings(world(), { UseUniqueConferenceIds: true });
    await changeUser(world(), AMOS, { conferenceId: null });
    const asked = shownIn(await adele.says('restore default settings'));
    assert.match(asked, /Everybody has one ID for all meetings again[^]*1 person has none yet/);
    await adele.presses('Yes');
    assert.match((await idOf()) ?? '', /^[1-9]\d{6}$/);
    assert.equal((await noticesTo(world(), AMOS)).length, 2);
  });

  it('are not for the help desk or users to turn on', async () => {
    for (const who of [world().henri, world().amos])
      assert.match(shownIn(await who.says('turn on dynamic ids')), /needs the role admin/);
    assert.equal(await isOn(), false);
  });

  describe('while they are on', () => {
    beforeEach(() => changeSettings(world(), { UseUniqueConferenceIds: true }));

    for (const line of [
      'reset conference ID for amos',
      'set conference ID of amos to 5551234',
      `${SET} amos -ResetConferenceId -Force`,
      `${SET} amos -ConferenceId 5551234 -Force`,
      `${SET} amos -ResetConferenceId -ServiceNumber +46846500400 -Force`,
    ]) {
      it(`"${line}" is refused with that reason, and nothing is changed`, async () => {
        const shown = shownIn(await world().adele.says(line));
        assert.match(shown, /Dynamic conference IDs are on[^]*See the invitation/);
        const { conferenceId, serviceNumber } = await world().user(AMOS);
        assert.deepEqual([conferenceId, serviceNumber], [STATIC, '+14255550100']);
      });
    }

    for (const [line, words] of [
      ['show amos', /each meeting has its own ID, see the invitation/],
      ['list users', /Amos Marble/],
      ['afficher amos', /chaque réunion a son propre ID/],
      ['visa amos', /varje möte har sitt eget ID/],
    ] as const) {
      it(`"${line}" shows no static ID`, async () => {
        const shown = shownIn(await world().adele.says(line));
        assert.match(shown, words);
        assert.doesNotMatch(shown, new RegExp(STATIC));
      });
    }

    it('people are told that each meeting has its own ID', async () => {
      const { adele, amos } = world();
      assert.match(
        shownIn(await amos.says('my conference info')),
        /each meeting has its own ID, see the invitation/,
      );
      await adele.says('send conference info to amos');
      await adele.says(`${SET} amos -ServiceNumber +46846500400`);
      await adele.says('reset PIN for amos');
      await told(world());
      const notices = shownIn(amos.unread());
      const mails = (await mailsTo(world(), AMOS)).map(saidIn);
      assert.equal(mails.length, 3);
      for (const text of [notices, ...mails]) {
        assert.match(text, /Each meeting has its own ID, see the invitation/);
        assert.doesNotMatch(text, new RegExp(STATIC));
      }
    });

    it('an ID that is not used is still given to nobody else', async () => {
      const { adele } = world();
      await adele.says('turn dynamic ids off');
      await adele.presses('Yes');
      assert.match(
        shownIn(await adele.says(`${SET} ada -ConferenceId ${STATIC} -Force`)),
        /belongs to somebody else/,
      );
    });
  });
});
