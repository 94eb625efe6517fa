import assert from 'node:assert/strict';
import { cardOf, type WireActivity } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { buttonsOf, type CardButton } from '../../support/teamsCards.ts';
import type { TestPerson } from '../../support/teamsClient.ts';
import { changeSettings, noticesTo, settingsOf, shownBy, told, worldPerTest } from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const SET = 'Set-CsOnlineDialInConferencingUser';

describe('section 4: bad input gets a clear answer and changes nothing', () => {
  const world = worldPerTest();

  for (const [line, code, words] of [
    ['reset PIN for zzyzx', 'user-not-found', /“zzyzx”[^]*list users/],
    [`${SET} amos -ConferenceId 123`, 'conference-id-malformed', /“123”[^]*7 digits/],
    [`${SET} amos -ConferenceId 8840512`, 'conference-id-taken', /8840512[^]*These are free/],
    [
      `${SET} amos -ConferenceId 5551234 -ResetConferenceId`,
      'conference-id-set-and-reset',
      /exclude each other/,
    ],
    [`${SET} amos -ResetLeaderPn -Foo`, 'parameter-unknown', /“-?(ResetLeaderPn|Foo)”/],
    [
      `${SET} amos -ResetLeaderPin -SendEmailToAdress u@hotmail.com`,
      'parameter-unknown',
      /SendEmailToAddress/,
    ],
    [
      `${SET} amos -ResetLeaderPin -SendEmail -SendEmailToAddress nowhere`,
      'mail-address',
      /“nowhere”[^]*name@domain/,
    ],
    [
      `${SET} amos -Reset`,
      'parameter-ambiguous',
      /ResetLeaderPin[^]*ResetConferenceId|ResetConferenceId[^]*ResetLeaderPin/,
    ],
    [`${SET} amos -ServiceNumber +4684`, 'phone-malformed', /“\+4684” is not a telephone number/],
    [`${SET} amos -ResetLeaderPin -ResetLeaderPin`, 'parameter-conflict', /ResetLeaderPin/],
    [`${SET} amos -ConferenceId`, 'parameter-value-missing', /ConferenceId/],
    [`${SET} amos -ResetLeaderPin | ${SET} ada -ResetLeaderPin`, 'cmdlet-malformed', /one cmdlet/],
    [`${SET} amos -ResetLeaderPin; Get-Process`, 'cmdlet-malformed', /one cmdlet/],
    [`${SET} $(Get-Process) -ResetLeaderPin`, 'cmdlet-malformed', /one cmdlet/],
    ['language klingon', 'language-unknown', /“klingon”[^]*English, French and Swedish/],
    ['yes', 'question-none', /no question open/],
  ] as const) {
    it(`"${line}" is refused as ${code}, with the value and the next step`, async () => {
      const { adele } = world();
      const sent = await adele.says(line);
      assert.equal(sent.length, 1);
      const shown = shownIn(sent);
      assert.match(shown, words);
      assert.ok(shown.includes(code), shown);
      const { pin, conferenceId } = await world().user(AMOS);
      assert.deepEqual([pin, conferenceId], [null, '8271964']);
      assert.deepEqual(await noticesTo(world(), AMOS), []);
      assert.doesNotMatch(shown, /\bat \w+ \(|Error:|undefined|\[object/);
    });
  }

  it('says so in the reader’s language', async () => {
    const { adele } = world();
    await adele.says('language fr');
    const french = shownIn(await adele.says(`${SET} amos -ConferenceId 123`));
    await adele.says('language sv');
    const swedish = shownIn(await adele.says(`${SET} amos -ConferenceId 123`));
    assert.match(french, /123[^]*7 chiffres/);
    assert.match(swedish, /123[^]*7 siffror/);
  });

  it('asks with the form where only the person is missing', async () => {
    const { adele } = world();
    const [form] = await adele.says(`${SET} -ResetLeaderPin`);
    assert.match(shownIn([form!]), /Who is it about\?/);
    await adele.presses('OK', { inputs: { people: 'amos; ada' } });
    assert.ok((await world().user(AMOS)).pin && (await world().user("ada.o'neil@contoso.com")).pin);
  });

  for (const [line, check] of [
    [`${SET} -id amos.marble@contoso.com -ResetLeaderPIN`, 'done'],
    [
      `Set-csonlinedialinconferencinguser n'affiche-amos.marble - ResetLeaderPIN - SendEmail - SendEmailToAddress « u@hotmail.com »`,
      'offered',
    ],
    ['Set-CsOnlineDialInConferencingTenantSetting -AutomaticallySendEmailsToUsers $false', 'either'],
    [
      'Set-CsOnlineDialInConferencingTenantSetting -SendEmailOverride $true -SendEmailFromAddress amos.marble -SendEmailFromDisplayName "Amos Marble"',
      'refused',
    ],
    ['Get-CsCsOnlineDialInConfencingUser', 'listed'],
  ] as const) {
    it(`a line of the documents is understood or answered with the right form: ${line}`, async () => {
      const { adele } = world();
      const before = await settingsOf(world());
      const shown = shownIn(await adele.says(line));
      assert.doesNotMatch(shown, /did not understand|Something went wrong/);
      const { pin } = await world().user(AMOS);
      assert.equal(pin !== null, check === 'done');
      if (check === 'offered')
        assert.match(shown, /Set-CsOnlineDialInConferencingUser.*-ResetLeaderPin.*u@hotmail\.com/);
      if (check === 'refused') {
        assert.match(shown, /amos\.marble[^]*alias@domain/);
        assert.deepEqual(await settingsOf(world()), before);
      }
      if (check === 'listed') assert.match(shown, /12 people/);
    });
  }

  describe('buttons', () => {
    const press = async (data: unknown, submit = false) => {
      const { adele } = world();
      await adele.says('hello');
      const message = adele.chat.messages.at(-1)!;
      adele.unread();
      const { status, body } = submit
        ? await adele.teams.submits(adele.chat, message, data)
        : await adele.teams.executes(adele.chat, message, { verb: 'run', data });
      return { status, shown: shownIn(adele.unread()) + JSON.stringify(body ?? '') };
    };

    for (const [what, data] of [
      ['nothing', undefined],
      ['nothing of ours', { foreign: true }],
      ['no steps', { switchboard: { steps: [] } }],
      [
        'an operation that there is not',
        { switchboard: { steps: [{ operation: 'deleteEverybody', input: {} }] } },
      ],
      ['a prototype', { switchboard: { steps: [{ operation: '__proto__', input: {} }] } }],
      ['a list', [1, 2]],
      ['a long text', { switchboard: 'x'.repeat(30_000) }],
      [
        'a question of long ago',
        {
          switchboard: {
            steps: [{ operation: 'answer', input: { answer: 'yes', question: 'gone' } }],
            once: 'gone',
          },
        },
      ],
    ] as const) {
      it(`with ${what} get an answer`, async () => {
        const executed = await press(data);
        assert.equal(executed.status, 200);
        assert.match(executed.shown, /not possible/);
        if (data === undefined) return;
        const submitted = await press(data, true);
        assert.equal(submitted.status, 200);
        assert.match(submitted.shown, /not possible/);
      });
    }

    it('are authorised like typed words', async () => {
      const { amos } = world();
      await amos.says('hello');
      const data = {
        switchboard: { steps: [{ operation: 'resetPin', input: { people: ['adele.vance@contoso.com'] } }] },
      };
      await amos.teams.executes(amos.chat, amos.chat.messages.at(-1)!, { verb: 'run', data });
      assert.match(shownIn(amos.unread()), /needs the role help desk/);
      assert.equal((await world().user('adele.vance@contoso.com')).pin, null);
    });

    it('cannot do without the question', async () => {
      const data = {
        switchboard: {
          steps: [{ operation: 'resetConferenceId', input: { people: [AMOS] } }],
          unasked: true,
          confirmed: true,
        },
      };
      const { shown } = await press(data);
      assert.match(shown, /Reset conference ID for Amos Marble\?/);
      assert.equal((await world().user(AMOS)).conferenceId, '8271964');
    });

    it('of a form check what was typed into it', async () => {
      const { adele } = world();
      await adele.says('help');
      await adele.presses('Set conference ID');
      const shown = shownBy(await adele.presses('OK', { inputs: { people: 'amos', conferenceId: '12' } }));
      assert.match(shown, /“12” is not a conference ID/);
    });
  });

  it('a very long text is refused, not read', async () => {
    assert.match(shownIn(await world().adele.says('reset PIN for amos '.repeat(2_000))), /too long/);
    assert.match(
      shownIn(await world().adele.says(`${SET} amos -ResetLeaderPin ${'x '.repeat(2_000)}`)),
      /too long/,
    );
    assert.equal((await world().user(AMOS)).pin, null);
  });

  it('an invoke that is none of ours is no failure', async () => {
    const { adele } = world();
    await adele.says('hello');
    const answer = await adele.teams.redelivers({
      ...adele.chat.messages[0]!.activity,
      id: 'f:1',
      type: 'invoke',
      name: 'composeExtension/query',
      value: {},
    });
    assert.ok(answer.status < 500, String(answer.status));
  });

  it('what is refused is told to nobody else', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await changeSettings(world(), { UseUniqueConferenceIds: true });
    await adele.says('reset conference ID for amos');
    await told(world());
    assert.deepEqual(amos.unread(), []);
    assert.deepEqual(world().mails(), []);
  });
});

/** Every page of the menu that somebody is shown. */
async function pagesOfMenu(person: TestPerson): Promise<WireActivity[]> {
  const pages = await person.says('help');
  for (;;) {
    const last = pages.at(-1)!;
    const next = buttonsOf(cardOf(last)).find(({ title }) => title === 'Next page');
    if (!next) return pages;
    pages.push(...(await pressed(person, last, next)));
  }
}

/** What comes of pressing a button of a message. */
async function pressed(person: TestPerson, on: WireActivity, button: CardButton): Promise<WireActivity[]> {
  const message = person.chat.messages.find(({ id }) => id === on.id)!;
  const answer = await person.teams.executes(person.chat, message, { verb: 'run', data: button.data });
  assert.equal(answer.status, 200, button.title);
  return person.unread();
}

describe('the menu', () => {
  const world = worldPerTest();

  for (const who of ['adele', 'henri', 'amos'] as const) {
    it(`offers ${who} what they may do, and every button of it is answered`, async () => {
      const person = world()[who];
      const menu = await pagesOfMenu(person);
      const titles = menu.flatMap((page) => buttonsOf(cardOf(page)).map(({ title }) => title));
      assert.ok(titles.length > 3);
      assert.equal(titles.includes('Settings'), who === 'adele');
      for (const page of menu) {
        for (const button of buttonsOf(cardOf(page))) {
          const shown = shownIn(await pressed(person, page, button));
          assert.doesNotMatch(shown, /not possible|went wrong/, `${button.title}: ${shown}`);
        }
      }
    });
  }

  it('says that this is local mode', async () => {
    assert.match(shownIn(await world().amos.says('help')), /Local mode/);
  });
});
