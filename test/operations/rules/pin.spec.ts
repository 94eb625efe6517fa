import assert from 'node:assert/strict';
import { cardOf } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { buttonsOf, textOf } from '../../support/teamsCards.ts';
import {
  changeSettings,
  mailsTo,
  MINUTE,
  onDisk,
  pass,
  pinIn,
  pinsIn,
  pinTold,
  recordOf,
  restart,
  saidIn,
  screenOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

describe('rule 1: the length of a PIN', () => {
  const world = worldPerTest();

  it('is the setting of the moment; a change touches new PINs only and says how many keep another length', async () => {
    const { adele } = world();
    await adele.says('reset PIN for amos');
    const kept = (await world().user('amos.marble@contoso.com')).pin;

    const changed = shownIn(await adele.says('set PIN length to 8'));

    assert.match(changed, /1 person keeps a PIN of another length/);
    assert.deepEqual((await world().user('amos.marble@contoso.com')).pin, kept);
    assert.equal(pinIn(await adele.says('reset PIN for ada')).length, 8);
  });

  it('can be 4 and 12', async () => {
    const { adele } = world();
    for (const length of [4, 12]) {
      await adele.says(`Set-CsOnlineDialInConferencingTenantSettings -PinLength ${length}`);
      assert.equal(pinIn(await adele.says('reset PIN for amos')).length, length);
    }
  });
});

describe('rule 2: where a PIN never is', () => {
  const world = worldPerTest();

  it('is in no file, log, record, notification, result card, history or info', async () => {
    const { adele, amos, henri } = world();
    await amos.says('hello');
    const pin = pinIn(await adele.says('reset PIN for amos'));
    await told(world());
    await adele.says('show amos');
    await adele.says('list users');
    await adele.says('history amos');
    await adele.says('deliveries');
    await adele.says('send conference info to amos');
    await henri.says('Get-CsOnlineDialInConferencingUser amos');
    await amos.says('my conference info');
    await told(world());

    const record = JSON.stringify(await recordOf(world(), 'amos.marble@contoso.com'));
    assert.ok(!record.includes(pin), 'the record');
    assert.ok(!world().logged.join('\n').includes(pin), 'the log');
    const bodies = adele.chat.messages.map((message) => textOf(adele.sees(message)));
    assert.equal(bodies.filter((text) => text.includes(pin)).length, 1, 'one card of all that Adele sees');
    for (const { activity } of world().teams.chat.events) {
      const fallback = (activity ? cardOf(activity) : undefined)?.['fallbackText'];
      assert.ok(![activity?.text, activity?.summary, fallback].join('\n').includes(pin), 'a notification');
    }
    assert.equal(screenOf(amos).filter((text) => text.includes(pin)).length, 1, 'one message to Amos');
    assert.equal(screenOf(henri).filter((text) => text.includes(pin)).length, 0, 'nothing to Henri');
    await world().stopBot();
    const files = await onDisk(world());
    await world().startBot();
    assert.match(files, /amos\.marble/, 'the files were read');
    assert.ok(!new RegExp(`(?<![0-9A-Za-z])${pin}(?![0-9A-Za-z])`).test(files), 'the files');
  });

  it('is not told in a group conversation; the group sees that it was done and the asker gets the cards', async () => {
    const { adele, amos, teams } = world();
    await adele.says('hello');
    const group = teams.chat.group('Service desk', [adele.teams.person, amos.teams.person]);

    const said = await adele.says('@Switchboard reset PIN for amos', {
      in: group,
      mentions: [teams.chat.bot],
    });

    assert.equal(said.length, 1);
    assert.match(shownIn(said), /Done/);
    assert.ok(!/Amos|amos/.test(JSON.stringify(cardOf(said[0]!))), 'nothing about the person');
    const inPrivate = await adele.receives(2);
    const pin = pinIn(inPrivate);
    assert.ok(!JSON.stringify(group.messages).includes(pin));
  });
});

describe('rule 3: a PIN is shown once', () => {
  const world = worldPerTest();

  it('comes in a card of its own behind the result card, with the button Hide now', async () => {
    const [result, pinCard, ...more] = await world().adele.says('reset PIN for amos');
    assert.ok(result && pinCard);
    assert.deepEqual(more, []);
    assert.deepEqual(pinsIn([result]), []);
    assert.equal(pinsIn([pinCard]).length, 1);
    assert.deepEqual(
      buttonsOf(cardOf(pinCard)).map(({ title }) => title),
      ['Hide now'],
    );
  });

  it('follows its deliveries on the result card', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    const [result] = await adele.says('reset PIN for amos');
    await told(world());

    const card = adele.chat.messages.find(({ id }) => id === result?.id);
    const shown = textOf(adele.sees(card!));
    assert.match(shown, /Amos Marble, chat\n(.*\n)?new PIN: sent/);
    assert.match(shown, /Amos Marble, mail\n(.*\n)?new PIN: sent/);
  });

  for (const submit of [false, true]) {
    it(`is masked by Hide now, on every device (${submit ? 'Action.Submit' : 'Action.Execute'})`, async () => {
      const { adele } = world();
      const pin = pinIn(await adele.says('reset PIN for amos'));

      const pressed = await adele.presses('Hide now', { submit });
      await told(world());

      assert.match(shownBy(pressed), /\*{5}/);
      assert.ok(!shownBy(pressed).includes(pin));
      const stored = JSON.stringify(adele.chat.messages.map(({ activity }) => activity));
      assert.ok(!stored.includes(pin), 'the stored message is edited');
      assert.match(stored, /\*{5}/);
    });
  }

  it('shows the mask again when Hide now is pressed again', async () => {
    const { adele } = world();
    const [, pinCard] = await adele.says('reset PIN for amos');
    const message = adele.chat.messages.find(({ id }) => id === pinCard?.id)!;
    const button = buttonsOf(cardOf(pinCard!))[0]!;
    await adele.presses('Hide now');

    const answer = await adele.teams.executes(adele.chat, message, { verb: 'run', data: button.data });

    assert.equal(answer.status, 200);
    assert.match(JSON.stringify(answer.body), /\*{5}/);
  });

  it('is masked by itself after ten minutes, not before', async () => {
    const { adele } = world();
    const pin = pinIn(await adele.says('reset PIN for amos'));
    await pass(world(), 9 * MINUTE);
    assert.ok(screenOf(adele).join().includes(pin));

    await pass(world(), MINUTE + 1_000);

    assert.ok(!screenOf(adele).join().includes(pin));
    assert.match(screenOf(adele).join(), /\*{5}/);
  });

  it('is masked by itself after a restart too', async () => {
    const { adele } = world();
    const pin = pinIn(await adele.says('reset PIN for amos'));
    await world().stopBot();
    await world().clock.pass(11 * MINUTE);

    await world().startBot();
    await told(world());

    assert.ok(!screenOf(adele).join().includes(pin));
    assert.ok(!JSON.stringify(adele.chat.messages).includes(pin));
  });

  it('cannot be hidden or seen by somebody else', async () => {
    const { adele, henri } = world();
    const [, pinCard] = await adele.says('reset PIN for amos');
    const pin = pinIn([pinCard!]);
    await henri.says('hello');
    const message = henri.chat.messages.at(-1)!;

    const answer = await henri.teams.executes(henri.chat, message, {
      verb: 'run',
      data: buttonsOf(cardOf(pinCard!))[0]?.data,
    });
    await told(world());

    assert.equal(answer.status, 200);
    assert.ok(screenOf(adele).join().includes(pin), 'it is still there for Adele');
    assert.ok(!JSON.stringify(answer.body).includes(pin));
  });

  it('is ***** everywhere afterwards, whether one is set or not', async () => {
    const { adele } = world();
    await adele.says('reset PIN for amos');
    const masks = [];
    for (const who of ['amos', 'ada']) {
      const shown = shownIn(await adele.says(`Get-CsOnlineDialInConferencingUser -Identity ${who}`));
      masks.push(/PIN\n(.*)/.exec(shown)?.[1]?.replace(/\u200B/g, ''));
    }
    assert.deepEqual(masks, ['*****', '*****']);
  });

  it('has one card for each of up to five people', async () => {
    const sent = await world().adele.says('reset PIN for amos, ada, francois, henri and max');
    assert.equal(sent.length, 6);
    assert.equal(pinsIn(sent).length, 5);
  });

  it('is a plan for six people at once: nobody changes before a Yes, and no PIN is shown', async () => {
    const { adele } = world();
    const sent = await adele.says('reset PIN for amos, ada, francois, henri, max and adele');
    assert.match(shownIn(sent), /Reset PIN for 6 people\?/);
    assert.deepEqual(pinsIn(sent), []);
    assert.equal((await world().user('amos.marble@contoso.com')).pin, null);
  });
});

