import assert from 'node:assert/strict';
import { aServiceNumber } from '../../support/builders.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import {
  changeSettings,
  changeUser,
  mailsTo,
  noticesTo,
  pinIn,
  saidIn,
  settingsOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const ADA = "ada.o'neil@contoso.com";
const AMOS = 'amos.marble@contoso.com';
const LIA = 'lia.nolicense@contoso.com';
const NILS = 'nils.none@contoso.com';
const TARA = 'tara.third@contoso.com';
const REDMOND = '+14255550100';
const SAN_DIEGO = '+16195550142';
const NEW = '+46313505000';
const IT_SUPPORT = '"IT Support" <it@contoso.com>';
const SWITCHBOARD = '"Switchboard" <switchboard@localhost.localdomain>';

describe('the parameters of cmdlets', () => {
  const world = worldPerTest();
  const says = async (line: string) => shownIn(await world().adele.says(line));
  const numberOf = (number: string) =>
    world().serving.store.transaction((tx) => tx.serviceNumbers.get(number));
  const putNumber = (changes: Parameters<typeof aServiceNumber>[0]) =>
    world().serving.store.transaction((tx) => tx.serviceNumbers.put(aServiceNumber(changes)));
  const mailsOff = () => changeSettings(world(), { AutomaticallySendEmailsToUsers: false });

  /** A second bridge with one number, whose id is not its name. */
  async function addEurope(): Promise<void> {
    await putNumber({ number: NEW, bridge: 'Europe', city: 'Gothenburg', country: 'SE' });
    await says('Set-CsOnlineDialInConferencingBridge -Identity Europe -Name Overseas');
  }

  /** The notices to a person, with the address of those that go elsewhere. */
  const waysTo = async (upn: string) =>
    (await noticesTo(world(), upn)).map(({ kind, channel, to }) =>
      [kind, channel, to ?? ''].join(' ').trim(),
    );

  /** The sender and the subject of every mail to an address. */
  const headsOfMailsTo = async (address: string) =>
    (await mailsTo(world(), address)).map(({ from, subject }) => [from?.text, subject]);

  describe('parameters that narrow a list', () => {
    for (const [line, count, names] of [
      ['Get-CsOnlineDialInConferencingUser -Provider InterCall', '1 person', ['Tara Third']],
      ['Get-CsOnlineDialInConferencingUser -Provider intercall', '1 person', ['Tara Third']],
      ['Get-CsOnlineDialInConferencingUser -Provider None', '2 people', ['Lia Nolan', 'Nils None']],
      ['Get-CsOnlineDialInConferencingUser -Provider PGi', 'Nobody found', []],
    ] as const) {
      it(`"${line}" lists who has this provider`, async () => {
        const shown = await says(line);
        assert.ok(shown.startsWith(count), shown);
        assert.deepEqual(
          ['Adele Vance', 'Amos Marble', 'Lia Nolan', 'Nils None', 'Tara Third'].filter((name) =>
            shown.includes(name),
          ),
          names,
        );
      });
    }

    it('"Get-CsOnlineDialInConferencingUser -BelowPinLength" lists whose PIN is shorter than the setting', async () => {
      const amos = pinIn(await world().adele.says('reset PIN for amos'));
      await says('Set-CsOnlineDialInConferencingTenantSettings -PinLength 8');
      const ada = pinIn(await world().adele.says('reset PIN for ada'));
      assert.deepEqual([amos.length, ada.length], [5, 8]);

      const shown = await says('Get-CsOnlineDialInConferencingUser -BelowPinLength');

      assert.match(shown, /^1 person with a PIN that is too short\nAmos Marble/);
      assert.doesNotMatch(shown, /Ada/);
      assert.ok(!shown.includes(amos));
    });

    it('"Get-CsOnlineDialInConferencingUser -Undelivered" lists for whom a notice waits', async () => {
      const { adele, amos } = world();
      await amos.says('hello');
      await adele.says('reset PIN for amos and ada');
      await told(world());

      const shown = await says('Get-CsOnlineDialInConferencingUser -Undelivered');

      assert.match(shown, /^1 person with undelivered notices\nAda O'Neil/);
      assert.doesNotMatch(shown, /Amos/, 'who has read the chat has theirs');
    });

    for (const [line, expected] of [
      ['Get-CsOnlineDialInConferencingServiceNumber -BridgeId Contoso', 5],
      ['Get-CsOnlineDialInConferencingServiceNumber -BridgeId contoso -Type Toll', 4],
      ['Get-CsOnlineDialInConferencingServiceNumber -BridgeId Europe', 1],
    ] as const) {
      it(`"${line}" lists the numbers of that bridge`, async () => {
        await addEurope();
        const shown = await says(line);
        assert.match(shown, new RegExp(`^${expected} service number`));
        assert.equal(shown.includes('+46 31 350 50 00'), expected === 1);
        assert.equal(shown.includes('+1 425 555 0100'), expected !== 1);
      });
    }

    it('"Get-CsOnlineDialInConferencingServiceNumber -BridgeId Mars" is refused with those that there are', async () => {
      await addEurope();
      assert.match(
        await says('Get-CsOnlineDialInConferencingServiceNumber -BridgeId Mars'),
        /no bridge “Mars”[^]*Contoso[^]*Overseas[^]*bridge-unknown/,
      );
    });

    it('"-BridgeName Contoso -BridgeId Europe" is refused: they are two bridges', async () => {
      await addEurope();
      for (const line of [
        'Get-CsOnlineDialInConferencingServiceNumber -BridgeName Contoso -BridgeId Europe',
        'Set-CsOnlineDialInConferencingUserDefaultNumber -FromNumber $null -ToNumber 14255550100 -BridgeName Contoso -BridgeId Europe',
      ])
        assert.match(
          await says(line),
          /id Europe is not the one named Contoso[^]*Contoso[^]*Overseas[^]*bridges-differ/,
        );
      assert.match(
        await says('Get-CsOnlineDialInConferencingServiceNumber -BridgeName Overseas -BridgeId Europe'),
        /^1 service number/,
      );
    });

    it('"Get-CsOnlineDialInConferencingServiceNumber -ResultSize 2" shows two on a page, and turns by two', async () => {
      const first = await says('Get-CsOnlineDialInConferencingServiceNumber -ResultSize 2');
      assert.match(first, /^5 service numbers[^]*\+1 425 555 0100[^]*\+1 619 555 0142[^]*Page 1 of 3/);
      assert.doesNotMatch(first, /\+1 800|\+33|\+46/);
      const second = shownBy(await world().adele.presses('Next page'));
      assert.match(second, /\+1 800 555 0199[^]*\+33 1 99 00 01 00[^]*Page 2 of 3/);
      assert.doesNotMatch(second, /\+1 425|\+46/);
    });

    it('"Get-CsOnlineDialInConferencingServiceNumber -ResultSize 100" shows at most eight', async () => {
      for (let at = 0; at < 5; at += 1) await putNumber({ number: `+4631350500${at}`, isDefault: false });
      const shown = await says('Get-CsOnlineDialInConferencingServiceNumber -ResultSize 100');
      assert.match(shown, /^10 service numbers[^]*Page 1 of 2/);
      assert.equal(shown.match(/^toll/gm)?.length, 8);
    });

    it('"Get-CsOnlineDialInConferencingServiceNumber -ResultSize 0" is refused', async () => {
      assert.match(
        await says('Get-CsOnlineDialInConferencingServiceNumber -ResultSize 0'),
        /“0” does not fit ResultSize[^]*value-malformed/,
      );
    });

    it('"Get-CsOnlineDialInConferencingBridge -Name overseas" shows that bridge alone', async () => {
      await addEurope();
      const shown = await says('Get-CsOnlineDialInConferencingBridge -Name overseas');
      assert.match(shown, /Bridge\nOverseas\nBridge id\nEurope\n/);
      assert.doesNotMatch(shown, /Contoso/);
      assert.match(
        await says('Get-CsOnlineDialInConferencingBridge -Name Mars'),
        /no bridge “Mars”[^]*Contoso[^]*Overseas/,
      );
    });
  });

  describe('parameters of a change of many default numbers', () => {
    for (const line of [
      'Set-CsOnlineDialInConferencingUserDefaultNumber -FromNumber +14255550100 -ToNumber +16195550142 -State Washington',
      'Set-CsOnlineDialInConferencingUserDefaultNumber -FromNumber +14255550100 -ToNumber +16195550142 -AreaOrState washington',
    ]) {
      it(`"${line}" moves only people of this state`, async () => {
        await changeUser(world(), AMOS, { state: 'Washington' });
        await changeUser(world(), ADA, { state: 'Oregon' });
        assert.match(await says(line), /for 1 person\?\nWho\nAmos Marble\nPlace\n[Ww]ashington/);
        assert.equal((await world().user(AMOS)).serviceNumber, REDMOND);
        await world().adele.presses('Yes');
        assert.equal((await world().user(AMOS)).serviceNumber, SAN_DIEGO);
        assert.equal((await world().user(ADA)).serviceNumber, REDMOND);
        assert.deepEqual((await waysTo(AMOS)).sort(), ['E2 chat', 'E2 mail']);
        assert.deepEqual(await waysTo(ADA), []);
      });
    }

    it('a -State that nobody is in is refused with its name', async () => {
      const line =
        'Set-CsOnlineDialInConferencingUserDefaultNumber -FromNumber +14255550100 -ToNumber +16195550142 -State Texas -Force';
      assert.match(await says(line), /Nobody there \(Texas\) has \+1 425 555 0100[^]*number-nobody/);
      assert.equal((await world().user(AMOS)).serviceNumber, REDMOND);
    });

    for (const [line, words] of [
      [
        'Set-CsOnlineDialInConferencingUserDefaultNumber -FromNumber +14255550100 -ToNumber +16195550142 -BridgeId Contoso -Force',
        /went from \+1 425 555 0100 to \+1 619 555 0142 for 5 people/,
      ],
      [
        'Set-CsOnlineDialInConferencingUserDefaultNumber -FromNumber +14255550100 -ToNumber +16195550142 -BridgeId Europe -Force',
        /\+1 619 555 0142 belongs to the bridge Contoso, not to Overseas/,
      ],
      [
        'Set-CsOnlineDialInConferencingUserDefaultNumber -FromNumber +14255550100 -ToNumber +16195550142 -BridgeId Mars -Force',
        /no bridge “Mars”[^]*Contoso[^]*Overseas/,
      ],
    ] as const) {
      it(`"${line}" holds for the bridge of both numbers alone`, async () => {
        await addEurope();
        const moved = line.includes('-BridgeId Contoso');
        assert.match(await says(line), words);
        assert.equal((await world().user(AMOS)).serviceNumber, moved ? SAN_DIEGO : REDMOND);
        assert.deepEqual((await waysTo(AMOS)).sort(), moved ? ['E2 chat', 'E2 mail'] : []);
      });
    }
  });

  describe('parameters of a number that is added', () => {
    for (const [line, expected, shown] of [
      [
        'Register-CsOnlineDialInConferencingServiceNumber +18005550123 -Type Toll',
        { type: 'toll', country: 'US' },
        /Kind of number\ntoll\n/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -Type TollFree',
        { type: 'toll-free', country: 'SE' },
        /Kind of number\ntoll-free\n/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -Country NO',
        { country: 'NO', primaryLanguage: 'nb-NO' },
        /Place\nNO\n/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -CountryOrRegion Finland',
        { country: 'FI', primaryLanguage: 'fi-FI' },
        /Place\nFI\n/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -BridgeId europe',
        { bridge: 'Europe', isDefault: false },
        /has been added to Overseas/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -BridgeId Contoso',
        { bridge: 'Contoso', isDefault: false },
        /has been added to Contoso/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -PrimaryLanguage Norwegian',
        { country: 'SE', primaryLanguage: 'nb-NO', secondaryLanguages: [] },
        /Languages\nnb-NO$/m,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -SecondaryLanguages en-GB, da',
        { primaryLanguage: 'sv-SE', secondaryLanguages: ['en-GB', 'da-DK'] },
        /Languages\nsv-SE, en-GB, da-DK$/m,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -PrimaryLanguage en -SecondaryLanguages "sv","fr-FR","de","es"',
        { primaryLanguage: 'en-US', secondaryLanguages: ['sv-SE', 'fr-FR', 'de-DE', 'es-ES'] },
        /Languages\nen-US, sv-SE, fr-FR, de-DE, es-ES$/m,
      ],
    ] as const) {
      it(`"${line}" does what it says`, async () => {
        await addEurope();
        const number = line.split(' ')[1] ?? '';
        const bridge = line.includes('-BridgeId') ? '' : ' -BridgeName Contoso';
        assert.match(await says(line + bridge), shown);
        const added = await numberOf(number);
        assert.deepEqual({ ...added, ...expected }, added);
        assert.match(await says('Get-CsOnlineDialInConferencingServiceNumber'), /^7 service numbers/);
      });
    }

    for (const [line, words] of [
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -Country Atlantis',
        /“Atlantis” is not a country/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -BridgeId Mars',
        /no bridge “Mars”[^]*Contoso/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -SecondaryLanguages en,en',
        /en-US is named twice/,
      ],
      [
        'Register-CsOnlineDialInConferencingServiceNumber +46313505001 -SecondaryLanguages en,fr,de,es,it',
        /5 further languages; a number has at most 4/,
      ],
    ] as const) {
      it(`"${line}" is refused by value`, async () => {
        assert.match(await says(line), words);
        assert.equal(await numberOf('+46313505001'), undefined);
      });
    }
  });

  describe('-SendEmail and what goes with it', () => {
    const ENABLED = 'Du har aktiverats för konferens med uppringning';
    const DISABLED = 'Audio conferencing has been turned off for you';
    beforeEach(mailsOff);

    for (const [line, upn, ways, address, from, subject] of [
      [
        'Enable-CsOnlineDialInConferencingUser nils -SendEmail',
        NILS,
        ['E1 chat', 'E1 mail'],
        NILS,
        SWITCHBOARD,
        ENABLED,
      ],
      [
        'Enable-CsOnlineDialInConferencingUser nils -SendEmail -SendEmailToAddress nils@home.example',
        NILS,
        ['E1 mail nils@home.example', 'pinElsewhere chat', 'pinElsewhere mail'],
        'nils@home.example',
        SWITCHBOARD,
        ENABLED,
      ],
      [
        'Enable-CsOnlineDialInConferencingUser nils -SendEmail -SendEmailFromAddress it@contoso.com -SendEmailFromDisplayName "IT Support"',
        NILS,
        ['E1 chat', 'E1 mail'],
        NILS,
        IT_SUPPORT,
        ENABLED,
      ],
      [
        'Disable-CsOnlineDialInConferencingUser amos -Force -SendEmail',
        AMOS,
        ['E4 chat', 'E4 mail'],
        AMOS,
        SWITCHBOARD,
        DISABLED,
      ],
      [
        'Disable-CsOnlineDialInConferencingUser amos -Force -SendEmail -SendEmailToAddress amos@home.example',
        AMOS,
        ['E4 chat', 'E4 mail amos@home.example'],
        'amos@home.example',
        SWITCHBOARD,
        DISABLED,
      ],
      [
        'Disable-CsOnlineDialInConferencingUser amos -Force -SendEmail -SendEmailFromAddress it@contoso.com -SendEmailFromDisplayName "IT Support"',
        AMOS,
        ['E4 chat', 'E4 mail'],
        AMOS,
        IT_SUPPORT,
        DISABLED,
      ],
      [
        'Set-CsUserAcp amos -Name InterCall -Force -SendEmail',
        AMOS,
        ['E4 chat', 'E4 mail'],
        AMOS,
        SWITCHBOARD,
        DISABLED,
      ],
      [
        'Set-CsUserAcp amos -Name InterCall -Force -SendEmail -SendEmailToAddress amos@home.example',
        AMOS,
        ['E4 chat', 'E4 mail amos@home.example'],
        'amos@home.example',
        SWITCHBOARD,
        DISABLED,
      ],
      [
        'Set-CsUserAcp amos -Name InterCall -Force -SendEmail -SendEmailFromAddress it@contoso.com -SendEmailFromDisplayName "IT Support"',
        AMOS,
        ['E4 chat', 'E4 mail'],
        AMOS,
        IT_SUPPORT,
        DISABLED,
      ],
    ] as const) {
      it(`"${line}" mails with automatic mails off: to whom and from whom it says`, async () => {
        const shown = await says(line);
        await told(world());
        assert.deepEqual((await waysTo(upn)).sort(), ways);
        assert.deepEqual(await headsOfMailsTo(address), [[from, subject]]);
        assert.equal((await mailsTo(world(), upn)).length, ways.some((way) => /\w mail$/.test(way)) ? 1 : 0);
        if (address !== upn) assert.match(shown, new RegExp(`mail ${address}`));
        assert.equal((await settingsOf(world())).AutomaticallySendEmailsToUsers, false);
      });
    }

    for (const [line, upn, ways] of [
      ['Enable-CsOnlineDialInConferencingUser nils', NILS, ['E1 chat']],
      ['Disable-CsOnlineDialInConferencingUser amos -Force -SendEmail:$false', AMOS, ['E4 chat']],
      ['Set-CsUserAcp amos -Name InterCall -Force', AMOS, ['E4 chat']],
    ] as const) {
      it(`"${line}" mails nothing with automatic mails off`, async () => {
        await says(line);
        await told(world());
        assert.deepEqual(await waysTo(upn), ways);
        assert.deepEqual(world().mails(), []);
      });
    }

    for (const cmdlet of [
      'Enable-CsOnlineDialInConferencingUser nils',
      'Disable-CsOnlineDialInConferencingUser amos -Force',
      'Set-CsUserAcp amos -Name InterCall -Force',
    ]) {
      for (const [rest, words] of [
        ['-SendEmailToAddress x@home.example', /x@home\.example[^]*does not say to send a mail/],
        [
          '-SendEmailFromAddress it@contoso.com -SendEmailFromDisplayName "IT Support"',
          /it@contoso\.com[^]*does not say to send a mail/,
        ],
        [
          '-SendEmail -SendEmailFromAddress it@contoso.com',
          /both an address and a display name[^]*it@contoso\.com/,
        ],
        [
          '-SendEmail -SendEmailFromDisplayName "IT Support"',
          /both an address and a display name[^]*IT Support/,
        ],
        ['-SendEmail -SendEmailToAddress nowhere', /“nowhere”[^]*name@domain/],
      ] as const) {
        it(`"${cmdlet} ${rest}" is refused, and changes nobody`, async () => {
          assert.match(await says(`${cmdlet} ${rest}`), words);
          assert.deepEqual(
            [(await world().user(NILS)).provider, (await world().user(AMOS)).provider],
            ['None', 'Microsoft'],
          );
          assert.deepEqual([...(await waysTo(NILS)), ...(await waysTo(AMOS))], []);
        });
      }
    }

    for (const [line, upn, words] of [
      [
        'Disable-CsOnlineDialInConferencingUser nils -SendEmail',
        NILS,
        /Nils None is not enabled \(None\): nothing was changed/,
      ],
      [
        'Set-CsUserAcp tara -TollNumber 18005550144 -SendEmail',
        TARA,
        /The third-party record of Tara Third has been written down/,
      ],
    ] as const) {
      it(`"${line}" has nothing to tell: who loses nothing of ours gets no mail`, async () => {
        const shown = await says(line);
        await told(world());
        assert.match(shown, words);
        assert.doesNotMatch(shown, /Who is told/);
        assert.deepEqual(await waysTo(upn), []);
        assert.deepEqual(world().mails(), []);
      });
    }

    for (const [line, words] of [
      [
        'Enable-CsOnlineDialInConferencingUser amos -SendEmail',
        /Amos Marble is enabled already: nothing was changed/,
      ],
      [
        'Set-CsOnlineDialInConferencingUser amos -AllowTollFreeDialIn $true -SendEmail',
        /For Amos Marble it is so already: nothing was changed/,
      ],
    ] as const) {
      it(`"${line}" sends the conference info (E5), for it is so already`, async () => {
        const before = await world().user(AMOS);
        const shown = await says(line);
        assert.deepEqual(await world().user(AMOS), before);
        await told(world());

        assert.match(shown, words);
        assert.match(
          shown,
          /Who is told\nAmos Marble, chat\nconference info[^]*Amos Marble, mail\nconference info/,
        );
        assert.deepEqual((await waysTo(AMOS)).sort(), ['E5 chat', 'E5 mail']);
        const [mail, ...more] = await mailsTo(world(), AMOS);
        assert.deepEqual(more, []);
        assert.match(saidIn(mail!), /8271964/);
        assert.match(saidIn(mail!), /\+1 425 555 0100/);
        assert.doesNotMatch(saidIn(mail!), /PIN\n\d/);
      });

      it(`"${line} -WhatIf" says who would be told, and tells nobody`, async () => {
        assert.match(
          await says(`${line} -WhatIf`),
          /Preview: nothing was changed[^]*Who would be told\nAmos Marble, chat\nconference info/,
        );
        await told(world());
        assert.deepEqual(await waysTo(AMOS), []);
        assert.deepEqual(world().mails(), []);
      });

      it(`"${line}" to another address and from another sender goes there, from there`, async () => {
        await says(
          `${line} -SendEmailToAddress amos@home.example -SendEmailFromAddress it@contoso.com -SendEmailFromDisplayName "IT Support"`,
        );
        await told(world());
        assert.deepEqual((await waysTo(AMOS)).sort(), ['E5 chat', 'E5 mail amos@home.example']);
        assert.deepEqual(await headsOfMailsTo('amos@home.example'), [
          [IT_SUPPORT, 'Your conference information'],
        ]);
        assert.deepEqual(await mailsTo(world(), AMOS), []);
      });
    }
  });

  describe('parameters of people and settings', () => {
    it('"Set-CsUserAcp tara -ConferenceId 4711" writes down the ID that the third party gave', async () => {
      assert.match(await says('Set-CsUserAcp tara -ConferenceId 4711'), /Conference ID\n4711/);
      assert.equal((await world().user(TARA)).thirdParty?.conferenceId, '4711');
      assert.equal((await world().user(TARA)).conferenceId, null, 'it is none of ours');
      assert.match(await says('show tara'), /4711/);
      assert.deepEqual(await waysTo(TARA), []);
      assert.doesNotMatch(await says('Set-CsUserAcp tara -ConferenceId $null'), /4711|Conference ID/);
      assert.equal((await world().user(TARA)).thirdParty?.conferenceId, '');
    });

    it('"Enable-CsOnlineDialInConferencingUser lia -AssignLicense" gives a licence, and with it ID, PIN and number', async () => {
      const sent = await world().adele.says('Enable-CsOnlineDialInConferencingUser lia -AssignLicense');
      const { licensed, provider, serviceNumber, conferenceId, pin } = await world().user(LIA);
      assert.deepEqual([licensed, provider, serviceNumber], [true, 'Microsoft', REDMOND]);
      assert.match(conferenceId ?? '', /^[1-9]\d{6}$/);
      assert.equal(pin?.length, 5);
      assert.match(shownIn(sent), /Lia Nolan is enabled[^]*New PIN of Lia Nolan\n\d{5}\n/);
      assert.deepEqual((await waysTo(LIA)).sort(), ['E1 chat', 'E1 mail']);
    });

    it('"Enable-CsOnlineDialInConferencingUser nils -AssignLicense" enables nobody who had a licence before', async () => {
      const before = await world().user(NILS);
      assert.match(
        await says('Enable-CsOnlineDialInConferencingUser nils -AssignLicense'),
        /has a licence already: nothing was changed\n[^]*provider is None/,
      );
      assert.deepEqual(await world().user(NILS), before);
      assert.deepEqual(await waysTo(NILS), []);
    });

    it('"Set-CsOnlineDialInConferencingTenantSettings -NotifyUsersInChat $false" leaves the mail alone', async () => {
      const { adele, amos } = world();
      await amos.says('hello');
      assert.match(
        await says('Set-CsOnlineDialInConferencingTenantSettings -NotifyUsersInChat $false'),
        /Notify people in chat\nNo/,
      );
      assert.equal((await settingsOf(world())).NotifyUsersInChat, false);
      await adele.says('reset PIN for amos');
      await told(world());
      assert.deepEqual(await waysTo(AMOS), ['E3 mail']);
      assert.deepEqual(amos.unread(), []);

      await says('Set-CsOnlineDialInConferencingTenantSettings -NotifyUsersInChat $true');
      const pin = pinIn(await adele.says('reset PIN for amos'));
      await told(world());
      assert.deepEqual((await waysTo(AMOS)).sort(), ['E3 chat', 'E3 mail', 'E3 mail']);
      assert.ok(shownIn(amos.unread()).includes(pin));
    });

    it('half of a sender is refused before the question of Set-CsUserAcp', async () => {
      const line = 'Set-CsUserAcp amos -Name InterCall -SendEmail -SendEmailFromAddress it@contoso.com';
      assert.match(shownIn(await world().adele.says(line)), /sender-half/);
    });

    it('nor does a new number', async () => {
      const line = `Set-CsOnlineDialInConferencingUser amos -ServiceNumber "+1 619 555 0142" -AllowTollFreeDialIn $true -SendEmail`;
      await world().adele.says(line);
      const kinds = (await noticesTo(world(), 'amos.marble@contoso.com')).map(
        ({ kind, channel }) => `${kind} ${channel}`,
      );
      assert.deepEqual(kinds.sort(), ['E2 chat', 'E2 mail']);
    });

    it('what tells the details needs no info beside it', async () => {
      const line =
        'Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin -AllowTollFreeDialIn $true -SendEmail';
      await world().adele.says(line);
      const kinds = (await noticesTo(world(), 'amos.marble@contoso.com')).map(
        ({ kind, channel }) => `${kind} ${channel}`,
      );
      assert.deepEqual(kinds.sort(), ['E3 chat', 'E3 mail']);
    });

    for (const line of [
      'Set-CsOnlineDialInConferencingUser amos -Provider Microsoft -SendEmail',
      'Enable-CsOnlineDialInConferencingUser amos -AssignLicense -SendEmail',
    ])
      it(`"${line}" changes nothing and sends the mail that was asked for`, async () => {
        await world().adele.says(line);
        const kinds = (await noticesTo(world(), 'amos.marble@contoso.com')).map(({ kind }) => kind);
        assert.deepEqual([...new Set(kinds)], ['E5']);
      });
  });
});
