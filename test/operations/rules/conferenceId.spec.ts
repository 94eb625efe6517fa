import assert from 'node:assert/strict';
import { cardOf } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { buttonsOf } from '../../support/teamsCards.ts';
import type { Pressed } from '../../support/teamsClient.ts';
import {
  changeSettings,
  changeUser,
  DAY,
  MINUTE,
  mailsTo,
  noticesTo,
  pass,
  pinsIn,
  recordOf,
  restart,
  saidIn,
  screenOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const OLD = '8271964';

/** The buttons that are left on what a pressed card became. */
function buttonsAfter({ answer }: Pressed): string[] {
  return buttonsOf((answer.body as { value?: unknown }).value).map(({ title }) => title);
}

describe('rule 5: a conference ID', () => {
  const world = worldPerTest();
  const idOf = async (upn = AMOS) => (await world().user(upn)).conferenceId;

  it('is reset to seven random digits, the first not 0, that nobody has', async () => {
    const { adele } = world();
    const given = new Set<string | null>();
    for (let round = 0; round < 5; round += 1) {
      await adele.says('Set-CsOnlineDialInConferencingUser amos -ResetConferenceId -Force');
      assert.match((await idOf()) ?? '', /^[1-9]\d{6}$/);
      given.add(await idOf());
    }
    assert.equal(given.size, 5);
    assert.ok(!given.has(OLD));
  });

  it('can be set to a chosen one', async () => {
    const { adele } = world();
    await adele.says('set conference ID of amos to 555 1234');
    const shown = shownBy(await adele.presses('Yes'));
    assert.equal(await idOf(), '5551234');
    assert.match(shown, /5551234/);
    assert.match(shown, new RegExp(OLD), 'the previous one is named');
  });

  it('is not set and reset at once', async () => {
    const { adele } = world();
    const sent = await adele.says(
      'Set-CsOnlineDialInConferencingUser amos -ResetConferenceId -ConferenceId 5551234',
    );
    assert.match(shownIn(sent), /exclude each other/);
    await adele.says('reset and set conference ID of amos to 5551234');
    assert.equal(await idOf(), OLD);
  });

  for (const malformed of ['0123456', '123456', '12345678', '827196a']) {
    it(`is refused when it is malformed: ${malformed}`, async () => {
      const sent = await world().adele.says(
        `Set-CsOnlineDialInConferencingUser -Identity amos -ConferenceId ${malformed} -Force`,
      );
      assert.match(shownIn(sent), new RegExp(`“${malformed}” is not a conference ID`));
      assert.equal(await idOf(), OLD);
    });
  }

  it('is refused when somebody has it, and free ones near it are offered', async () => {
    const { adele } = world();
    const sent = shownIn(await adele.says('set conference ID of amos to 8840512'));
    assert.match(sent, /8840512 belongs to somebody else/);
    const near = [...sent.matchAll(/\b8840\d{3}\b/g)].map(([id]) => id).filter((id) => id !== '8840512');
    assert.ok(near.length >= 3, sent);
    await adele.says(`Set-CsOnlineDialInConferencingUser amos -ConferenceId ${near[0]} -Confirm:$false`);
    assert.equal(await idOf(), near[0]);
  });

  it('is refused when it is the one that the person has', async () => {
    const sent = await world().adele.says(`set conference ID of amos to ${OLD}`);
    assert.match(shownIn(sent), /has the conference ID 8271964 already/);
  });
});

describe('rule 6: confirmation and quarantine', () => {
  const world = worldPerTest();
  const idOf = async (upn = AMOS) => (await world().user(upn)).conferenceId;

  it('asks first, Yes or No, and says what it means', async () => {
    const [question] = await world().adele.says('reset conference ID for amos');
    assert.match(shownIn([question!]), /Reset conference ID for Amos Marble\?[^]*8271964/);
    assert.deepEqual(
      buttonsOf(cardOf(question!)).map(({ title }) => title),
      ['Yes', 'No'],
    );
    assert.equal(await idOf(), OLD);
  });

  for (const [language, say, yes, no] of [
    ['fr', "réinitialiser l'ID de conférence de amos", 'Oui', 'Non'],
    ['sv', 'återställ konferens-ID för amos', 'Ja', 'Nej'],
  ] as const) {
    it(`has the fixed titles ${yes} and ${no}, and answers the button in the same language (${language})`, async () => {
      const { adele } = world();
      const [question] = await adele.says(say);
      assert.deepEqual(
        buttonsOf(cardOf(question!)).map(({ title }) => title),
        [yes, no],
      );
      const pressed = await adele.presses(yes);
      assert.notEqual(await idOf(), OLD);
      assert.equal((pressed.answer.body as { value: { lang: string } }).value.lang, language);
    });
  }

  for (const submit of [false, true]) {
    it(`is done by Yes (${submit ? 'Action.Submit' : 'Action.Execute'})`, async () => {
      const { adele } = world();
      await adele.says('reset conference ID for amos');
      const shown = shownBy(await adele.presses('Yes', { submit }));
      assert.notEqual(await idOf(), OLD);
      assert.match(shown, new RegExp((await idOf()) ?? ''));
    });

    it(`is dropped by No (${submit ? 'Action.Submit' : 'Action.Execute'})`, async () => {
      const { adele } = world();
      await adele.says('reset conference ID for amos');
      assert.match(shownBy(await adele.presses('No', { submit })), /Nothing was changed/);
      assert.equal(await idOf(), OLD);
      assert.match(shownIn(await adele.says('yes')), /no question open/);
      assert.equal(await idOf(), OLD);
    });
  }

  it('shows the first result when Yes is pressed twice, or Yes and then No', async () => {
    const { adele } = world();
    const [sent] = await adele.says('reset conference ID for amos');
    const [yes, no] = buttonsOf(cardOf(sent!));
    const message = adele.chat.messages.find(({ id }) => id === sent?.id)!;
    const pressed = await adele.presses('Yes');
    const given = await idOf();
    assert.deepEqual(buttonsAfter(pressed), ['Undo'], 'no answer is left to press');

    for (const button of [yes, no]) {
      const again = await adele.teams.executes(adele.chat, message, { verb: 'run', data: button?.data });
      assert.equal(again.status, 200);
      assert.match(JSON.stringify(again.body), new RegExp(given ?? ''));
      assert.equal(await idOf(), given);
    }
    await told(world());
    assert.equal((await noticesTo(world(), AMOS)).filter(({ channel }) => channel === 'mail').length, 1);
  });

  it('shows the last state of the deliveries when a used button is pressed again', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    const [sent] = await adele.says('reset conference ID for amos');
    const [yes] = buttonsOf(cardOf(sent!));
    const message = adele.chat.messages.find(({ id }) => id === sent?.id)!;
    await adele.presses('Yes');
    await told(world());
    await adele.teams.executes(adele.chat, message, { verb: 'run', data: yes?.data });
    await told(world());
    const shown = screenOf(adele).at(-1) ?? '';
    assert.match(shown, /sent/);
    assert.doesNotMatch(shown, /waiting/);
  });

  for (const word of ['yes', 'Oui', 'ja', 'Yes!', 'ok']) {
    it(`is done by a typed "${word}"`, async () => {
      const { adele } = world();
      await adele.says('reset conference ID for amos');
      await adele.says(word);
      assert.notEqual(await idOf(), OLD);
    });
  }

  for (const word of ['no', 'non', 'Nej', 'cancel']) {
    it(`is dropped by a typed "${word}"`, async () => {
      const { adele } = world();
      await adele.says('reset conference ID for amos');
      await adele.says(word);
      await adele.says('yes');
      assert.equal(await idOf(), OLD);
    });
  }

  it('is answered by the asker alone', async () => {
    const { adele, henri } = world();
    const [question] = await adele.says('reset conference ID for amos');
    await henri.says('hello');
    const stolen = buttonsOf(cardOf(question!))[0]!;
    const answer = await henri.teams.executes(henri.chat, henri.chat.messages.at(-1)!, {
      verb: 'run',
      data: stolen.data,
    });
    assert.equal(answer.status, 200);
    assert.match(shownIn(await henri.says('yes')), /no question open/);
    assert.equal(await idOf(), OLD);
    await adele.presses('Yes');
    assert.notEqual(await idOf(), OLD);
  });

  it('stays with the asker when somebody else of the group presses Yes', async () => {
    const { adele, henri, teams } = world();
    await changeSettings(world(), { PinLength: 9 });
    const group = teams.chat.group('Admins', [adele.teams.person, henri.teams.person]);
    await adele.says('@Switchboard restore default settings', { in: group, mentions: [teams.chat.bot] });

    await henri.presses('Yes', { in: group });
    assert.match(
      screenOf(adele, group).join(),
      /Restore the default settings\?/,
      'the question is still there',
    );
    await adele.presses('Yes', { in: group });

    assert.match(screenOf(adele, group).join(), /Default settings restored/);
  });

  for (const [what, command] of [
    ['a change', 'reset PIN for ada'],
    ['a question whom is meant', 'reset PIN for alex'],
    ['another question, which was answered', 'reset conference ID for ada'],
  ] as const)
    it(`is left to its own buttons once its asker has gone on to ${what}`, async () => {
      const { adele } = world();
      const [question] = await adele.says('reset conference ID for amos');
      const yes = buttonsOf(cardOf(question!))[0]!;
      const [next] = await adele.says(command);
      if (command.includes('ID')) await adele.says('no');

      const told = shownIn(await adele.says('yes'));
      assert.match(told, /no question open[^]*buttons on its card/);
      assert.equal(await idOf(), OLD);

      assert.ok(next);
      const card = adele.chat.messages.find((message) => message.id === question!.id)!;
      await adele.teams.executes(adele.chat, card, { verb: 'run', data: yes.data });
      assert.notEqual(await idOf(), OLD);
    });

  it('names nobody by a key when the person is gone', async () => {
    const { adele } = world();
    const [question] = await adele.says('remove person lia');
    await adele.says('remove person lia');
    await adele.says('yes');
    const yes = buttonsOf(cardOf(question!))[0]!;
    const card = adele.chat.messages.find((message) => message.id === question!.id)!;
    const answer = await adele.teams.executes(adele.chat, card, { verb: 'run', data: yes.data });
    assert.match(JSON.stringify(answer.body), /was removed after I asked/);
    assert.doesNotMatch(JSON.stringify(answer.body), /user-|lia\.nolicense/);
  });

  it('is still answered by a typed yes after something was looked up', async () => {
    const { adele } = world();
    await adele.says('reset conference ID for amos');
    await adele.says('info ada');
    await adele.says('yes');
    assert.notEqual(await idOf(), OLD);
  });

  it('is open for ten minutes', async () => {
    const { adele } = world();
    await adele.says('reset conference ID for amos');
    await pass(world(), 10 * MINUTE + 1_000);
    assert.match(shownBy(await adele.presses('Yes')), /open for 10 minutes/);
    assert.match(shownIn(await adele.says('yes')), /open for 10 minutes|no question open/);
    assert.equal(await idOf(), OLD);
  });

  it('is still open after a restart', async () => {
    const { adele } = world();
    await adele.says('reset conference ID for amos');
    await restart(world());
    await adele.says('yes');
    assert.notEqual(await idOf(), OLD);
  });

  it('does not count when the ID changed meanwhile', async () => {
    const { adele } = world();
    await adele.says('reset conference ID for amos');
    await changeUser(world(), AMOS, { conferenceId: '5551234' });
    assert.match(shownBy(await adele.presses('Yes')), /changed after I asked/);
    assert.equal(await idOf(), '5551234');
  });

  it('does not count when the asker has lost the right meanwhile', async () => {
    const { adele } = world();
    await adele.says('reset conference ID for amos');
    await world().serving.store.transaction(async (tx) =>
      tx.roles.put((await tx.users.byUpn('adele.vance@contoso.com'))!.key, 'user'),
    );
    assert.match(shownBy(await adele.presses('Yes')), /needs the role admin/);
    assert.equal(await idOf(), OLD);
  });

  it('asks from a cmdlet too, unless -Confirm:$false or -Force', async () => {
    const { adele } = world();
    const line = 'Set-CsOnlineDialInConferencingUser -Identity amos -ResetConferenceId';
    assert.match(shownIn(await adele.says(line)), /Reset conference ID for Amos Marble\?/);
    await adele.says(`${line} -Force -Confirm`);
    assert.equal(await idOf(), OLD, '-Confirm asks for the question');
    await adele.says(`${line} -Confirm:$false`);
    const second = await idOf();
    assert.notEqual(second, OLD);
    await adele.says(`${line} -Force`);
    assert.notEqual(await idOf(), second);
  });

  it('leaves the old ID to nobody else for 90 days, and its owner may take it back', async () => {
    const { adele } = world();
    await adele.says('Set-CsOnlineDialInConferencingUser amos -ResetConferenceId -Force');
    const take = (who: string) =>
      adele.says(`Set-CsOnlineDialInConferencingUser ${who} -ConferenceId ${OLD} -Force`).then(shownIn);

    assert.match(await take('ada'), /withheld for 90 days[^]*\b82719\d\d\b/);
    assert.notEqual(await idOf("ada.o'neil@contoso.com"), OLD);
    await take('amos');
    assert.equal(await idOf(), OLD);
    await adele.says('Set-CsOnlineDialInConferencingUser amos -ResetConferenceId -Force');
    world().clock.jump(89 * DAY);
    assert.match(await take('ada'), /withheld/);
    world().clock.jump(DAY + MINUTE);
    await take('ada');
    assert.equal(await idOf("ada.o'neil@contoso.com"), OLD);
  });

  it('is recorded with the ID before and after', async () => {
    const { adele } = world();
    await adele.says('set conference ID of amos to 5551234');
    await adele.says('yes');
    const [row] = (await recordOf(world(), AMOS)).filter(({ outcome }) => outcome === 'done');
    assert.ok(row);
    assert.equal(row.operation, 'setConferenceId');
    assert.match(JSON.stringify(row.before), /8271964/);
    assert.match(JSON.stringify(row.after), /5551234/);
  });
});

