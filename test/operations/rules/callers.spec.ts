import assert from 'node:assert/strict';
import { DEFAULT_SETTINGS, type TenantSettings } from '../../../src/domain/settings.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import {
  changeSettings,
  changeUser,
  noticesTo,
  recordOf,
  settingsOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const ADA = "ada.o'neil@contoso.com";
const SET = 'Set-CsOnlineDialInConferencingUser';
const SETTINGS = 'Set-CsOnlineDialInConferencingTenantSettings';

describe('who may start a meeting', () => {
  const world = worldPerTest();

  for (const [line, allowed] of [
    ['allow callers to start meetings of amos', true],
    ['disallow callers to start meetings of amos', false],
    ["autoriser les appelants à démarrer les réunions d'amos", true],
    ['förbjud uppringare att starta möten för amos', false],
    [`${SET} -Identity amos -AllowPSTNOnlyMeetings $true`, true],
    [`${SET} -Identity amos -AllowPSTNOnlyMeetings $false`, false],
    [`${SET} amos -AllowPSTN:$false`, false],
  ] as const) {
    it(`is set by "${line}", recorded, and told to nobody`, async () => {
      await changeUser(world(), AMOS, { allowPstnOnlyMeetings: !allowed });

      const shown = shownIn(await world().adele.says(line));
      await told(world());

      assert.match(shown, /Amos Marble/);
      assert.equal((await world().user(AMOS)).allowPstnOnlyMeetings, allowed);
      assert.deepEqual(await noticesTo(world(), AMOS), []);
      const [row] = await recordOf(world(), AMOS);
      assert.deepEqual(
        [row?.operation, row?.before, row?.after],
        ['allowCallers', { [AMOS]: !allowed }, { [AMOS]: allowed }],
      );
    });
  }

  it('is set by the form of the menu, and shown on the person’s card with the cmdlet that does the same', async () => {
    const { adele } = world();
    await adele.says('allow callers to start meetings');
    const pressed = shownBy(await adele.presses('OK', { inputs: { people: 'amos', allowed: 'true' } }));
    assert.match(pressed, /Set\\?-CsOnlineDialInConferencingUser [^]*AllowPSTNOnlyMeetings \\?\$true/);
    assert.match(shownIn(await adele.says('show amos')), /Callers may start meetings\nYes/);
  });

  it('says that nothing had to be changed', async () => {
    assert.match(
      shownIn(await world().adele.says('disallow callers to start meetings of amos')),
      /nothing had to be changed/,
    );
  });

  it('goes together with other changes of one cmdlet, and with its mail', async () => {
    await world().adele.says(`${SET} amos -AllowPSTNOnlyMeetings $true -ResetLeaderPin`);
    assert.equal((await world().user(AMOS)).allowPstnOnlyMeetings, true);
    assert.notEqual((await world().user(AMOS)).pin, null);
    await world().adele.says(`${SET} "${ADA}" -AllowPSTNOnlyMeetings $true -SendEmail`);
    assert.ok((await noticesTo(world(), ADA)).some((row) => row.kind === 'E5' && row.channel === 'mail'));
  });

  for (const [line, words] of [
    ['allow callers to start meetings of tara', /Tara Third is run by InterCall/],
    ['allow callers to start meetings of nils', /no audio conferencing provider/],
    [`${SET} amos -AllowPSTNOnlyMeetings maybe`, /“maybe” does not fit AllowPSTNOnlyMeetings[^]*\$true/],
    ['allow callers to start meetings of amos and tara', /Tara Third/],
  ] as const) {
    it(`refuses "${line}", and changes nothing`, async () => {
      const before = await world().user(AMOS);
      assert.match(shownIn(await world().adele.says(line)), words);
      assert.deepEqual(await world().user(AMOS), before);
    });
  }

  it('is for admins only', async () => {
    const { henri, amos } = world();
    assert.match(
      shownIn(await henri.says('allow callers to start meetings of amos')),
      /needs the role admin[^]*Adele Vance/,
    );
    assert.match(shownIn(await amos.says('allow callers to start meetings of me')), /needs the role admin/);
    assert.equal((await world().user(AMOS)).allowPstnOnlyMeetings, false);
  });

  it('can be previewed', async () => {
    assert.match(
      shownIn(await world().adele.says('what if I allow callers to start meetings of amos')),
      /Preview: nothing was changed/,
    );
    assert.equal((await world().user(AMOS)).allowPstnOnlyMeetings, false);
  });
});

