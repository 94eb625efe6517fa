import assert from 'node:assert/strict';
import { emptyThirdPartyRecord } from '../../../src/domain/user.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import {
  changeSettings,
  changeUser,
  noticesTo,
  recordOf,
  settingsOf,
  shownBy,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const NILS = 'nils.none@contoso.com';
const TARA = 'tara.third@contoso.com';

/** What InterCall knows of Tara. */
const RECORD = {
  ...emptyThirdPartyRecord('InterCall'),
  domain: 'intercall.example',
  tollNumber: '+18005550144',
  participantPasscode: '445566',
  conferenceId: '99881',
};

describe('rule 8: a third party is not replaced by the way', () => {
  const world = worldPerTest();
  const tara = () => world().user(TARA);
  beforeEach(() => changeUser(world(), TARA, { thirdParty: RECORD }));

  for (const line of [
    'enable tara',
    'set provider of tara to Microsoft',
    'set provider of tara to PGi',
    'Enable-CsOnlineDialInConferencingUser tara -Force',
  ]) {
    it(`"${line}" is refused without "replace", with what would be lost`, async () => {
      const shown = shownIn(await world().adele.says(line));
      assert.match(shown, /run by InterCall[^]*lost: InterCall, intercall\.example, \+1 800 555 0144, 99881/);
      assert.match(shown, /-ReplaceProvider/);
      assert.doesNotMatch(shown, /445566/);
      assert.equal((await tara()).provider, 'InterCall');
    });
  }

  for (const line of [
    'enable tara and replace the provider',
    'assign a license to tara and replace the provider',
    'set provider of tara to Microsoft and replace the provider',
    'replace the provider of tara with Microsoft',
    'Enable-CsOnlineDialInConferencingUser tara -ReplaceProvider',
    'Set-CsOnlineDialInConferencingUser tara -Provider microsoft -ReplaceProvider',
  ]) {
    it(`"${line}" asks, replaces, and keeps the record`, async () => {
      const { adele } = world();
      const question = shownIn(await adele.says(line));
      assert.match(question, /Make Microsoft the provider of Tara Third\?[^]*InterCall, intercall\.example/);
      const shown = shownBy(await adele.presses('Yes'));
      assert.match(shown, /Tara Third is enabled[^]*What InterCall knew of Tara Third is kept/);
      const { provider, conferenceId, thirdParty, replacedProviders } = await tara();
      assert.deepEqual([provider, thirdParty, replacedProviders.length], ['Microsoft', null, 1]);
      assert.match(conferenceId ?? '', /^[1-9]\d{6}$/);
      assert.deepEqual(replacedProviders[0]?.records, [RECORD]);
      assert.equal(replacedProviders[0]?.by, 'Adele Vance');
    });
  }

  it('by a licence alone, which says so', async () => {
    await changeUser(world(), TARA, { licensed: false });
    const shown = shownIn(await world().adele.says('assign a license to tara'));
    assert.match(
      shown,
      /has an audio conferencing licence now[^]*InterCall still runs[^]*replace the provider/,
    );
    assert.deepEqual([(await tara()).licensed, (await tara()).provider], [true, 'InterCall']);
    assert.deepEqual(await noticesTo(world(), TARA), []);
  });

  it('unless the tenant setting says so for all; it still asks', async () => {
    const { adele } = world();
    await adele.says('replace third-party providers automatically');
    assert.equal((await settingsOf(world())).AutomaticallyReplaceAcpProvider, true);
    assert.match(shownIn(await adele.says('enable tara')), /Make Microsoft the provider of Tara Third\?/);
    await adele.presses('Yes');
    assert.equal((await tara()).provider, 'Microsoft');
    await adele.says('Set-CsOnlineDialInConferencingTenantSettings -AutomaticallyReplaceAcpProvider $false');
    assert.equal((await settingsOf(world())).AutomaticallyReplaceAcpProvider, false);
  });

  it('shows what was replaced, and restores it: from the card, in words, by cmdlet', async () => {
    const { adele } = world();
    const replace = 'Enable-CsOnlineDialInConferencingUser tara -ReplaceProvider -Force';
    for (const restore of [
      () => adele.presses('Restore InterCall').then(shownBy),
      () => adele.says('restore provider of tara').then(shownIn),
      () => adele.says('Set-CsUserAcp tara -Restore -Name intercall').then(shownIn),
    ]) {
      await adele.says(replace);
      assert.match(
        shownIn(await adele.says('show tara')),
        /Replaced provider, kept\nInterCall, intercall\.example[^]*2026-11-23/,
      );
      assert.match(await restore(), /Make InterCall the provider of Tara Third\?[^]*stop working at once/);
      assert.match(shownBy(await adele.presses('Yes')), /has InterCall back as provider[^]*99881/);
      const restored = await tara();
      assert.deepEqual(
        [restored.provider, restored.thirdParty, restored.conferenceId, restored.pin],
        ['InterCall', RECORD, null, null],
      );
      assert.deepEqual(restored.replacedProviders, []);
    }
    const kinds = (await noticesTo(world(), TARA)).map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'E4').length, 6, 'chat and mail, each time');
  });

  it('keeps what None takes away, and what another third party replaces', async () => {
    const { adele } = world();
    assert.match(
      shownIn(await adele.says('set provider of tara to none')),
      /Leave Tara Third without a provider\?[^]*InterCall/,
    );
    await adele.presses('Yes');
    assert.equal((await tara()).provider, 'None');
    await adele.says('set provider of tara to PGi');
    assert.equal((await tara()).provider, 'PGi');
    await adele.says('restore InterCall as provider of tara');
    await adele.presses('Yes');
    const { provider, replacedProviders } = await tara();
    assert.equal(provider, 'InterCall');
    assert.deepEqual(
      replacedProviders.map(({ records }) => records[0]?.name),
      ['PGi'],
    );
    assert.deepEqual(await noticesTo(world(), TARA), [], 'nobody lost anything of ours');
  });

  it('has nothing to restore where nothing was replaced', async () => {
    assert.match(
      shownIn(await world().adele.says('restore provider of amos')),
      /Amos Marble had no third-party provider/,
    );
    assert.match(shownIn(await world().adele.says('Set-CsUserAcp tara -Restore -Name PGi')), /PGi/);
  });

  it('takes a misspelt Microsoft for what it is', async () => {
    const shown = shownIn(await world().adele.says('set provider of amos to Mircosoft'));
    assert.match(shown, /“Mircosoft” is not Microsoft, but nearly/);
    assert.equal((await world().user(AMOS)).provider, 'Microsoft');
  });

  for (const [line, provider] of [
    ['mettre le fournisseur de amos à Aucun', 'None'],
    ['sätt leverantör för amos till ingen', 'None'],
    ['Set-CsOnlineDialInConferencingUser amos -Provider $null', 'None'],
    ['set provider of amos to NONE', 'None'],
  ] as const) {
    it(`"${line}" means ${provider}`, async () => {
      await world().adele.says(line);
      await world().adele.says('yes');
      assert.equal((await world().user(AMOS)).provider, provider);
    });
  }
});