describe('rule 7: with dynamic IDs', () => {
  const world = worldPerTest();

  it('reset and set are refused with that reason', async () => {
    const { adele } = world();
    await changeSettings(world(), { UseUniqueConferenceIds: true });
    for (const line of ['reset conference ID for amos', 'set conference ID of amos to 5551234']) {
      assert.match(shownIn(await adele.says(line)), /each meeting has its own ID/);
    }
    assert.equal((await world().user(AMOS)).conferenceId, OLD);
  });

  it('info says that each meeting has its own ID, and no ID', async () => {
    const { adele, amos } = world();
    await changeSettings(world(), { UseUniqueConferenceIds: true });
    await amos.says('my conference info');
    await adele.says('show amos');
    await adele.says('list users');
    await adele.says('send conference info to amos');
    await told(world());

    const [mail] = await mailsTo(world(), AMOS);
    for (const text of [saidIn(mail!), screenOf(amos).join('\n'), screenOf(adele).join('\n')]) {
      assert.match(text, /each meeting has its own ID, see the invitation/i);
      assert.ok(!text.includes(OLD), text);
    }
  });

  it('a PIN reset works and tells no ID', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await changeSettings(world(), { UseUniqueConferenceIds: true });
    assert.equal(pinsIn(await adele.says('reset PIN for amos')).length, 1);
    await told(world());
    assert.ok(!screenOf(amos).join().includes(OLD));
  });
});