describe('why: what callers meet follows from the settings', () => {
  const world = worldPerTest();

  for (const [allowed, settings, expected] of [
    [
      false,
      {},
      [/if you are the organiser, press \*/, /asked for the PIN/, /lobby with music/, /let in at once/],
    ],
    [false, { LobbyAdmission: 'organizer' }, [/lobby with music/, /until the organiser lets them in/]],
    [true, {}, [/The first caller starts the meeting/, /Nobody waits/]],
    [true, { LobbyAdmission: 'organizer' }, [/The first caller starts the meeting/, /Nobody waits/]],
    [false, {}, [/say their name/, /people outside do not/]],
    [false, { EnableNameRecording: false }, [/A tone is played/]],
    [false, { EntryExitAnnouncementsType: 'ToneOnly' }, [/A tone is played/]],
    [false, { EnableEntryExitNotifications: false }, [/Nobody is told when a caller comes/]],
    [false, { MaskPstnNumbersType: 'MaskedForAllUsers' }, [/Nobody sees them in full/]],
    [false, { MaskPstnNumbersType: 'NoMasking' }, [/Everybody in the meeting sees them/]],
  ] as [boolean, Partial<TenantSettings>, RegExp[]][]) {
    it(`with AllowPSTNOnlyMeetings ${allowed} and ${JSON.stringify(settings)}`, async () => {
      await changeUser(world(), AMOS, { allowPstnOnlyMeetings: allowed });
      await changeSettings(world(), settings);

      const shown = shownIn(await world().adele.says("why do amos's callers wait"));

      for (const words of expected) assert.match(shown, words);
      if (allowed) assert.doesNotMatch(shown, /asked for the PIN|lobby with music/);
      else assert.doesNotMatch(shown, /The first caller starts/);
    });
  }

  it('is explained to people about themselves, and about nobody else', async () => {
    const { amos } = world();
    assert.match(shownIn(await amos.says('why')), /Callers of Amos Marble[^]*press \*/);
    assert.match(shownIn(await amos.says('why do my callers wait')), /Callers of Amos Marble/);
    assert.match(shownIn(await amos.says("why do ada's callers wait")), /needs the role admin/);
    assert.match(shownIn(await amos.says('varför')), /Den som ringer till Amos Marble/);
    assert.match(shownIn(await amos.says('pourquoi')), /appuyez sur/);
  });

  it('is changed by the button of the explanation, for admins only', async () => {
    const { adele, amos } = world();
    await adele.says("why do amos's callers wait");
    assert.match(
      shownBy(await adele.presses('Allow callers to start')),
      /Callers may start the meetings of Amos/,
    );
    assert.equal((await world().user(AMOS)).allowPstnOnlyMeetings, true);
    await amos.says('why');
    await assert.rejects(amos.presses('Only the organiser starts'));
  });

  it('is refused for people whose conferencing is not run here', async () => {
    assert.match(shownIn(await world().adele.says("why do tara's callers wait")), /run by InterCall/);
  });
});

