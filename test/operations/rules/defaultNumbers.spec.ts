import assert from 'node:assert/strict';
import { aServiceNumber } from '../../support/builders.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import {
  changeSettings,
  changeUser,
  mailsTo,
  noticesTo,
  recordOf,
  restart,
  saidIn,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const ALEX = 'alex.wilber@contoso.com';
const SET = 'Set-CsOnlineDialInConferencingUser';
const REDMOND = '+14255550100';
const SAN_DIEGO = '+16195550142';
const STOCKHOLM = '+46846500400';
const FREE = '+18005550199';

describe('the default number of a person', () => {
  const world = worldPerTest();
  const numbersOf = async (upn: string) => {
    const { serviceNumber, tollFreeServiceNumber } = await world().user(upn);
    return [serviceNumber, tollFreeServiceNumber];
  };

  for (const line of [
    'set default number of amos to +46 8 465 004 00',
    'set the default number for amos to 46846500400',
    'set default number of amos to tel:+46846500400',
    'set default number of amos to +46 (8) 465-004-00',
    'définir le numéro par défaut de amos à 0046 8 465 004 00',
    'sätt standardnummer för amos till +46 8 465 004 00',
    `${SET} amos -ServiceNumber ${STOCKHOLM}`,
    `${SET} -Identity amos -ServiceNumber "+46 8 465 004 00"`,
    `${SET} amos -Service tel:${STOCKHOLM}`,
  ]) {
    it(`is changed by "${line}"`, async () => {
      const shown = shownIn(await world().adele.says(line));
      assert.deepEqual(await numbersOf(AMOS), [STOCKHOLM, FREE]);
      assert.match(shown, /\+46 8 465 004 00/, 'in international form');
      assert.match(shown, /\+1 425 555 0100/, 'what it was');
    });
  }

  it('is changed by the form of the menu', async () => {
    const { adele } = world();
    await adele.says('help numbers');
    await adele.presses('Set default number');
    await adele.presses('OK', { inputs: { people: 'amos, ada', serviceNumber: '+1 619 555 0142' } });
    assert.deepEqual(await numbersOf(AMOS), [SAN_DIEGO, FREE]);
    assert.equal((await numbersOf("ada.o'neil@contoso.com"))[0], SAN_DIEGO);
  });

  it('is told to the person once by chat and once by mail, with the new block and without a PIN (E2)', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await adele.says(`${SET} amos -ServiceNumber ${STOCKHOLM}`);
    await told(world());
    const notice = shownIn(amos.unread());
    const [mail, ...others] = await mailsTo(world(), AMOS);
    assert.equal(others.length, 0);
    for (const text of [notice, saidIn(mail!)]) {
      assert.match(text, /Adele Vance changed your dial-in details/);
      assert.match(text, /\+46 8 465 004 00/);
      assert.match(text, /\+1 800 555 0199/);
      assert.match(text, /8271964/);
      assert.match(text, /ready to paste into an invitation/);
      assert.match(text, /[Mm]eeting update tool/);
    }
    assert.deepEqual(
      (await noticesTo(world(), AMOS)).map(({ kind, channel }) => `${kind} ${channel}`).sort(),
      ['E2 chat', 'E2 mail'],
    );
  });

  it('and the conference ID, changed by one command, are told in one E2 that names both', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await adele.says(`${SET} amos -ResetConferenceId -ServiceNumber ${STOCKHOLM} -Force`);
    await told(world());
    const { conferenceId } = await world().user(AMOS);
    assert.notEqual(conferenceId, '8271964');
    const notices = await noticesTo(world(), AMOS);
    assert.deepEqual(notices.map(({ kind, channel, state }) => `${kind} ${channel} ${state}`).sort(), [
      'E2 chat sent',
      'E2 mail sent',
    ]);
    const [mail, ...others] = await mailsTo(world(), AMOS);
    assert.equal(others.length, 0);
    assert.match(saidIn(mail!), new RegExp(`previous ID 8271964[^]*${conferenceId}`));
    assert.match(saidIn(mail!), /\+46 8 465 004 00/);
  });

  it('and both numbers and the PIN: E2 and E3, each once', async () => {
    const { adele } = world();
    await adele.says(
      `${SET} amos -ServiceNumber ${STOCKHOLM} -TollFreeServiceNumber $null -ResetConferenceId -ResetLeaderPin -Force`,
    );
    await told(world());
    const mails = (await mailsTo(world(), AMOS)).map(({ subject }) => subject);
    assert.deepEqual(mails.sort(), ['Your PIN has been reset', 'Your dial-in details have changed']);
    assert.deepEqual(await numbersOf(AMOS), [STOCKHOLM, null]);
  });

  it('is told to a third-party address instead when a cmdlet says so', async () => {
    await world().adele.says(
      `${SET} amos -ServiceNumber ${STOCKHOLM} -SendEmail -SendEmailToAddress u@hotmail.com`,
    );
    await told(world());
    assert.equal((await mailsTo(world(), AMOS)).length, 0);
    assert.equal((await mailsTo(world(), 'u@hotmail.com')).length, 1);
  });

  it('a newer number supersedes the notice of the one before', async () => {
    const { adele } = world();
    await adele.says(`${SET} amos -ServiceNumber ${STOCKHOLM}`);
    await world().serving.courier.idle();
    await adele.says(`${SET} amos -ServiceNumber ${SAN_DIEGO}`);
    await told(world());
    const chat = (await noticesTo(world(), AMOS)).filter(({ channel }) => channel === 'chat');
    assert.deepEqual(chat.map(({ state, facts }) => [state === 'superseded', facts.numbers[0]]).sort(), [
      [false, SAN_DIEGO],
      [true, STOCKHOLM],
    ]);
  });

  it('previewed, changes and tells nothing', async () => {
    const shown = shownIn(await world().adele.says('what if set default number of amos to +46 8 465 004 00'));
    assert.match(shown, /Preview/);
    assert.match(shown, /\+46 8 465 004 00/);
    await told(world());
    assert.deepEqual(await numbersOf(AMOS), [REDMOND, FREE]);
    assert.deepEqual(await noticesTo(world(), AMOS), []);
  });

  it('is kept over a restart, and stands in the record', async () => {
    await world().adele.says(`${SET} amos -ServiceNumber ${STOCKHOLM}`);
    await restart(world());
    assert.deepEqual(await numbersOf(AMOS), [STOCKHOLM, FREE]);
    const [row] = await recordOf(world(), AMOS);
    assert.deepEqual(
      [row?.operation, row?.outcome, row?.before, row?.after],
      ['setServiceNumber', 'done', { [AMOS]: REDMOND }, { [AMOS]: STOCKHOLM }],
    );
    assert.match(shownIn(await world().adele.says('history amos')), /Set default number[^]*\+46846500400/);
  });

  for (const [line, words] of [
    [
      'set default number of amos to 12345',
      /phone-malformed[^]*|“12345” is not a telephone number[^]*\+46 8/,
    ],
    [`${SET} amos -ServiceNumber 08-46500400`, /is not a telephone number/],
    [
      'set default number of amos to +46 31 350 50 00',
      /\+46 31 350 50 00 is not one of our service numbers[^]*\+1 425 555 0100[^]*\+1 619 555 0142/,
    ],
    [
      `set default number of amos to ${FREE}`,
      /\+1 800 555 0199 is a toll-free number; a toll number is needed[^]*\+1 619 555 0142/,
    ],
    [
      `set toll-free number of amos to ${STOCKHOLM}`,
      /is a toll number; a toll-free number is needed[^]*\+1 800 555 0199/,
    ],
    [`set default number of amos to ${REDMOND}`, /Amos Marble has the number \+1 425 555 0100 already/],
    [`${SET} amos -ServiceNumber $null`, /cannot be without a default number/],
    ["remove alex.wilber's toll-free number", /Alex Wilber has no toll-free number/],
    [`set default number of tara to ${STOCKHOLM}`, /InterCall/],
    [`set default number of nils to ${STOCKHOLM}`, /Nils None/],
    [`set default number of lia to ${STOCKHOLM}`, /Lia Nolan/],
    [`set default number of amos and tara to ${STOCKHOLM}`, /Tara Third/],
    [`${SET} amos -AllowTollFreeDialIn maybe`, /“maybe” does not fit AllowTollFreeDialIn/],
    [
      `set default number of amos to ${STOCKHOLM} and set conference id of amos to 12`,
      /“12” is not a conference ID/,
    ],
  ] as const) {
    it(`"${line}" is refused, with the value and the next step`, async () => {
      const before = await world().user(AMOS);
      const shown = shownIn(await world().adele.says(line));
      assert.match(shown, words);
      assert.match(shown, /That is not possible/);
      assert.deepEqual(await world().user(AMOS), before);
      assert.deepEqual(await noticesTo(world(), AMOS), []);
    });
  }

  it('of another bridge is refused, and those of their own are offered', async () => {
    await world().serving.store.transaction((tx) =>
      tx.serviceNumbers.put(aServiceNumber({ number: '+46313505000', bridge: 'Europe', city: 'Göteborg' })),
    );
    const shown = shownIn(await world().adele.says('set default number of amos to +46 31 350 50 00'));
    assert.match(shown, /belongs to the bridge Europe, not to Contoso/);
    assert.match(shown, /\+1 619 555 0142/);
    assert.equal((await world().user(AMOS)).serviceNumber, REDMOND);
  });

  it('is not for the help desk or users to change', async () => {
    const { henri, amos } = world();
    const asked = `set default number of amos to ${STOCKHOLM}`;
    assert.match(shownIn(await henri.says(asked)), /needs the role admin[^]*Adele Vance/);
    assert.match(shownIn(await amos.says(asked)), /cannot do this for themselves[^]*Adele Vance/);
    assert.equal((await world().user(AMOS)).serviceNumber, REDMOND);
  });

  it('is not told when notices are off, and the admin hears of it', async () => {
    await changeSettings(world(), { AutomaticallySendEmailsToUsers: false, NotifyUsersInChat: false });
    const shown = shownIn(await world().adele.says(`set default number of amos to ${STOCKHOLM}`));
    assert.match(shown, /Nobody tells Amos Marble/);
    assert.deepEqual(await noticesTo(world(), AMOS), []);
  });

  describe('toll-free', () => {
    for (const line of [
      'set toll-free number of alex.wilber to +1 800 555 0199',
      'définir le numéro gratuit de alex.wilber à +1 800 555 0199',
      'sätt avgiftsfritt nummer för alex.wilber till +1 800 555 0199',
      `${SET} alex.wilber -TollFreeServiceNumber 18005550199`,
    ]) {
      it(`is given by "${line}"`, async () => {
        await world().adele.says(line);
        assert.deepEqual(await numbersOf(ALEX), [REDMOND, FREE]);
        assert.deepEqual([...new Set((await noticesTo(world(), ALEX)).map(({ kind }) => kind))], ['E2']);
      });
    }

    it('is taken away again', async () => {
      await world().adele.says("remove amos's toll-free number");
      assert.deepEqual(await numbersOf(AMOS), [REDMOND, null]);
      await world().adele.says(`${SET} adele.vance -TollFreeServiceNumber $null`);
      assert.equal((await numbersOf('adele.vance@contoso.com'))[1], null);
    });

    it('can be disallowed and allowed: the number is kept, callers do not see it', async () => {
      const { adele } = world();
      await adele.says('disallow toll-free calls for amos');
      assert.equal((await world().user(AMOS)).allowTollFreeDialIn, false);
      assert.deepEqual(await numbersOf(AMOS), [REDMOND, FREE]);
      assert.doesNotMatch(shownIn(await adele.says('show amos')), /800 555/);
      await adele.says(`${SET} amos -AllowTollFreeDialIn $true`);
      assert.equal((await world().user(AMOS)).allowTollFreeDialIn, true);
      assert.match(shownIn(await adele.says('show amos')), /\+1 800 555 0199/);
    });

    it('disallowed for somebody who has no such number is told to nobody', async () => {
      await world().adele.says(`${SET} alex.wilber -AllowTollFreeDialIn $false`);
      assert.equal((await world().user(ALEX)).allowTollFreeDialIn, false);
      assert.deepEqual(await noticesTo(world(), ALEX), []);
    });

    it('allowed already says so and changes nothing', async () => {
      const shown = shownIn(await world().adele.says(`${SET} amos -AllowTollFreeDialIn $true`));
      assert.match(shown, /it is so already/);
      assert.deepEqual(await noticesTo(world(), AMOS), []);
    });

    it('is set, but told to nobody, while calls to it are not allowed', async () => {
      await changeUser(world(), ALEX, { allowTollFreeDialIn: false });
      const shown = shownIn(await world().adele.says(`${SET} alex.wilber -TollFreeServiceNumber ${FREE}`));
      assert.match(shown, /not allowed for Alex Wilber/);
      assert.deepEqual(await noticesTo(world(), ALEX), []);
    });
  });

  describe('of many', () => {
    const BULK = 'Set-CsOnlineDialInConferencingUserDefaultNumber';
    const withNumber = async (number: string | null) => {
      const { rows } = await world().serving.store.transaction((tx) => tx.users.list({}, 0, 100));
      return rows.filter((user) => user.serviceNumber === number).map((user) => user.displayName);
    };

    for (const line of [
      'change default number from +46 8 465 004 00 to +1 619 555 0142',
      'changer le numéro par défaut de +46 8 465 004 00 à +1 619 555 0142',
      'byt standardnummer från +46 8 465 004 00 till +1 619 555 0142',
      `${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${SAN_DIEGO}`,
      `${BULK} -FromNumber "tel:+46 8 465 004 00" -ToNumber 16195550142 -NumberType Toll -BridgeName Contoso`,
    ]) {
      it(`"${line}" says how many and who, and does it after a Yes`, async () => {
        const { adele } = world();
        const asked = shownIn(await adele.says(line));
        assert.match(asked, /2 (people|personnes|personer)/);
        assert.match(asked, /Alex Öberg, Åsa Lindström/);
        assert.deepEqual(await withNumber(SAN_DIEGO), []);
        const yes = asked.includes('Ja') ? 'Ja' : asked.includes('Oui') ? 'Oui' : 'Yes';
        await adele.presses(yes).catch(() => adele.presses('Oui').catch(() => adele.presses('Ja')));
        assert.deepEqual((await withNumber(SAN_DIEGO)).sort(), ['Alex Öberg', 'Åsa Lindström'].sort());
        for (const upn of ['alex.oberg@contoso.com', 'asa.lindstrom@contoso.com'])
          assert.deepEqual(
            (await noticesTo(world(), upn)).map(({ kind }) => kind),
            ['E2', 'E2'],
          );
      });
    }

    it('each person is told once, in their own language', async () => {
      const { adele } = world();
      await adele.says(`${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${SAN_DIEGO} -Confirm:$false`);
      await told(world());
      const mails = await mailsTo(world(), 'asa.lindstrom@contoso.com');
      assert.equal(mails.length, 1);
      assert.match(saidIn(mails[0]!), /\+1 619 555 0142/);
      assert.match(mails[0]?.subject ?? '', /konferensinformation har ändrats/);
    });

    it('stands in the record of each person', async () => {
      await world().adele.says(`${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${SAN_DIEGO} -Force`);
      const [row] = await recordOf(world(), 'asa.lindstrom@contoso.com');
      assert.deepEqual([row?.operation, row?.outcome, row?.people.length], ['changeNumbers', 'done', 2]);
      assert.match(shownIn(await world().adele.says('history åsa')), /\+16195550142/);
    });

    it('can be narrowed by country, and by city', async () => {
      const { adele } = world();
      await adele.says(`${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${REDMOND} -City Malmö -Force`);
      assert.deepEqual(await withNumber(STOCKHOLM), ['Åsa Lindström']);
      await adele.says('change default number from +1 425 555 0100 to +46 8 465 004 00 in Norway');
      await adele.presses('Yes');
      assert.deepEqual((await withNumber(STOCKHOLM)).sort(), ['Henri Hauge', 'Åsa Lindström'].sort());
      await adele.says(`${BULK} -From ${REDMOND} -To ${STOCKHOLM} -CountryOrRegion Sweden -Force`);
      assert.ok((await withNumber(STOCKHOLM)).includes('Alex Öberg'));
    });

    it('$null means everybody who has none', async () => {
      const { adele } = world();
      await adele.says(
        `${BULK} -FromNumber $null -ToNumber ${FREE} -NumberType TollFree -Country Sweden -Confirm:$false`,
      );
      const free = async (upn: string) => (await world().user(upn)).tollFreeServiceNumber;
      assert.equal(await free('asa.lindstrom@contoso.com'), FREE);
      assert.equal(await free('nils.none@contoso.com'), null, 'who has no conferencing needs no number');
      assert.equal(await free('alex.wilber@contoso.com'), null, 'who is elsewhere is not meant');
      assert.deepEqual(await noticesTo(world(), AMOS), [], 'who has one keeps it');
      await changeUser(world(), AMOS, { serviceNumber: null });
      await adele.says('give everybody without a number +1 619 555 0142');
      await adele.presses('Yes');
      assert.equal((await world().user(AMOS)).serviceNumber, SAN_DIEGO);
    });

    it('previewed, changes nobody', async () => {
      const shown = shownIn(await world().adele.says(`${BULK} -From ${STOCKHOLM} -To ${SAN_DIEGO} -WhatIf`));
      assert.match(shown, /Preview[^]*2 people/);
      assert.deepEqual(await withNumber(SAN_DIEGO), []);
      assert.deepEqual(await noticesTo(world(), 'asa.lindstrom@contoso.com'), []);
    });

    it('a No changes nobody', async () => {
      const { adele } = world();
      await adele.says('move everybody from +46 8 465 004 00 to +1 619 555 0142');
      await adele.presses('No');
      assert.deepEqual(await withNumber(SAN_DIEGO), []);
    });

    for (const [line, words] of [
      [
        `${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${FREE}`,
        /is a toll-free number; a toll number is needed/,
      ],
      [`${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${STOCKHOLM}`, /cannot take its own place/],
      [`${BULK} -FromNumber ${STOCKHOLM} -ToNumber +46313505000`, /not one of our service numbers/],
      [`${BULK} -FromNumber +46313505000 -ToNumber ${STOCKHOLM}`, /not one of our service numbers/],
      [`${BULK} -FromNumber ${SAN_DIEGO} -ToNumber ${STOCKHOLM}`, /Nobody has \+1 619 555 0142/],
      [`${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${REDMOND} -Country France`, /Nobody there \(FR\)/],
      [`${BULK} -FromNumber $null -ToNumber ${REDMOND}`, /Everybody has a default number/],
      [
        `${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${REDMOND} -Country Atlantis`,
        /“Atlantis” is not a country/,
      ],
      [`${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${REDMOND} -NumberType Mobile`, /“Mobile” is not a kind/],
      [
        `${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${REDMOND} -NumberType TollFree`,
        /a toll-free number is needed/,
      ],
      [
        `${BULK} -FromNumber ${STOCKHOLM} -ToNumber ${REDMOND} -BridgeName Mars`,
        /no bridge “Mars”[^]*Contoso/,
      ],
    ] as const) {
      it(`"${line}" is refused`, async () => {
        assert.match(shownIn(await world().adele.says(line)), words);
        assert.equal((await withNumber(STOCKHOLM)).length, 2);
      });
    }

    /** People like Alex Wilber, all with the number of San Diego. */
    const addMany = async (count: number) => {
      const base = await world().user(ALEX);
      await world().serving.store.transaction(async (tx) => {
        for (let at = 0; at < count; at += 1)
          await tx.users.put({
            ...base,
            key: `many-${at}`,
            id: null,
            upn: `many${at}@contoso.com`,
            conferenceId: null,
            serviceNumber: SAN_DIEGO,
          });
      });
    };

    it('more people than one transaction holds are refused, with the next step', async () => {
      const { adele } = world();
      await changeSettings(world(), { AutomaticallySendEmailsToUsers: false, NotifyUsersInChat: false });
      await addMany(2_001);
      const shown = shownIn(await adele.says(`${BULK} -From ${SAN_DIEGO} -To ${STOCKHOLM}`));
      assert.match(shown, /concerns 2,001 people; at most 2,000[^]*by country or city/);
      await adele.says(`${SET} many2000@contoso.com -ServiceNumber ${REDMOND}`);
      const done = shownIn(await adele.says(`${BULK} -From ${SAN_DIEGO} -To ${STOCKHOLM} -Force`));
      assert.match(done, /2,000 people/);
      assert.match(done, /Nobody tells 2,000 people/, 'one line for all of them');
      assert.equal((await world().user('many1999@contoso.com')).serviceNumber, STOCKHOLM);
    });

    it('more people than one transaction holds can be planned by a button of that refusal', async () => {
      const { adele } = world();
      await changeSettings(world(), { AutomaticallySendEmailsToUsers: false, NotifyUsersInChat: false });
      await addMany(2_001);
      await adele.says(`${BULK} -From ${SAN_DIEGO} -To ${STOCKHOLM} -Country US`);
      assert.match(
        shownBy(await adele.presses('Change many at once')),
        /Set default number for 2,?001 people\?/,
      );
      await adele.presses('Yes');
      await world().serving.batches.idle();
      assert.equal((await world().user('many2000@contoso.com')).serviceNumber, STOCKHOLM);
      assert.deepEqual(await withNumber(SAN_DIEGO), []);
    });

    for (const [what, line] of [
      ['moving everybody', `${BULK} -From ${SAN_DIEGO} -To ${STOCKHOLM} -Force`],
      ['retiring a number', `retire number ${SAN_DIEGO} and use ${STOCKHOLM} instead`],
    ] as const)
      it(`above the threshold ${what} is a plan, which another admin has to approve`, async () => {
        const { adele } = world();
        await changeSettings(world(), { BulkApprovalThreshold: 2 });
        await addMany(3);
        const moved = await withNumber(SAN_DIEGO);

        assert.match(shownIn(await adele.says(line)), /above 2, another admin has to approve/);
        await adele.presses('Change many at once');
        const waits = shownBy(await adele.presses('Yes'));

        assert.match(waits, /waits for approval/);
        assert.deepEqual(await withNumber(SAN_DIEGO), moved);
      });

    it('the card tells of the first notices and counts the others', async () => {
      await addMany(30);
      const done = shownIn(await world().adele.says(`${BULK} -From ${SAN_DIEGO} -To ${STOCKHOLM} -Force`));
      assert.match(done, /40 more notices are not shown here/);
      await told(world());
      assert.equal((await mailsTo(world(), ALEX)).length, 30, 'each once');
    });
  });
});

describe('the default number in other words', () => {
  const world = worldPerTest();

  it('is asked for when it was left out', async () => {
    const { adele } = world();
    const shown = shownIn(await adele.says('set default number of amos'));
    assert.match(shown, /ServiceNumber is missing/);
    shownBy(await adele.presses('OK', { inputs: { people: 'amos', serviceNumber: STOCKHOLM } }));
    assert.equal((await world().user(AMOS)).serviceNumber, STOCKHOLM);
  });
});
