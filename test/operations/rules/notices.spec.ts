import assert from 'node:assert/strict';
import { refused } from '../../../src/simulator/faults.ts';
import { cardOf } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { textOf } from '../../support/teamsCards.ts';
import {
  changeSettings,
  DAY,
  mailsTo,
  noticesTo,
  onDisk,
  pass,
  pinIn,
  recordOf,
  restart,
  saidIn,
  screenOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const TOOL = 'https://aka.ms/meetingupdatetool';
const ELSEWHERE = 'u@hotmail.com';

describe('rules 11 to 13: what a notice says', () => {
  const world = worldPerTest();

  it('E2 has the new ID, the numbers, how to update meetings, and a block for invitations; never a PIN', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await adele.says('set conference ID of amos to 5551234');
    await adele.presses('Yes');
    const [chat] = await amos.receives(1);
    await told(world());

    const [mail, ...more] = await mailsTo(world(), AMOS);
    assert.deepEqual(more, []);
    for (const text of [saidIn(mail!), JSON.stringify(cardOf(chat!))]) {
      assert.match(text, /5551234/);
      assert.match(text, /\+1 425 555 0100/);
      assert.match(text, /\+1 800 555 0199/);
      assert.match(text, /Update your existing meetings/);
      assert.ok(text.includes(TOOL));
      assert.match(text, /ready to paste into an invitation/);
      assert.match(text, /Adele Vance/);
      assert.match(text, /November 23, 2026/);
      assert.doesNotMatch(text, /\bPIN\b/);
    }
  });

  it('E3 has the new PIN, the existing ID and the numbers; no update instructions', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    const pin = pinIn(await adele.says('reset PIN for amos'));
    const [chat] = await amos.receives(1);
    await told(world());

    const [mail, ...more] = await mailsTo(world(), AMOS);
    assert.deepEqual(more, []);
    for (const text of [saidIn(mail!), JSON.stringify(cardOf(chat!))]) {
      assert.match(text, new RegExp(pin));
      assert.match(text, /8271964/);
      assert.match(text, /\+1 425 555 0100/);
      assert.match(text, /Adele Vance/);
      assert.ok(!text.includes(TOOL));
      assert.doesNotMatch(text, /existing meetings/);
    }
    assert.doesNotMatch(mail!.subject ?? '', new RegExp(pin));
  });

  it('E5 has ID and numbers and no PIN: by the admin, by "resend" (chat and mail) and by "my" (chat only)', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await adele.says('send conference info to amos');
    await told(world());
    await amos.says('resend my conference info');
    await told(world());
    const mails = await mailsTo(world(), AMOS);
    assert.equal(mails.length, 2);
    const shown = shownIn(await amos.says('my conference info'));
    await told(world());
    assert.equal((await mailsTo(world(), AMOS)).length, 2);
    for (const text of [...mails.map(saidIn), shown]) {
      assert.match(text, /8271964/);
      assert.match(text, /\+1 425 555 0100/);
      assert.doesNotMatch(text, /PIN\n\d/);
    }
  });

  it('a command that changes both sends E2 and E3, each once', async () => {
    const { adele } = world();
    await adele.says(
      'Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin -ResetConferenceId -SendEmail -Force',
    );
    const kinds = (await noticesTo(world(), AMOS)).map(({ kind, channel }) => `${kind} ${channel}`).sort();
    assert.deepEqual(kinds, ['E2 chat', 'E2 mail', 'E3 chat', 'E3 mail']);
    await told(world());
    const id = (await world().user(AMOS)).conferenceId ?? '';
    for (const mail of await mailsTo(world(), AMOS))
      assert.ok(saidIn(mail).includes(id), 'the new ID in both');
  });

  it('is in the language of its reader, not of who asked', async () => {
    await world().adele.says('reset PIN for francois');
    await world().adele.says('reset PIN for asa');
    await told(world());
    assert.match(saidIn((await mailsTo(world(), 'francois.lefevre@contoso.com'))[0]!), /Bonjour/);
    assert.match(saidIn((await mailsTo(world(), 'asa.lindstrom@contoso.com'))[0]!), /Hej/);
  });
});