describe('rule 3: a PIN is hidden after PIN_VISIBLE_MINUTES', () => {
  const world = worldPerTest({ PIN_VISIBLE_MINUTES: '2' });

  it('says how long it is shown and keeps to it', async () => {
    const { adele } = world();
    const sent = await adele.says('reset PIN for amos');
    assert.match(shownIn(sent), /hides itself after 2 minutes/);
    await pass(world(), 2 * MINUTE + 1_000);
    assert.ok(!screenOf(adele).join().includes(pinIn(sent)));
  });
});

describe('rule 3: in a group', () => {
  const world = worldPerTest();

  it('opens the personal chat before anything is changed', async () => {
    const { adele, amos, teams } = world();
    const group = teams.chat.group('Service desk', [adele.teams.person, amos.teams.person]);
    await adele.says('@Switchboard reset PIN for amos', { in: group, mentions: [teams.chat.bot] });
    assert.equal(pinsIn(await adele.receives(2)).length, 1);
  });

  it('does nothing and says why when nobody would get to see the PIN', async () => {
    const { adele, amos, teams } = world();
    await changeSettings(world(), { AutomaticallySendEmailsToUsers: false, NotifyUsersInChat: false });
    adele.teams.person.installed = false;
    const group = teams.chat.group('Service desk', [adele.teams.person, amos.teams.person]);

    const said = await adele.says('@Switchboard reset PIN for amos', {
      in: group,
      mentions: [teams.chat.bot],
    });

    assert.match(shownIn(said), /not done/);
    assert.equal((await world().user('amos.marble@contoso.com')).pin, null);
    assert.deepEqual(adele.unread(), []);
  });

  it('does it when Amos is told, though Adele cannot be shown the PIN', async () => {
    const { adele, amos, teams } = world();
    await amos.says('hello');
    adele.teams.person.installed = false;
    const group = teams.chat.group('Service desk', [adele.teams.person, amos.teams.person]);

    const said = await adele.says('@Switchboard reset PIN for amos', {
      in: group,
      mentions: [teams.chat.bot],
    });

    assert.match(shownIn(said), /Done.*cannot write to you/);
    assert.deepEqual(pinsIn(said), []);
    assert.ok(pinTold(await amos.receives(1)));
  });
});