describe('rule 10: people whose conferencing we do not run', () => {
  const world = worldPerTest();

  for (const [who, upn, words] of [
    ['tara', 'tara.third@contoso.com', /run by InterCall[^]*typed in by hand[^]*set conference ID/],
    ['nils', 'nils.none@contoso.com', /None[^]*Microsoft the provider/],
  ] as const) {
    for (const line of [
      `reset PIN for ${who}`,
      `reset conference ID for ${who}`,
      `send conference info to ${who}`,
    ]) {
      it(`refuses "${line}", naming the provider and the next step`, async () => {
        const before = await world().user(upn);
        assert.match(shownIn(await world().adele.says(line)), words);
        assert.deepEqual(await world().user(upn), before);
        assert.deepEqual(await noticesTo(world(), upn), []);
        assert.equal((await recordOf(world(), upn))[0]?.outcome, 'refused');
      });
    }
  }

  it('writes down the ID of a third party by hand', async () => {
    const { adele } = world();
    await adele.says('set conference ID of tara to 123456789');
    assert.match(shownBy(await adele.presses('Yes')), /Tara Third at InterCall[^]*123456789/);
    assert.match(shownIn(await adele.says('show tara')), /InterCall[^]*123456789/);
    assert.deepEqual(await noticesTo(world(), 'tara.third@contoso.com'), []);
  });

  it('refuses people without a provider a typed ID too', async () => {
    assert.match(shownIn(await world().adele.says('set conference ID of nils to 5551234')), /None/);
  });

  it('refuses people without a license, with the next step', async () => {
    await changeUser(world(), AMOS, { licensed: false });
    for (const line of [
      'reset PIN for amos',
      'reset conference ID for amos',
      'set conference ID of amos to 5551234',
    ]) {
      assert.match(
        shownIn(await world().adele.says(line)),
        /Amos Marble has no audio conferencing licence[^]*Assign/,
      );
    }
  });

  it('changes nobody when one of several cannot be changed, and names all of those', async () => {
    const { adele } = world();
    const sent = shownIn(await adele.says('reset conference ID for amos, tara and nils'));
    assert.match(sent, /Tara Third/);
    assert.match(sent, /Nils None/);
    assert.equal((await world().user(AMOS)).conferenceId, OLD);
  });
});
