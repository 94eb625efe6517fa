import assert from 'node:assert/strict';
import sinon from 'sinon';
import { StoreAwayError, StoreInDoubtError } from '../../../src/ports/store.ts';
import { cardOf, type WireActivity } from '../../../src/simulator/wire.ts';
import { messageActivity } from '../../../src/simulator/teamsActivities.ts';
import { shownIn, type SwitchboardWorld } from '../../support/switchboardWorld.ts';
import type { TestPerson } from '../../support/teamsClient.ts';
import { mailsTo, noticesTo, pinsIn, recordOf, restart, screenOf, told, worldPerTest } from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';

/** A message of a person that the test itself brings to the bot, as often as it likes. */
function messageOf(world: SwitchboardWorld, person: TestPerson, text: string): WireActivity {
  const { chat, serviceUrl } = world.teams;
  const { bot, tenantId } = chat;
  const at = world.clock.now();
  return messageActivity(
    {
      person: person.teams.person,
      conversation: person.chat,
      bot,
      tenantId,
      serviceUrl,
      id: chat.newId(),
      at,
    },
    text,
  );
}

describe('rule 15: one command, one effect', () => {
  const world = worldPerTest();

  it('so does one by which somebody removed themselves', async () => {
    const { adele } = world();
    await adele.says('add admin amos');
    await adele.says('yes');
    const activity = messageOf(world(), adele, 'remove person me');
    await adele.teams.redelivers(activity);
    const yes = messageOf(world(), adele, 'yes');
    await adele.teams.redelivers(yes);
    await told(world());
    adele.unread();
    const users = await world().serving.store.transaction((tx) => tx.users.byUpn('adele.vance@contoso.com'));
    assert.equal(users, undefined);

    assert.equal((await adele.teams.redelivers(yes)).status, 200);
    assert.deepEqual(adele.unread(), []);
  });

  it('a redelivered message gets 200 and no second message, also after a restart', async () => {
    const { adele } = world();
    const activity = messageOf(world(), adele, 'reset PIN for amos');
    await adele.teams.redelivers(activity);
    await told(world());
    const { pin } = await world().user(AMOS);
    assert.equal(adele.unread().length, 2);

    assert.equal((await adele.teams.redelivers(activity)).status, 200);
    await restart(world());
    assert.equal((await adele.teams.redelivers(activity)).status, 200);
    await told(world());

    assert.deepEqual(adele.unread(), []);
    assert.deepEqual((await world().user(AMOS)).pin, pin);
    assert.equal((await mailsTo(world(), AMOS)).length, 1);
    assert.equal((await recordOf(world(), AMOS)).length, 1);
  });

  it('a message that is delivered twice at the same time has one effect', async () => {
    const { adele } = world();
    const activity = messageOf(world(), adele, 'reset PIN for amos');
    const answers = await Promise.all([1, 2, 3].map(() => adele.teams.redelivers(activity)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(adele.unread().length, 2);
    assert.equal((await noticesTo(world(), AMOS)).length, 2);
  });

  it('the same words again are a new command', async () => {
    const { adele } = world();
    const first = pinsIn(await adele.says('reset PIN for amos'));
    const second = pinsIn(await adele.says('reset PIN for amos'));
    assert.notDeepEqual(first, second);
  });

  it('a menu button works again each time', async () => {
    const { amos } = world();
    await amos.says('my conference info');
    await amos.presses('Send me my conference info');
    await told(world());
    await amos.presses('Send me my conference info');
    await told(world());
    assert.equal((await mailsTo(world(), AMOS)).length, 2);
  });
});

describe('rule 16: rights come before look-up', () => {
  const world = worldPerTest();

  for (const line of [
    'show adele',
    'show nobody.at.all',
    'reset PIN for adele',
    'reset PIN for nobody.at.all',
    'history adele',
    'send conference info to adele',
    'Get-CsOnlineDialInConferencingUser -Identity adele',
    'Get-CsOnlineDialInConferencingUser',
    'list users',
    'settings',
  ]) {
    it(`a user learns that, and nothing about people: "${line}"`, async () => {
      const shown = shownIn(await world().amos.says(line));
      assert.match(shown, /needs the role (help desk|admin)\.\nWho can do it: .*Adele Vance/);
      assert.doesNotMatch(shown, /4021977|nobody\.at\.all|@contoso/);
    });
  }

  for (const line of [
    'reset conference ID for amos',
    'set conference ID of amos to 5551234',
    'set PIN length to 6',
    'restore default settings',
    'history amos',
    'send me a test mail',
    'Set-CsOnlineDialInConferencingUser amos -ResetConferenceId -Force',
  ]) {
    it(`the help desk is told that it needs an admin, and who is one: "${line}"`, async () => {
      const shown = shownIn(await world().henri.says(line));
      assert.match(shown, /needs the role admin\.\nWho can do it: Adele Vance\./);
      assert.equal((await world().user(AMOS)).conferenceId, '8271964');
    });
  }

  it('a user is shown their own details, not their PIN', async () => {
    const { amos } = world();
    for (const line of [
      'Get-CsOnlineDialInConferencingUser me',
      'show amos',
      'Get-CsOnlineDialInConferencingUser -Identity amos.marble@contoso.com',
    ]) {
      assert.match(shownIn(await amos.says(line)), /Amos Marble[^]*8271964/);
    }
  });

  it('somebody who is not of the organisation learns nothing', async () => {
    const stranger = world().person('Eve Stranger', 99, 'eve@elsewhere.com');
    for (const line of ['show amos', 'reset PIN for amos', 'help', 'my conference info']) {
      const shown = shownIn(await stranger.says(line));
      assert.match(shown, /not among the people/);
      assert.doesNotMatch(shown, /Marble|8271964/);
    }
  });
});

describe('rule 16: nothing is guessed', () => {
  const world = worldPerTest();

  it('several matches: a card to pick from, and the one who was picked', async () => {
    const { adele } = world();
    const shown = shownIn(await adele.says('reset PIN for alex'));
    assert.match(shown, /Several people are called “alex”/);
    assert.match(shown, /Alex Wilber[^]*alex\.wilber@contoso\.com|alex\.wilber@contoso\.com[^]*Alex Wilber/);
    assert.match(shown, /Alex Öberg/);
    assert.equal((await world().user('alex.wilber@contoso.com')).pin, null);
    await adele.presses('Choose');
    const picked = await Promise.all(
      ['alex.wilber', 'alex.oberg'].map((name) => world().user(`${name}@contoso.com`)),
    );
    assert.equal(picked.filter(({ pin }) => pin !== null).length, 1);
  });

  it('none: "did you mean", to confirm with Yes', async () => {
    const { adele } = world();
    const shown = shownIn(await adele.says('reset PIN for amso marble'));
    assert.match(shown, /Did you mean Amos Marble \(amos\.marble@contoso\.com\)\?/);
    assert.equal((await world().user(AMOS)).pin, null);
    const pressed = await adele.presses('Yes');
    assert.equal(pinsIn(pressed.sent).length, 1);
  });

  it('"did you mean" about a conference ID still asks whether to reset it', async () => {
    const { adele } = world();
    await adele.says('reset conference ID for amso marble');
    await adele.presses('Yes');
    assert.equal((await world().user(AMOS)).conferenceId, '8271964');
    await adele.presses('Yes');
    assert.notEqual((await world().user(AMOS)).conferenceId, '8271964');
  });

  it('nobody at all: everybody who is missing is named', async () => {
    const shown = shownIn(await world().adele.says('reset PIN for amos, zzyzx and qwertz'));
    assert.match(shown, /zzyzx/);
    assert.match(shown, /qwertz/);
    assert.equal((await world().user(AMOS)).pin, null);
  });

  for (const [line, words] of [
    ["don't reset amos's pin", /asked me not to/],
    ["did you reset amos's pin?", /sounds like a question/],
    ['reset and set conference ID of amos to 5551234', /exclude each other/],
    ['ne réinitialise pas le code confidentiel de amos', /rien|Rien/],
    ['återställ inte PIN-koden för amos', /[Ii]nget/],
  ] as const) {
    it(`changes nothing and answers: "${line}"`, async () => {
      assert.match(shownIn(await world().adele.says(line)), words);
      const { pin, conferenceId } = await world().user(AMOS);
      assert.deepEqual([pin, conferenceId], [null, '8271964']);
      assert.deepEqual(await noticesTo(world(), AMOS), []);
    });
  }

  for (const line of ['xyzzy plugh', '🦄', '1234567', '...', 'Get-Process', '<b>reset</b>', '']) {
    it(`unknown text gets an answer that leads on: "${line}"`, async () => {
      const { adele } = world();
      const sent = await adele.says(line);
      assert.equal(sent.length, 1);
      assert.match(shownIn(sent), /help|Help/);
    });
  }

  it('reactions, edits and other activities that ask nothing get 200 and no answer', async () => {
    const { adele } = world();
    await adele.says('hello');
    const own = adele.chat.messages.find(({ author }) => author !== 'bot')!;
    const events = world().teams.chat.events.filter(({ author }) => author === 'bot').length;
    const base = messageOf(world(), adele, 'reset PIN for amos');
    const answers = [
      await adele.teams.reacts(adele.chat, own),
      await adele.teams.edits(adele.chat, own, 'reset PIN for amos'),
      ...(await Promise.all(
        [
          'typing',
          'event',
          'endOfConversation',
          'messageDelete',
          'trace',
          'conversationUpdate',
          'nonsense',
        ].map((type) => adele.teams.redelivers({ ...base, id: `${type}-1`, type })),
      )),
    ];
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(world().teams.chat.events.filter(({ author }) => author === 'bot').length, events);
    assert.equal((await world().user(AMOS)).pin, null);
  });
});

describe('group conversations', () => {
  const world = worldPerTest();
  const group = (kind?: 'groupChat' | 'channel') =>
    world().teams.chat.group('Desk', [world().adele.teams.person, world().amos.teams.person], kind);

  for (const kind of ['groupChat', 'channel'] as const) {
    it(`is silent unless mentioned (${kind})`, async () => {
      const { adele, teams } = world();
      const conversation = group(kind);
      assert.deepEqual(await adele.says('reset PIN for amos', { in: conversation }), []);
      assert.equal((await world().user(AMOS)).pin, null);
      const said = await adele.says('@Switchboard help', { in: conversation, mentions: [teams.chat.bot] });
      assert.equal(said.length, 1);
    });
  }

  it('shows details of people in the asker’s personal chat only', async () => {
    const { adele, teams } = world();
    await adele.says('hello');
    const conversation = group();
    for (const line of [
      'show amos',
      'list users',
      'history amos',
      'deliveries',
      'my conference info',
      'reset conference ID for amos',
    ]) {
      const said = await adele.says(`@Switchboard ${line}`, { in: conversation, mentions: [teams.chat.bot] });
      assert.doesNotMatch(JSON.stringify(said.map(cardOf)), /8271964|4021977|Marble/);
      assert.equal((await adele.receives(1)).length, 1, line);
    }
    await adele.presses('Yes');
    assert.notEqual((await world().user(AMOS)).conferenceId, '8271964');
  });

  it('takes a typed yes in the group for a question that it asked in private', async () => {
    const { adele, teams } = world();
    await adele.says('hello');
    const conversation = group();
    const inGroup = { in: conversation, mentions: [teams.chat.bot] };
    await adele.says('@Switchboard reset conference ID for amos', inGroup);
    await adele.says('@Switchboard yes', inGroup);
    const { conferenceId } = await world().user(AMOS);
    assert.notEqual(conferenceId, '8271964');
    assert.ok(
      !screenOf(adele, conversation)
        .join()
        .includes(conferenceId ?? ''),
    );
  });

  it('understands a mention of the person', async () => {
    const { adele, amos, teams } = world();
    await adele.says('hello');
    const { memberId: id, name } = amos.teams.person;
    await adele.says('@Switchboard reset PIN for @Amos Marble', {
      in: group(),
      mentions: [teams.chat.bot, { id, name }],
    });
    assert.notEqual((await world().user(AMOS)).pin, null);
  });
});

describe('the record', () => {
  const world = worldPerTest();

  it('has who, role, what, for whom, when, from where and how it ended: done, refused, previewed', async () => {
    const { adele, henri } = world();
    await adele.says('reset PIN for amos');
    await henri.says('reset PIN for tara');
    await adele.says('what if reset PIN for amos');

    const rows = [...(await recordOf(world(), AMOS)), ...(await recordOf(world(), 'tara.third@contoso.com'))];
    const told = rows.map(({ actorName, role, operation, outcome, code, people }) =>
      [actorName, role, operation, outcome, code, people.map(({ name }) => name).join()].join(' '),
    );
    assert.deepEqual(told.sort(), [
      'Adele Vance admin resetPin done  Amos Marble',
      'Adele Vance admin resetPin previewed  Amos Marble',
      'Henri Hauge helpDesk resetPin refused third-party Tara Third',
    ]);
    assert.equal(new Set(rows.map(({ correlationId }) => correlationId)).size, 3);
    assert.deepEqual([...new Set(rows.map(({ origin }) => origin.channelId))], ['msteams']);
    assert.ok(rows.some(({ origin }) => origin.conversationId === adele.chat.id));
  });

  it('does not say that nothing was changed where nobody knows', async () => {
    const { adele, serving } = world();
    const transaction = serving.store.transaction.bind(serving.store);
    const away = sinon.stub(serving.store, 'transaction').callsFake(async (body) => {
      let wasReset = false;
      const result = await transaction(async (tx, rollback) => {
        const done = await body(tx, rollback);
        wasReset = JSON.stringify(done ?? null).includes('done.resetPin');
        return done;
      });
      if (wasReset) throw new StoreInDoubtError('in doubt');
      return result;
    });
    const shown = shownIn(await adele.says('reset PIN for amos'));
    away.restore();

    assert.match(shown, /Something went wrong[^]*may have been done or not/);
    assert.doesNotMatch(shown, /nothing was changed/);
  });

  it('refuses and previews nothing that cannot be put on record, and does it when asked again', async () => {
    const { henri, serving } = world();
    const { store } = serving;
    const transaction = store.transaction.bind(store);
    const away = sinon.stub(store, 'transaction').callsFake((body) =>
      transaction((tx, rollback) => {
        const append = () => Promise.reject(new StoreAwayError('away'));
        return body({ ...tx, audit: { append, find: tx.audit.find.bind(tx.audit) } as never }, rollback);
      }),
    );
    const lines = ['add admin henri', 'what if reset pin for amos'];
    const messages = lines.map((line) => messageOf(world(), henri, line));
    const said = async () => {
      const shown: string[] = [];
      for (const message of messages) {
        await henri.teams.redelivers(message);
        shown.push(shownIn(henri.unread()));
      }
      return shown;
    };

    const unrecorded = await said();
    away.restore();
    const after = await said();

    for (const shown of unrecorded) assert.match(shown, /Something went wrong/);
    assert.match(after[0]!, /admin/);
    assert.match(after[1]!, /Preview/);
    const rows = await store.transaction((tx) => tx.audit.find({}, 0, 10));
    const own = rows.filter(({ actorName }) => actorName === 'Henri Hauge').reverse();
    assert.deepEqual(
      own.map(({ outcome }) => outcome),
      ['refused', 'previewed'],
    );
  });

  it('is shown by "history" to admins', async () => {
    const { adele, henri } = world();
    await henri.says('reset PIN for amos');
    await adele.says('Set-CsOnlineDialInConferencingUser amos -ConferenceId 5551234 -Force');
    const shown = shownIn(await adele.says('history amos'));
    const pins = shownIn(await adele.says("who reset amos's PIN"));

    assert.match(shown, /Set conference ID[^]*Adele Vance: done[^]*5551234/);
    assert.match(shown, /Reset PIN[^]*Henri Hauge: done/);
    assert.match(pins, /Reset PIN[^]*Henri Hauge: done/);
    assert.doesNotMatch(pins, /5551234/, 'only what was asked about');
  });
});

describe('the language of a reply', () => {
  const world = worldPerTest();
  const languageOf = (sent: readonly WireActivity[]) => cardOf(sent[0]!)?.['lang'];

  it('is that of an unmistakable phrase', async () => {
    const { adele } = world();
    assert.equal(languageOf(await adele.says('afficher amos')), 'fr');
    assert.equal(languageOf(await adele.says('visa amos')), 'sv');
    assert.equal(languageOf(await adele.says('show amos')), 'en');
  });

  it('is the person’s own choice before everything else, and stays so', async () => {
    const { adele } = world();
    assert.equal(languageOf(await adele.says('language fr')), 'fr');
    assert.equal(languageOf(await adele.says('show amos')), 'fr');
    await restart(world());
    assert.equal(languageOf(await adele.says('visa amos')), 'fr');
    assert.equal(languageOf(await adele.says('reset PIN for zzyzx')), 'fr');
  });

  it('is the locale of the activity when the words do not tell, else the stored one, else English', async () => {
    const { adele } = world();
    const asa = world().person('Åsa Lindström', 5, 'asa.lindstrom@contoso.com');
    const line = 'Get-CsOnlineDialInConferencingUser me';
    const said = async (person: TestPerson, locale: string | undefined) => {
      person.unread();
      const { locale: _, ...activity } = messageOf(world(), person, line);
      await person.teams.redelivers(locale === undefined ? activity : { ...activity, locale });
      return languageOf(person.unread());
    };
    assert.equal(await said(adele, 'fr-CA'), 'fr');
    assert.equal(await said(asa, undefined), 'sv');
    assert.equal(await said(asa, 'de-DE'), 'sv');
    assert.equal(await said(adele, undefined), 'en');
  });

  it('is that of the card whose button was pressed', async () => {
    const { adele } = world();
    await adele.says('afficher amos');
    const { sent } = await adele.presses('Réinitialiser le code confidentiel');
    assert.equal(languageOf(sent), 'fr');
    const hidden = await adele.presses('Masquer');
    assert.equal((hidden.answer.body as { value: { lang: string } }).value.lang, 'fr');
  });
});