describe('rule 4: a PIN is reset, never resent, and by whom', () => {
  const world = worldPerTest();

  it('is not part of conference info', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    const pin = pinIn(await adele.says('reset PIN for amos'));
    await told(world());
    await adele.says('send conference info to amos');
    await amos.says('resend my conference info');
    await told(world());

    const mails = (await mailsTo(world(), 'amos.marble@contoso.com')).map(saidIn);
    assert.equal(mails.length, 3);
    assert.equal(mails.filter((mail) => mail.includes(pin)).length, 1);
    assert.equal(screenOf(amos).filter((text) => text.includes(pin)).length, 1);
  });

  for (const [say, words] of [
    ['reset my PIN', /cannot reset their own PIN[^]*(Adele Vance|Henri Hauge)/],
    ['réinitialiser mon code confidentiel', /(Adele Vance|Henri Hauge)/],
    ['återställ min PIN-kod', /(Adele Vance|Henri Hauge)/],
    ['reset PIN for amos.marble@contoso.com', /cannot reset their own PIN/],
  ] as const) {
    it(`is not reset by its owner, who is told who can: "${say}"`, async () => {
      const sent = await world().amos.says(say);
      assert.match(shownIn(sent), words);
      assert.equal((await world().user('amos.marble@contoso.com')).pin, null);
    });
  }

  it('is reset by the help desk, but not that of an admin', async () => {
    const { henri } = world();
    assert.equal(pinsIn(await henri.says('reset PIN for amos')).length, 1);
    const refused = await henri.says('reset PIN for adele');
    assert.match(shownIn(refused), /Adele Vance is an admin/);
    assert.equal((await world().user('adele.vance@contoso.com')).pin, null);
  });

  it('is reset for several people or for none: all who stand against it are named', async () => {
    const { henri } = world();
    await world().serving.store.transaction(async (tx) => {
      await tx.roles.put((await tx.users.byUpn("ada.o'neil@contoso.com"))!.key, 'admin');
    });

    const refused = shownIn(await henri.says('reset PIN for amos, adele, ada and tara'));

    assert.match(refused, /Adele Vance/);
    assert.match(refused, /Ada O'Neil-Łukasz/);
    assert.match(refused, /Tara Third/);
    assert.ok(!refused.includes('Amos'), 'nothing stands against Amos');
    assert.equal((await world().user('amos.marble@contoso.com')).pin, null);
  });

  it('can no longer be shown after a restart', async () => {
    const { adele } = world();
    const pin = pinIn(await adele.says('reset PIN for amos'));
    await told(world());
    await restart(world());
    assert.ok(!shownIn(await adele.says('show amos')).includes(pin));
  });
});