describe('third-party records', () => {
  const world = worldPerTest();
  const tara = () => world().user(TARA);

  it('are written field by field, by cmdlet and in words, with numbers in E.164', async () => {
    const { adele } = world();
    const shown = shownIn(
      await adele.says(
        'Set-CsUserAcp -Identity tara -Name InterCall -TollNumber 18005550144 -TollFreeNumbers 18005550145, "tel:+18005550146" -ParticipantPassCode 4455 -Domain intercall.example -Url https://join.intercall.example/t',
      ),
    );
    assert.match(shown, /The third-party record of Tara Third has been written down/);
    assert.match(
      shown,
      /Set-CsUserAcp -Identity "tara\.third@contoso\.com" -Name InterCall -TollNumber 18005550144 -TollFreeNumbers 18005550145,"tel:\+18005550146"/,
    );
    await adele.says('set third-party toll number of tara to +1 800 555 0147');
    await adele.says('set conference ID of tara to 99881');
    await adele.presses('Yes');
    assert.deepEqual((await tara()).thirdParty, {
      name: 'InterCall',
      domain: 'intercall.example',
      tollNumber: '+18005550147',
      tollFreeNumbers: ['+18005550145', '+18005550146'],
      participantPasscode: '4455',
      url: 'https://join.intercall.example/t',
      conferenceId: '99881',
    });
    await adele.says('Set-CsUserAcp tara -TollFreeNumbers $null -Url $null');
    assert.deepEqual([(await tara()).thirdParty?.tollFreeNumbers, (await tara()).thirdParty?.url], [[], '']);
  });

  it('can be several, of which one is the default: it has the provider’s name and the typed ID', async () => {
    const { adele } = world();
    await adele.says('add third-party provider PGi to tara');
    assert.deepEqual(
      [(await tara()).provider, (await tara()).otherThirdParties.map(({ name }) => name)],
      ['InterCall', ['PGi']],
    );
    await adele.says('Set-CsUserAcp tara -Name pgi -TollNumber 18005550148 -IsDefault $true');
    const now = await tara();
    assert.deepEqual(
      [now.provider, now.thirdParty?.tollNumber, now.otherThirdParties.map(({ name }) => name)],
      ['PGi', '+18005550148', ['InterCall']],
    );
    await adele.says('Set-CsOnlineDialInConferencingUser tara -ConferenceId 777 -Force');
    assert.equal((await tara()).thirdParty?.conferenceId, '777');
    assert.equal((await tara()).otherThirdParties[0]?.conferenceId, '');
    const switched = shownIn(await adele.says('set provider of tara to intercall'));
    assert.match(
      switched,
      /InterCall is the provider of Tara Third now/,
      'nothing is lost, so nothing is asked',
    );
    assert.deepEqual([(await tara()).provider, (await tara()).replacedProviders], ['InterCall', []]);
  });

  it('are shown to help desk and admins, the default one first, and to nobody else', async () => {
    await changeUser(world(), TARA, {
      thirdParty: RECORD,
      otherThirdParties: [emptyThirdPartyRecord('PGi')],
    });
    for (const line of [
      'show third-party record of tara',
      'Get-CsUserAcp tara',
      'visa tredjepartsuppgifter för tara',
    ])
      assert.match(
        shownIn(await world().henri.says(line)),
        /InterCall[^]*\+1 800 555 0144[^]*445566[^]*99881[^]*PGi/,
        line,
      );
    assert.match(shownIn(await world().amos.says('Get-CsUserAcp tara')), /needs the role help desk/);
    assert.match(
      shownIn(await world().adele.says('Get-CsUserAcp amos')),
      /No third party runs the conferencing of Amos Marble \(provider: Microsoft\)/,
    );
    assert.match(shownIn(await world().adele.says('show tara')), /InterCall[^]*99881[^]*PGi/);
  });

  it('are removed after a Yes, one by name or all; what there was can be restored', async () => {
    const { adele } = world();
    await changeUser(world(), TARA, {
      thirdParty: RECORD,
      otherThirdParties: [emptyThirdPartyRecord('PGi')],
    });
    assert.match(
      shownIn(await adele.says('Remove-CsUserAcp tara -Name Arkadin')),
      /no record at “Arkadin”[^]*InterCall[^]*PGi/,
    );
    await adele.says('Remove-CsUserAcp tara -Name InterCall');
    assert.match(shownBy(await adele.presses('Yes')), /PGi is the default now/);
    assert.deepEqual([(await tara()).provider, (await tara()).otherThirdParties], ['PGi', []]);
    await adele.says('remove the third-party record of tara');
    await adele.presses('Yes');
    assert.equal((await tara()).provider, 'None');
    await adele.says('Set-CsUserAcp tara -Restore -Name InterCall');
    assert.deepEqual(
      [(await tara()).thirdParty, (await tara()).otherThirdParties.map(({ name }) => name)],
      [RECORD, ['PGi']],
    );
    assert.match(
      shownIn(await adele.says('remove third-party record of amos')),
      /No third party runs the conferencing of Amos/,
    );
  });

  it('make a third party the provider of whoever has none, without asking; of whoever is enabled, after a Yes', async () => {
    const { adele } = world();
    await adele.says('Set-CsUserAcp nils -Name InterCall -TollNumber 18005550144');
    assert.deepEqual(
      [(await world().user(NILS)).provider, (await world().user(NILS)).thirdParty?.tollNumber],
      ['InterCall', '+18005550144'],
    );
    assert.match(
      shownIn(await adele.says('Set-CsUserAcp amos -Name InterCall')),
      /Make InterCall the provider of Amos Marble\?/,
    );
    await adele.presses('No');
    assert.equal((await world().user(AMOS)).provider, 'Microsoft');
  });

  it('without a name or a value open the form', async () => {
    const { adele } = world();
    assert.match(
      shownIn(await adele.says('set third-party record of tara')),
      /TollNumber is missing[^]*|Toll-free numbers/,
    );
    await adele.presses('OK', {
      inputs: {
        people: 'tara',
        tollNumber: '18005550144',
        tollFreeNumbers: '+18005550145, 18005550146',
        isDefault: '',
      },
    });
    assert.deepEqual((await tara()).thirdParty?.tollFreeNumbers, ['+18005550145', '+18005550146']);
    await adele.says('Set-CsUserAcp nils -TollNumber 18005550144');
    assert.equal((await world().user(NILS)).provider, 'None');
  });

  for (const [line, words] of [
    ['Set-CsUserAcp tara -TollNumber 12', /“12” does not fit TollNumber/],
    ['Set-CsUserAcp tara -TollFreeNumbers 18005550144, nothing', /does not fit TollFreeNumbers/],
    ['Set-CsUserAcp tara -Url ftp://x', /“ftp:\/\/x” does not fit Url/],
    ['Set-CsUserAcp tara -Domain "a b"', /“a b” does not fit Domain/],
    ['Set-CsUserAcp tara -ParticipantPassCode abc', /“abc” does not fit ParticipantPassCode/],
    ['Set-CsUserAcp tara -ConferenceId x', /“x” does not fit ConferenceId/],
    ['Set-CsUserAcp tara -Name Microsoft -TollNumber 18005550144', /“Microsoft” does not fit Name/],
    ['Set-CsUserAcp tara -Name Mircosoft', /“Mircosoft” is not Microsoft, but nearly/],
    ['Set-CsUserAcp tara -Tol 1', /can stand for more than one parameter/],
    ['Set-CsUserAcp tara -Passcode 1', /no parameter “-Passcode”[^]*-ParticipantPassCode/],
    ['Set-CsUserAcp tara, amos -TollNumber 18005550144', /You named 2 people/],
    ['Get-CsUserAcp', /Who is it about\?/],
  ] as const) {
    it(`"${line}" is refused by value`, async () => {
      const before = await tara();
      assert.match(shownIn(await world().adele.says(line)), words);
      assert.deepEqual(await tara(), before);
    });
  }

  it('stand in the history without the passcode', async () => {
    await world().adele.says('Set-CsUserAcp tara -TollNumber 18005550144 -ParticipantPassCode 445566');
    const [row] = await recordOf(world(), TARA);
    assert.equal(row?.operation, 'setThirdParty');
    assert.match(JSON.stringify(row?.after), /18005550144/);
    assert.doesNotMatch(JSON.stringify(row), /445566/);
  });

  it('can be previewed', async () => {
    const before = await tara();
    for (const line of [
      'Set-CsUserAcp tara -TollNumber 18005550144 -WhatIf',
      'Remove-CsUserAcp tara -WhatIf',
      'what if set provider of tara to None',
    ])
      assert.match(shownIn(await world().adele.says(line)), /Preview: nothing was changed/, line);
    assert.deepEqual(await tara(), before);
  });

  it('leave PINs and IDs of ours alone: those are refused, naming the provider', async () => {
    await changeSettings(world(), { AutomaticallyReplaceAcpProvider: true });
    for (const line of ['reset PIN for tara', 'reset conference ID for tara'])
      assert.match(shownIn(await world().adele.says(line)), /Tara Third is run by InterCall/);
  });
});

describe('settings about providers and meetings', () => {
  const world = worldPerTest();

  for (const [line, setting, value] of [
    ['turn on automatic meeting updates', 'AutomaticallyMigrateUserMeetings', true],
    ['désactiver la mise à jour automatique des réunions', 'AutomaticallyMigrateUserMeetings', false],
    ['stäng av automatisk uppdatering av möten', 'AutomaticallyMigrateUserMeetings', false],
    [
      'Set-CsOnlineDialInConferencingTenantSettings -AutomaticallyMigrateUserMeetings $false',
      'AutomaticallyMigrateUserMeetings',
      false,
    ],
    ['activer le remplacement automatique des fournisseurs', 'AutomaticallyReplaceAcpProvider', true],
    ['ersätt leverantörer automatiskt', 'AutomaticallyReplaceAcpProvider', true],
  ] as const) {
    it(`"${line}" sets ${setting} to ${value}`, async () => {
      await changeSettings(world(), { [setting]: !value });
      await world().adele.says(line);
      assert.equal((await settingsOf(world()))[setting], value);
    });
  }
});
