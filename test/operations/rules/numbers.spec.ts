import assert from 'node:assert/strict';
import { aServiceNumber } from '../../support/builders.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { noticesTo, recordOf, restart, screenOf, shownBy, worldPerTest } from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const REDMOND = '+14255550100';
const SAN_DIEGO = '+16195550142';
const PARIS = '+33199000100';
const STOCKHOLM = '+46846500400';
const FREE = '+18005550199';
const NEW = '+46313505000';
const REGISTER = 'Register-CsOnlineDialInConferencingServiceNumber';
const UNREGISTER = 'Unregister-CsOnlineDialInConferencingServiceNumber';
const LANGUAGES = 'Set-CsOnlineDialInConferencingServiceNumber';
const BRIDGE = 'Set-CsOnlineDialInConferencingBridge';

describe('numbers and bridges', () => {
  const world = worldPerTest();
  const numberOf = (number: string) =>
    world().serving.store.transaction((tx) => tx.serviceNumbers.get(number));
  const putNumber = (changes: Parameters<typeof aServiceNumber>[0]) =>
    world().serving.store.transaction((tx) => tx.serviceNumbers.put(aServiceNumber(changes)));

  describe('service numbers', () => {
    for (const [line, words] of [
      ['numbers', /5 service numbers/],
      ['numéros', /5 numéros de service/],
      ['nummer', /5 servicenummer/],
      ['Get-CsOnlineDialInConferencingServiceNumber', /5 service numbers/],
    ] as const) {
      it(`"${line}" lists them with kind, place, languages and how many use them`, async () => {
        const shown = shownIn(await world().adele.says(line));
        assert.match(shown, words);
        assert.match(shown, /\+1 425 555 0100/);
        assert.match(shown, /\+46 8 465 004 00\n[^\n]*Stockholm · (Sweden|Suède|Sverige)/);
        assert.match(shown, /(Swedish \(Sweden\), British English|suédois \(Suède\)|svenska \(Sverige\))/);
        assert.match(shown, /5 (people|personnes|personer)/);
      });
    }

    for (const [line, expected] of [
      ['numbers in Stockholm', ['+46 8']],
      ['numbers in France', ['+33']],
      ['toll-free numbers', ['+1 800']],
      ['toll numbers in the US', ['+1 425', '+1 619']],
      ['Get-CsOnlineDialInConferencingServiceNumber -City Paris', ['+33']],
      ['Get-CsOnlineDialInConferencingServiceNumber -Type TollFree', ['+1 800']],
      ['Get-CsOnlineDialInConferencingServiceNumber -BridgeName contoso -Country SE', ['+46 8']],
    ] as const) {
      it(`"${line}" lists only those`, async () => {
        const shown = shownIn(await world().adele.says(line));
        const begins = ['+1 425', '+1 619', '+1 800', '+33', '+46 8'].filter((one) => shown.includes(one));
        assert.deepEqual(begins, expected);
      });
    }

    for (const line of [
      'show number +46 8 465 004 00',
      '+46 8 465 004 00',
      `Get-CsOnlineDialInConferencingServiceNumber ${STOCKHOLM}`,
    ]) {
      it(`"${line}" shows one with who uses it`, async () => {
        const shown = shownIn(await world().adele.says(line));
        assert.match(shown, /toll\n[^]*Stockholm, SE[^]*sv-SE[^]*2 people: Alex Öberg, Åsa Lindström/);
      });
    }

    it('are pressed to see one, and its buttons lead on', async () => {
      const { adele } = world();
      await adele.says('number +1 619 555 0142');
      assert.match(shownBy(await adele.presses('Set default number of the bridge')), /is the default number/);
      assert.equal((await numberOf(SAN_DIEGO))?.isDefault, true);
    });

    it('who uses one is listed', async () => {
      const shown = shownIn(await world().adele.says('who uses +46 8 465 004 00?'));
      assert.match(shown, /2 people[^]*Alex Öberg[^]*Åsa Lindström/);
      assert.match(
        shownIn(await world().adele.says(`Get-CsOnlineDialInConferencingUser -ServiceNumber ${STOCKHOLM}`)),
        /2 people/,
      );
    });

    it('are not for the help desk', async () => {
      for (const line of ['numbers', 'bridge', `retire number ${REDMOND}`, `add number ${NEW}`])
        assert.match(shownIn(await world().henri.says(line)), /needs the role admin/);
    });

    describe('added', () => {
      for (const line of [
        'add number +46 31 350 50 00 in Gothenburg',
        'ajouter le numéro +46 31 350 50 00 à Gothenburg',
        'lägg till numret +46 31 350 50 00 i Gothenburg',
        `${REGISTER} ${NEW} -City Gothenburg`,
      ]) {
        it(`by "${line}" take from the number what was not said`, async () => {
          await world().adele.says(line);
          assert.deepEqual(await numberOf(NEW), {
            number: NEW,
            type: 'toll',
            bridge: 'Contoso',
            city: 'Gothenburg',
            country: 'SE',
            primaryLanguage: 'sv-SE',
            secondaryLanguages: [],
            isDefault: false,
          });
        });
      }

      it('by the form of the menu, with languages', async () => {
        const { adele } = world();
        await adele.says('numbers');
        await adele.presses('Add a number');
        const inputs = {
          number: '1 800 555 0123',
          type: 'toll-free',
          city: '',
          primaryLanguage: 'Spanish',
          secondaryLanguages: 'English, fr-CA',
        };
        await adele.presses('OK', { inputs });
        const added = await numberOf('+18005550123');
        assert.deepEqual(
          [added?.type, added?.primaryLanguage, added?.secondaryLanguages],
          ['toll-free', 'es-ES', ['en-US', 'fr-CA']],
        );
      });

      it('previewed, are not there', async () => {
        assert.match(shownIn(await world().adele.says('what if add number +46 31 350 50 00')), /Preview/);
        assert.equal(await numberOf(NEW), undefined);
      });

      for (const [line, words] of [
        [`add number ${REDMOND}`, /\+1 425 555 0100 is there already, on the bridge Contoso/],
        ['add number 12345', /“12345” is not a telephone number/],
        [`${REGISTER} ${NEW} -BridgeName Mars`, /no bridge “Mars”[^]*Contoso/],
        [`${REGISTER} ${NEW} -PrimaryLanguage Klingon`, /“Klingon” is not a language/],
        [`${REGISTER} ${NEW} -Type Mobile`, /“Mobile” is not a kind of number/],
      ] as const) {
        it(`"${line}" is refused`, async () => {
          assert.match(shownIn(await world().adele.says(line)), words);
          assert.equal(await numberOf(NEW), undefined);
        });
      }
    });

    describe('their languages', () => {
      for (const line of [
        'set languages of +46 8 465 004 00 to Swedish, English and French',
        'définir les langues du +46 8 465 004 00 : suédois, anglais et français',
        'sätt språken för +46 8 465 004 00 till svenska, engelska och franska',
        `${LANGUAGES} -Identity ${STOCKHOLM} -PrimaryLanguage sv-SE -SecondaryLanguages en-us, fr-FR`,
        `${LANGUAGES} ${STOCKHOLM} -Primary sv -Secondary @("en","fr")`,
      ]) {
        it(`are set in their order by "${line}"`, async () => {
          await world().adele.says(line);
          const known = await numberOf(STOCKHOLM);
          assert.deepEqual(
            [known?.primaryLanguage, known?.secondaryLanguages],
            ['sv-SE', ['en-US', 'fr-FR']],
          );
        });
      }

      it('the first one alone can be changed; it leaves the others', async () => {
        await world().adele.says(
          `${LANGUAGES} ${STOCKHOLM} -PrimaryLanguage en-GB -SecondaryLanguages sv,fr,de,es`,
        );
        await world().adele.says(`${LANGUAGES} ${STOCKHOLM} -PrimaryLanguage fr-FR`);
        const known = await numberOf(STOCKHOLM);
        assert.deepEqual(
          [known?.primaryLanguage, known?.secondaryLanguages],
          ['fr-FR', ['sv-SE', 'de-DE', 'es-ES']],
        );
      });

      it('are asked for by the form of the number', async () => {
        const { adele } = world();
        await adele.says('number +46 8 465 004 00');
        await adele.presses('Set languages of a number');
        await adele.presses('OK', { inputs: { primaryLanguage: 'Norwegian', secondaryLanguages: 'sv; da' } });
        assert.deepEqual((await numberOf(STOCKHOLM))?.secondaryLanguages, ['sv-SE', 'da-DK']);
      });

      for (const [line, words] of [
        ['set languages of +46 8 465 004 00 to Swedish and Klingon', /“Klingon” is not a language/],
        [
          `${LANGUAGES} ${STOCKHOLM} -PrimaryLanguage sv -SecondaryLanguages en,fr,de,es,it`,
          /5 further languages; a number has at most 4/,
        ],
        [`${LANGUAGES} ${STOCKHOLM} -PrimaryLanguage sv -SecondaryLanguages en,en`, /en-US is named twice/],
        [`${LANGUAGES} ${STOCKHOLM} -PrimaryLanguage sv -SecondaryLanguages sv-SE`, /sv-SE is named twice/],
        [`${LANGUAGES} ${NEW} -PrimaryLanguage sv`, /not one of our service numbers/],
        [`${LANGUAGES} ${STOCKHOLM}`, /PrimaryLanguage is missing/],
      ] as const) {
        it(`"${line}" is refused`, async () => {
          assert.match(shownIn(await world().adele.says(line)), words);
          assert.deepEqual((await numberOf(STOCKHOLM))?.secondaryLanguages, ['en-GB']);
        });
      }
    });
  });

  describe('rule 11: a number that is in use, or a default', () => {
    it('is not removed: the answer counts who uses it, and offers to retire it', async () => {
      const { adele } = world();
      const shown = shownIn(await adele.says('remove number +46 8 465 004 00'));
      assert.match(shown, /is the default number of 2 people: Alex Öberg, Åsa Lindström/);
      assert.match(shownBy(await adele.presses('Retire a number')), /is to be retired[^]*\+1 425 555 0100/);
      assert.ok(await numberOf(STOCKHOLM));
    });

    it('nor is the default of a bridge that nobody uses', async () => {
      const { adele } = world();
      await adele.says(`${BRIDGE} -DefaultServiceNumber ${SAN_DIEGO}`);
      assert.match(
        shownIn(await adele.says(`${UNREGISTER} ${SAN_DIEGO} -Force`)),
        /\+1 619 555 0142 is the default number of the bridge Contoso/,
      );
      assert.ok(await numberOf(SAN_DIEGO));
    });

    for (const line of [
      'remove number +1 619 555 0142',
      'supprimer le numéro +1 619 555 0142',
      'ta bort numret +1 619 555 0142',
      `${UNREGISTER} -Identity ${SAN_DIEGO}`,
    ]) {
      it(`else it is, after a Yes: "${line}"`, async () => {
        const { adele } = world();
        const asked = shownIn(await adele.says(line));
        assert.match(asked, /\+1 619 555 0142 ?\?/);
        assert.ok(await numberOf(SAN_DIEGO));
        await adele.says('yes');
        assert.equal(await numberOf(SAN_DIEGO), undefined);
        await restart(world());
        assert.equal(await numberOf(SAN_DIEGO), undefined);
      });
    }
  });

  describe('retiring a number', () => {
    const retired = async () => {
      const { rows } = await world().serving.store.transaction((tx) =>
        tx.users.list({ number: REDMOND }, 0, 100),
      );
      return rows.length;
    };

    it('leads from who uses it over the number in its place to a Yes, moves everybody and removes it', async () => {
      const { adele } = world();
      const first = shownIn(await adele.says('retire number +1 425 555 0100'));
      assert.match(first, /It is the default of Contoso\. 5 people have it[^]*Adele Vance/);
      assert.match(first, /\+1 619 555 0142[^]*San Diego/);
      assert.doesNotMatch(first, /\+1 800/, 'a toll-free number does not fit');
      const second = shownBy(await adele.presses('Choose'));
      assert.match(second, /Retire \+1 425 555 0100 and put \+1 619 555 0142 in its place\?/);
      assert.match(second, /5 people: Ada O'Neil-Łukasz, Adele Vance/);
      assert.match(second, /becomes the default of the bridge/);
      assert.equal(await retired(), 5);
      const done = shownBy(await adele.presses('Yes'));
      assert.match(done, /is retired; \+1 619 555 0142 has taken its place for 5 people/);
      assert.equal(await numberOf(REDMOND), undefined);
      assert.equal((await numberOf(SAN_DIEGO))?.isDefault, true);
      assert.equal(await retired(), 0);
      assert.equal((await world().user(AMOS)).serviceNumber, SAN_DIEGO);
      assert.deepEqual(
        (await noticesTo(world(), AMOS)).map(({ kind }) => kind),
        ['E2', 'E2'],
      );
      assert.equal((await recordOf(world(), AMOS))[0]?.operation, 'replaceNumber');
    });

    for (const line of [
      'retire +1 425 555 0100 and use +1 619 555 0142 instead',
      'retire +1 425 555 0100 and move everybody to +1 619 555 0142',
      'mettre hors service le +1 425 555 0100 et utiliser le +1 619 555 0142',
      'avveckla +1 425 555 0100 och använd +1 619 555 0142 i stället',
      `${UNREGISTER} ${REDMOND} -ReplacementNumber ${SAN_DIEGO}`,
    ]) {
      it(`is said in one go: "${line}"`, async () => {
        const { adele } = world();
        await adele.says(line);
        assert.equal(await retired(), 5);
        await adele.says('yes');
        assert.deepEqual([await retired(), await numberOf(REDMOND)], [0, undefined]);
      });
    }

    it('by No changes nothing', async () => {
      const { adele } = world();
      await adele.says('retire number +1 425 555 0100');
      await adele.presses('Choose');
      await adele.presses('No');
      assert.deepEqual([await retired(), (await numberOf(REDMOND))?.isDefault], [5, true]);
      assert.match(screenOf(adele).join('\n'), /Nothing was changed/);
    });

    it('that nobody uses offers to remove it', async () => {
      const { adele } = world();
      assert.match(shownIn(await adele.says('avveckla numret +1 619 555 0142')), /Ingen använder/);
      await adele.presses('Ta bort ett nummer');
      await adele.presses('Ja');
      assert.equal(await numberOf(SAN_DIEGO), undefined);
    });

    it('that is toll-free takes toll-free ones only; without any it is refused', async () => {
      const { adele } = world();
      assert.match(
        shownIn(await adele.says(`retire number ${FREE}`)),
        /no other toll-free number that could take the place/,
      );
      await putNumber({ number: '+18005550123', type: 'toll-free', city: '', isDefault: false });
      await adele.says(`retire number ${FREE}`);
      await adele.presses('Choose');
      await adele.presses('Yes');
      const { serviceNumber, tollFreeServiceNumber } = await world().user(AMOS);
      assert.deepEqual([serviceNumber, tollFreeServiceNumber], [REDMOND, '+18005550123']);
    });

    it('previewed, moves nobody', async () => {
      assert.match(
        shownIn(await world().adele.says(`${UNREGISTER} ${REDMOND} -ReplacementNumber ${SAN_DIEGO} -WhatIf`)),
        /Preview/,
      );
      assert.equal(await retired(), 5);
    });

    for (const [line, words] of [
      [`retire number ${NEW}`, /not one of our service numbers[^]*\+1 425 555 0100/],
      [`${UNREGISTER} ${REDMOND} -ReplacementNumber ${FREE}`, /a toll number is needed/],
      [`${UNREGISTER} ${REDMOND} -ReplacementNumber ${REDMOND}`, /cannot take its own place/],
      [`${UNREGISTER} ${REDMOND} -ReplacementNumber ${NEW}`, /not one of our service numbers/],
    ] as const) {
      it(`"${line}" is refused`, async () => {
        assert.match(shownIn(await world().adele.says(line)), words);
        assert.equal(await retired(), 5);
      });
    }
  });

  describe('the bridge', () => {
    for (const line of [
      'bridge',
      'pont',
      'brygga',
      'Get-CsOnlineDialInConferencingBridge -Identity contoso',
    ]) {
      it(`"${line}" shows name, region, default number and how many are on it`, async () => {
        const shown = shownIn(await world().adele.says(line));
        assert.match(shown, /Contoso\n[^]*US\n[^]*\+1 425 555 0100\n[^]*5\n[^]*9/);
      });
    }

    for (const line of [
      'set default number of the bridge to +1 619 555 0142',
      'définir le numéro par défaut du pont à +1 619 555 0142',
      'sätt bryggans standardnummer till +1 619 555 0142',
      `${BRIDGE} -DefaultServiceNumber ${SAN_DIEGO}`,
      `${BRIDGE} -Identity Contoso -DefaultServiceNumber ${SAN_DIEGO}`,
    ]) {
      it(`gets another default number by "${line}"; people keep theirs`, async () => {
        const shown = shownIn(await world().adele.says(line));
        assert.deepEqual(
          [(await numberOf(REDMOND))?.isDefault, (await numberOf(SAN_DIEGO))?.isDefault],
          [false, true],
        );
        assert.match(shown, /5 (people keep|personnes gardent|personer behåller)/);
        assert.equal((await world().user(AMOS)).serviceNumber, REDMOND);
        assert.deepEqual(await noticesTo(world(), AMOS), []);
      });
    }

    it('and offers to move those who have the one before', async () => {
      const { adele } = world();
      await adele.says(`${BRIDGE} -DefaultServiceNumber ${SAN_DIEGO}`);
      assert.match(shownBy(await adele.presses('Change default numbers of many')), /for 5 people\?/);
      await adele.presses('Yes');
      assert.equal((await world().user(AMOS)).serviceNumber, SAN_DIEGO);
    });

    for (const [line, words] of [
      [
        `${BRIDGE} -DefaultServiceNumber ${FREE}`,
        /is toll-free; the default number of the bridge Contoso has to be/,
      ],
      [`${BRIDGE} -DefaultServiceNumber ${REDMOND}`, /is the default number of the bridge Contoso already/],
      [`${BRIDGE} -DefaultServiceNumber ${NEW}`, /not one of our service numbers/],
      [`${BRIDGE} -Identity Mars -DefaultServiceNumber ${PARIS}`, /no bridge “Mars”/],
      ['Get-CsOnlineDialInConferencingBridge Mars', /no bridge “Mars”[^]*Contoso/],
    ] as const) {
      it(`"${line}" is refused`, async () => {
        assert.match(shownIn(await world().adele.says(line)), words);
        assert.equal((await numberOf(REDMOND))?.isDefault, true);
      });
    }

    for (const line of [
      'rename bridge to Contoso Europe',
      'renommer le pont en Contoso Europe',
      'döp om bryggan till Contoso Europe',
      `${BRIDGE} -Identity Contoso -Name "Contoso Europe"`,
    ]) {
      it(`gets another name by "${line}"; its id, numbers and people stay`, async () => {
        const { adele } = world();
        await adele.says(line);
        await restart(world());
        assert.match(
          shownIn(await adele.says('Get-CsOnlineDialInConferencingBridge')),
          /Contoso Europe\n[^]*Contoso\n/,
        );
        assert.equal((await world().user(AMOS)).bridge, 'Contoso');
        assert.equal((await numberOf(REDMOND))?.bridge, 'Contoso');
        await adele.says(`set default number of amos to ${STOCKHOLM}`);
        assert.equal((await world().user(AMOS)).serviceNumber, STOCKHOLM);
      });
    }

    it('and others: each has its own numbers, and a name is one bridge’s', async () => {
      const { adele } = world();
      await putNumber({ number: NEW, bridge: 'Europe', country: 'SE' });
      assert.match(shownIn(await adele.says('bridges')), /2 bridges[^]*Contoso[^]*Europe/);
      assert.match(shownIn(await adele.says('rename bridge Europe to Contoso')), /called “Contoso” already/);
      assert.match(
        shownIn(await adele.says('rename bridge to Asia')),
        /several bridges[^]*Contoso[^]*Europe/,
      );
      assert.match(shownIn(await adele.says('add number +46 8 465 004 01')), /several bridges/);
      await adele.says(`${REGISTER} +46846500401 -BridgeName europe`);
      assert.equal((await numberOf('+46846500401'))?.bridge, 'Europe');
      assert.match(
        shownIn(await adele.says(`${BRIDGE} -Identity Contoso -DefaultServiceNumber ${NEW}`)),
        /belongs to the bridge Europe, not to Contoso/,
      );
    });
  });
});