describe('rule 12: who is told, and where', () => {
  const world = worldPerTest();
  const ways = async (upn = AMOS) =>
    (await noticesTo(world(), upn)).map(({ kind, channel }) => `${kind} ${channel}`).sort();

  it('no mail with automatic mails off, unless -SendEmail', async () => {
    const { adele } = world();
    await adele.says('turn emails off');
    await adele.says('reset PIN for amos');
    assert.deepEqual(await ways(), ['E3 chat']);
    await adele.says('Set-CsOnlineDialInConferencingUser ada -ResetLeaderPin -SendEmail');
    assert.deepEqual(await ways("ada.o'neil@contoso.com"), ['E3 chat', 'E3 mail']);
  });

  it('no chat message with chat notices off', async () => {
    const { adele } = world();
    await adele.says('turn chat notices off');
    await adele.says('reset PIN for amos');
    assert.deepEqual(await ways(), ['E3 mail']);
  });

  it('with both off the admin is told to pass the PIN on; E5 works all the same', async () => {
    const { adele } = world();
    await changeSettings(world(), { AutomaticallySendEmailsToUsers: false, NotifyUsersInChat: false });
    const [result] = await adele.says('reset PIN for amos');
    assert.match(shownIn([result!]), /pass the PIN on/);
    assert.deepEqual(await ways(), []);
    await adele.says('send conference info to amos');
    assert.deepEqual(await ways(), ['E5 chat', 'E5 mail']);
  });

  it('-SendEmailToAddress sends the mail there instead; Amos is told by mail and chat, to where and by whom, without the PIN', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    const sent = await adele.says(`reset PIN for amos and send to ${ELSEWHERE}`);
    const pin = pinIn(sent);
    await told(world());

    const [there, ...more] = await mailsTo(world(), ELSEWHERE);
    assert.deepEqual(more, []);
    assert.ok(saidIn(there!).includes(pin));
    const own = await mailsTo(world(), AMOS);
    assert.equal(own.length, 1);
    const chat = amos.unread();
    assert.equal(chat.length, 1);
    for (const text of [saidIn(own[0]!), shownIn(chat)]) {
      assert.ok(text.includes(ELSEWHERE) && text.includes('Adele Vance'), text);
      assert.ok(!text.includes(pin));
    }
  });

  it('tells Amos so even when mails and chat notices are off', async () => {
    const { adele } = world();
    await changeSettings(world(), { AutomaticallySendEmailsToUsers: false, NotifyUsersInChat: false });
    await adele.says(`reset PIN for amos and send to ${ELSEWHERE}`);
    assert.deepEqual(await ways(), ['E3 mail', 'pinElsewhere chat', 'pinElsewhere mail']);
  });

  it('treats the own address as the own address, however it is written', async () => {
    const { henri } = world();
    await henri.says('reset PIN for amos and send to Amos.Marble@Contoso.com');
    assert.deepEqual(await ways(), ['E3 chat', 'E3 mail']);
  });

  it('lets no help desk send a PIN elsewhere, but conference info', async () => {
    const { henri } = world();
    assert.match(shownIn(await henri.says(`reset PIN for amos and send to ${ELSEWHERE}`)), /Only an admin/);
    assert.equal((await world().user(AMOS)).pin, null);
    await henri.says(`send conference info to amos at ${ELSEWHERE}`);
    await told(world());
    assert.equal((await mailsTo(world(), ELSEWHERE)).length, 1);
  });

  it('takes -SendEmailToAddress only with -SendEmail', async () => {
    const line = `Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin -SendEmailToAddress ${ELSEWHERE}`;
    assert.match(shownIn(await world().adele.says(line)), /u@hotmail\.com[^]*-SendEmail/);
    assert.equal((await world().user(AMOS)).pin, null);
  });

  it('takes a sender only whole, and only with -SendEmail', async () => {
    const { adele } = world();
    const line = 'Set-CsOnlineDialInConferencingUser amos -ResetLeaderPin';
    for (const half of [
      '-SendEmail -SendEmailFromAddress it@contoso.com',
      '-SendEmail -SendEmailFromDisplayName "IT Support"',
    ]) {
      assert.match(shownIn(await adele.says(`${line} ${half}`)), /both an address and a display name/);
    }
    const whole = '-SendEmailFromAddress it@contoso.com -SendEmailFromDisplayName "IT Support"';
    assert.match(shownIn(await adele.says(`${line} ${whole}`)), /does not say to send a mail[^]*-SendEmail/);
    assert.equal((await world().user(AMOS)).pin, null);
    await adele.says(`${line} -SendEmail ${whole}`);
    await told(world());
    const [mail] = await mailsTo(world(), AMOS);
    assert.equal(mail?.from?.text, '"IT Support" <it@contoso.com>');
  });

  it('offers a test mail before a sender is kept', async () => {
    const { adele } = world();
    const question = shownIn(await adele.says('set sender to "Amos Marble" <amos.marble@contoso.com>'));
    assert.match(question, /Send all mails as Amos Marble, amos\.marble@contoso\.com\?/);
    await adele.presses('Send me a test mail');
    await told(world());
    const [test] = await mailsTo(world(), 'adele.vance@contoso.com');
    assert.equal(test?.from?.text, '"Amos Marble" <amos.marble@contoso.com>');
    assert.equal(
      (await world().serving.store.transaction((tx) => tx.settings.get())).SendEmailFromOverride,
      false,
    );

    await adele.presses('Yes');
    await adele.says('send conference info to ada');
    await told(world());
    const [mail] = await mailsTo(world(), "ada.o'neil@contoso.com");
    assert.equal(mail?.from?.text, '"Amos Marble" <amos.marble@contoso.com>');
  });
});