describe('the settings of calls', () => {
  const world = worldPerTest();

  for (const [line, expected] of [
    ['allow callers to start meetings by default', { AllowPSTNOnlyMeetingsByDefault: true }],
    ['turn off entry and exit announcements', { EnableEntryExitNotifications: false }],
    ['set announcements to ToneOnly', { EntryExitAnnouncementsType: 'ToneOnly' }],
    ['turn off name recording', { EnableNameRecording: false }],
    ['mask phone numbers for everybody', { MaskPstnNumbersType: 'MaskedForAllUsers' }],
    ['set lobby admission to organizer', { LobbyAdmission: 'organizer' }],
    ['allow users to reset their own PIN', { AllowSelfServicePinReset: true }],
    [
      'set MeetingUpdateToolUrl to https://contoso.com/update',
      { MeetingUpdateToolUrl: 'https://contoso.com/update' },
    ],
    ['set bulk approval threshold to 50', { BulkApprovalThreshold: 50 }],
    ["admission par l'organisateur", { LobbyAdmission: 'organizer' }],
    ['sluta maskera numren', { MaskPstnNumbersType: 'NoMasking' }],
    [`${SETTINGS} -AllowPSTNOnlyMeetingsByDefault $true`, { AllowPSTNOnlyMeetingsByDefault: true }],
    [`${SETTINGS} -EntryExitAnnouncementsType toneonly`, { EntryExitAnnouncementsType: 'ToneOnly' }],
    [
      `${SETTINGS} -EnableEntryExitNotifications $false -EnableNameRecording $false -MaskPstnNumbersType NoMasking`,
      { EnableEntryExitNotifications: false, EnableNameRecording: false, MaskPstnNumbersType: 'NoMasking' },
    ],
    [`${SETTINGS} -LobbyAdmission organizer`, { LobbyAdmission: 'organizer' }],
    [`${SETTINGS} -AllowSelfServicePinReset $true`, { AllowSelfServicePinReset: true }],
    [
      `${SETTINGS} -MeetingUpdateToolUrl https://contoso.com/x`,
      { MeetingUpdateToolUrl: 'https://contoso.com/x' },
    ],
    [`${SETTINGS} -BulkApprovalThreshold 100`, { BulkApprovalThreshold: 100 }],
  ] as [string, Partial<TenantSettings>][]) {
    it(`are changed by "${line}"`, async () => {
      await world().adele.says(line);
      assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS, ...expected });
    });
  }

  it('say that there is a tone where names are wanted and not recorded, and only then', async () => {
    const says = async (text: string) => shownIn(await world().adele.says(text));
    const note = /so a tone is played instead of names/;
    assert.match(await says('turn off name recording'), note);
    assert.doesNotMatch(await says('turn off entry and exit announcements'), note);
    assert.doesNotMatch(await says('set announcements to UseNames'), note, 'nothing is played at all');
    assert.match(await says('turn on entry and exit announcements'), note);
    assert.doesNotMatch(await says('turn on name recording'), note);
  });

  for (const [line, words] of [
    ['set EntryExitAnnouncementsType to loud', /“loud” does not fit[^]*UseNames[^]*ToneOnly/],
    ['set masking to sometimes', /“sometimes”[^]*MaskedForExternalUsers[^]*MaskedForAllUsers[^]*NoMasking/],
    ['set lobby admission to boss', /“boss”[^]*auto[^]*organizer/],
    [
      'set MeetingUpdateToolUrl to http://contoso.com',
      /“http:\/\/contoso\\?\.com” is not an address that begins with https/,
    ],
    [`${SETTINGS} -MeetingUpdateToolUrl javascript:alert(1)`, /cannot read|https/],
    [`${SETTINGS} -MeetingUpdateToolUrl contoso.com`, /https:\/\//],
    [`${SETTINGS} -BulkApprovalThreshold -1`, /parameter|“-1”/],
    [`${SETTINGS} -BulkApprovalThreshold many`, /“many” is not a number of people[^]*0/],
    [
      `${SETTINGS} -EnableNameRecording perhaps`,
      /“perhaps” does not fit EnableNameRecording[^]*\$true[^]*\$false/,
    ],
  ] as const) {
    it(`refuse "${line}" with the value and what is possible`, async () => {
      assert.match(shownIn(await world().adele.says(line)).replace(/\\(?=[^\w\s])/g, ''), words);
      assert.deepEqual(await settingsOf(world()), { ...DEFAULT_SETTINGS });
    });
  }

  it('are changed by the form, and shown in words', async () => {
    const { adele } = world();
    await adele.says('settings');
    await adele.presses('Change settings');
    await adele.presses('OK', {
      inputs: { LobbyAdmission: 'organizer', MaskPstnNumbersType: 'NoMasking', BulkApprovalThreshold: '20' },
    });
    const { LobbyAdmission, MaskPstnNumbersType, BulkApprovalThreshold } = await settingsOf(world());
    assert.deepEqual(
      [LobbyAdmission, MaskPstnNumbersType, BulkApprovalThreshold],
      ['organizer', 'NoMasking', 20],
    );
    assert.match(shownIn(await adele.says('settings')), /Let in by the organiser \\?\(organizer/);
  });
});