describe('rule 13: what cannot be delivered yet', () => {
  const world = worldPerTest();
  const undelivered = async () => shownIn(await world().adele.says('undelivered'));

  it('waits, is listed, and arrives when Max installs the app', async () => {
    const { adele } = world();
    const max = world().person('Max Nomail', 11, 'max.nomail@contoso.com');
    max.teams.person.installed = false;
    const sent = await adele.says('reset PIN for max');
    assert.match(shownIn(sent), /no mailbox/);
    await told(world());
    assert.match(await undelivered(), /Max Nomail, chat\n[^]*waiting/);

    await max.teams.installs();
    await told(world());

    assert.equal(screenOf(max).filter((text) => text.includes(pinIn(sent))).length, 1);
    assert.match(await undelivered(), /Nothing is undelivered/);
  });

  it('waits over a restart and arrives when Max first writes', async () => {
    const { adele } = world();
    const max = world().person('Max Nomail', 11, 'max.nomail@contoso.com');
    max.teams.person.installed = false;
    const pin = pinIn(await adele.says('reset PIN for max'));
    await told(world());
    await restart(world());
    max.teams.person.installed = true;
    await max.says('hello');
    await told(world());
    assert.ok(screenOf(max).join('\n').includes(pin));
  });

  it('arrives when somebody who had blocked the app writes again', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    amos.teams.person.blocked = true;
    const pin = pinIn(await adele.says('reset PIN for amos'));
    await told(world());
    assert.match(await undelivered(), /Amos Marble, chat\n[^]*waiting/);
    amos.teams.person.blocked = false;
    await amos.says('hello');
    await told(world());
    assert.ok(screenOf(amos).join('\n').includes(pin));
  });

  it('is given up after 30 days as "reset again", and its secret is gone', async () => {
    const { adele } = world();
    world().person('Max Nomail', 11, 'max.nomail@contoso.com').teams.person.installed = false;
    await adele.says('reset PIN for max');
    await told(world());
    world().clock.jump(30 * DAY + 1_000);
    await pass(world(), 60_000);

    const [row] = await noticesTo(world(), 'max.nomail@contoso.com');
    assert.deepEqual([row?.state, row?.reason, row?.secret], ['givenUp', 'expired', null]);
    assert.match(await undelivered(), /given up[^]*reset[^]*again/);
    assert.match(shownBy(await adele.presses('Retry failed deliveries')), /reset the PIN again/);
  });

  it('is superseded by a newer reset', async () => {
    const { adele } = world();
    const max = world().person('Max Nomail', 11, 'max.nomail@contoso.com');
    max.teams.person.installed = false;
    const first = pinIn(await adele.says('reset PIN for max'));
    await told(world());
    const second = pinIn(await adele.says('reset PIN for max'));
    await told(world());
    assert.match(shownIn(await adele.says('deliveries')), /superseded \(there is a newer PIN\)/);
    await max.teams.installs();
    await told(world());
    const seen = screenOf(max).join('\n');
    assert.ok(seen.includes(second) && !seen.includes(first));
  });
});

describe('rule 14: the state of a delivery', () => {
  const world = worldPerTest();

  it('failed ones alone are sent again by "retry failed", once', async () => {
    const { adele, amos, teams } = world();
    await amos.says('hello');
    const noRetry = teams.connector.faults.add(refused('BadArgument'), { conversationId: amos.chat.id });
    await adele.says('send conference info to amos');
    await told(world());
    assert.match(shownIn(await adele.says('undelivered')), /Amos Marble, chat\n[^]*given up/);
    assert.equal((await mailsTo(world(), AMOS)).length, 1);
    noRetry();

    const pressed = await adele.presses('Retry failed deliveries');
    assert.match(shownBy(pressed), /1 notice is sent again/);
    await told(world());

    assert.equal((await mailsTo(world(), AMOS)).length, 1, 'the mail had arrived');
    assert.equal(amos.unread().length, 1);
    const states = (await noticesTo(world(), AMOS)).map(({ state }) => state);
    assert.deepEqual(states, ['sent', 'sent']);
    assert.match(shownIn(await adele.says('retry failed')), /nothing to send again/);
    await told(world());
    assert.equal(amos.unread().length, 0);
  });

  it('can be asked for by the help desk, not by users', async () => {
    const { henri, amos } = world();
    assert.match(shownIn(await henri.says('deliveries')), /No deliveries/);
    assert.match(shownIn(await amos.says('deliveries')), /needs the role help desk/);
    assert.match(shownIn(await amos.says('retry failed')), /needs the role help desk/);
  });

  it('leaves no secret behind when everything has arrived', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    const pin = pinIn(await adele.says('reset PIN for amos'));
    await told(world());
    assert.ok((await noticesTo(world(), AMOS)).every(({ secret }) => secret === null));
    assert.ok(!JSON.stringify(await recordOf(world(), AMOS)).includes(pin));
    assert.ok(!textOf(await adele.says('deliveries')).includes(pin));
    assert.ok((await onDisk(world())).length > 0);
  });
});
