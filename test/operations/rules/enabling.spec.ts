import assert from 'node:assert/strict';
import { refused } from '../../../src/simulator/faults.ts';
import { cardOf } from '../../../src/simulator/wire.ts';
import { shownIn } from '../../support/switchboardWorld.ts';
import { buttonsOf } from '../../support/teamsCards.ts';
import {
  changeSettings,
  changeUser,
  DAY,
  mailsTo,
  noticesTo,
  onDisk,
  pinIn,
  pinsIn,
  recordOf,
  saidIn,
  screenOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const NILS = 'nils.none@contoso.com';
const LIA = 'lia.nolicense@contoso.com';
const TARA = 'tara.third@contoso.com';
const OLD = '8271964';
const TOOL = 'https://aka.ms/meetingupdatetool';

/** Digits of seven are conference IDs, not PINs. */
const onlyPins = (digits: string[]) => digits.filter((one) => one.length !== 7);

describe('rule 8: enabling', () => {
  const world = worldPerTest();
  const kindsTo = async (upn: string) =>
    (await noticesTo(world(), upn)).map(({ kind, channel }) => `${kind} ${channel}`).sort();

  it('gives ID, PIN, the number of the country and the tenant default, and tells the person (E1) and the admin', async () => {
    await changeSettings(world(), { AllowPSTNOnlyMeetingsByDefault: true });
    const { adele } = world();

    const sent = await adele.says('enable nils');
    await told(world());

    const nils = await world().user(NILS);
    assert.match(nils.conferenceId ?? '', /^[1-9]\d{6}$/);
    assert.deepEqual(
      [
        nils.provider,
        nils.licensed,
        nils.serviceNumber,
        nils.bridge,
        nils.allowPstnOnlyMeetings,
        nils.pin?.length,
      ],
      ['Microsoft', true, '+46846500400', 'Contoso', true, 5],
    );
    assert.match(shownIn(sent), /Nils None is enabled[^]*Enable-CsOnlineDialInConferencingUser -Identity/);
    assert.ok(shownIn(sent).includes(nils.conferenceId ?? ''));
    const pin = onlyPins(pinsIn(sent))[0] ?? '';
    assert.match(pin, /^\d{5}$/, 'the admin has a PIN card');
    assert.deepEqual(await kindsTo(NILS), ['E1 chat', 'E1 mail']);
    const [mail, ...more] = await mailsTo(world(), NILS);
    assert.deepEqual(more, []);
    for (const fact of [pin, nils.conferenceId ?? '', '+46 8 465 004 00', TOOL, 'Adele Vance'])
      assert.ok(saidIn(mail!).includes(fact), fact);
  });

  it('keeps the PIN out of record, store, log and result card', async () => {
    const sent = await world().adele.says('enable nils');
    const [pin] = onlyPins(pinsIn(sent));
    await told(world());
    const everywhere = [
      JSON.stringify(await recordOf(world(), NILS)),
      world().logged.join('\n'),
      await onDisk(world()),
    ];
    for (const text of everywhere) assert.doesNotMatch(text, new RegExp(`(?<!\\d)${pin}(?!\\d)`));
    assert.doesNotMatch(shownIn([sent[0]!]), new RegExp(`^${pin}$`, 'm'));
    for (const activity of sent)
      assert.ok(!`${activity.summary ?? ''}${activity.text ?? ''}`.includes(pin ?? ' '));
  });

  it('of an enabled person changes nothing and says so', async () => {
    const before = await world().user(AMOS);
    for (const line of [
      'enable amos',
      'assign a license to amos',
      'set provider of amos to microsoft',
      'Enable-CsOnlineDialInConferencingUser amos -ReplaceProvider',
    ]) {
      const sent = await world().adele.says(line);
      assert.match(shownIn(sent), /Amos Marble[^]*nothing was changed|nothing was changed/, line);
      assert.equal(sent.length, 1, 'no PIN card');
      assert.deepEqual(await world().user(AMOS), before);
    }
    assert.deepEqual(await noticesTo(world(), AMOS), []);
  });

  it('needs a licence, and says how to get one', async () => {
    for (const line of ['enable lia', 'set provider of lia to Microsoft']) {
      const shown = shownIn(await world().adele.says(line));
      assert.match(shown, /Lia Nolan has no audio conferencing licence[^]*assign licence to/, line);
    }
    assert.equal((await world().user(LIA)).provider, 'None');
  });

  it('comes with a licence for whoever has no provider', async () => {
    const sent = await world().adele.says('assign a license to lia');
    const lia = await world().user(LIA);
    assert.deepEqual([lia.licensed, lia.provider, lia.serviceNumber], [true, 'Microsoft', '+14255550100']);
    assert.equal(onlyPins(pinsIn(sent)).length, 1);
    assert.deepEqual(await kindsTo(LIA), ['E1 chat', 'E1 mail']);
  });

  it('does not come with a licence that somebody has: the card says what would', async () => {
    const shown = shownIn(await world().adele.says('assign a license to nils'));
    assert.match(shown, /Nils None has a licence already[^]*provider is None[^]*enable …/);
    assert.equal((await world().user(NILS)).provider, 'None');
  });

  it('happens once when a licence and enabling are asked for together', async () => {
    await world().adele.says('assign a license to lia and enable her');
    assert.equal((await world().user(LIA)).provider, 'Microsoft');
    assert.deepEqual(await kindsTo(LIA), ['E1 chat', 'E1 mail']);
  });

  it('gives no ID with dynamic IDs, and says so', async () => {
    await changeSettings(world(), { UseUniqueConferenceIds: true });
    const shown = shownIn(await world().adele.says('enable nils'));
    assert.equal((await world().user(NILS)).conferenceId, null);
    assert.match(shown, /each meeting has its own ID/);
  });

  it('changes nobody when one of several cannot be enabled, and names all who cannot', async () => {
    const shown = shownIn(await world().adele.says('enable nils, lia and tara'));
    assert.match(shown, /Lia Nolan has no audio conferencing licence/);
    assert.match(shown, /Tara Third is run by InterCall/);
    assert.equal((await world().user(NILS)).provider, 'None');
  });

  it('is refused without a number to give', async () => {
    await world().serving.store.transaction(async (tx) => {
      for (const { number } of await tx.serviceNumbers.list()) await tx.serviceNumbers.delete(number);
    });
    assert.match(shownIn(await world().adele.says('enable nils')), /no toll number to give to Nils None/);
    assert.equal((await world().user(NILS)).conferenceId, null);
  });

  it('is refused where nobody would see the PIN', async () => {
    await changeSettings(world(), { AutomaticallySendEmailsToUsers: false, NotifyUsersInChat: false });
    const shown = shownIn(await world().adele.says('enable nils'));
    assert.match(shown, /pass the PIN on yourself/, 'in a personal chat the admin sees it');
  });

  it('mails the PIN to another address when that is said, and tells the person', async () => {
    await world().adele.says(
      'Enable-CsOnlineDialInConferencingUser nils -SendEmail -SendEmailToAddress nils@home.example',
    );
    assert.deepEqual(await kindsTo(NILS), ['E1 mail', 'pinElsewhere chat', 'pinElsewhere mail']);
  });

  it('is the admins’ alone', async () => {
    const { henri, amos } = world();
    for (const person of [henri, amos])
      for (const line of [
        'enable nils',
        'assign a license to me',
        'set provider of amos to None',
        'disable amos',
      ])
        assert.match(shownIn(await person.says(line)), /needs the role admin/, line);
    assert.equal((await world().user(NILS)).provider, 'None');
  });

  it('can be previewed: nobody is changed, told or shown a PIN', async () => {
    const before = await world().user(NILS);
    for (const line of ['what if enable nils', 'Enable-CsOnlineDialInConferencingUser nils -WhatIf']) {
      const sent = await world().adele.says(line);
      assert.equal(sent.length, 1);
      assert.match(shownIn(sent), /Nils None is enabled/);
      assert.match(shownIn(sent), /Preview: nothing was changed/);
    }
    assert.deepEqual(await world().user(NILS), before);
    assert.deepEqual(await noticesTo(world(), NILS), []);
  });

  it('can be done from the menu: the form asks for the people and about replacing', async () => {
    const { adele } = world();
    await adele.says('help');
    await adele.presses('Enable audio conferencing');
    await adele.presses('OK', { inputs: { people: 'nils', replaceProvider: 'false' } });
    assert.equal((await world().user(NILS)).provider, 'Microsoft');
  });

  it('can be done from the card of a person', async () => {
    const { adele } = world();
    await adele.says('show nils');
    await adele.presses('Enable audio conferencing');
    assert.equal((await world().user(NILS)).provider, 'Microsoft');
    const titles = buttonsOf(cardOf((await adele.says('show amos'))[0]!)).map(({ title }) => title);
    assert.ok(titles.includes('Disable audio conferencing') && !titles.includes('Enable audio conferencing'));
  });

  it('answers in the language of who asks, and tells in that of who is told', async () => {
    const shown = shownIn(await world().adele.says('activer nils'));
    assert.match(shown, /Les services d’audioconférence sont activés pour Nils None/);
    await told(world());
    assert.match(saidIn((await mailsTo(world(), NILS))[0]!), /Hej/);
    await world().adele.says('inaktivera nils');
    assert.match(shownBy(await world().adele.presses('Ja')), /inaktiverad för Nils None/);
  });
});

describe('rule 9: disabling', () => {
  const world = worldPerTest();
  const quarantined = (id: string) => world().serving.store.transaction((tx) => tx.quarantine.get(id));

  for (const [line, licensed, provider] of [
    ['disable amos', true, 'None'],
    ['remove the license of amos', false, 'None'],
    ['set provider of amos to InterCall', true, 'InterCall'],
    ['set provider of amos to None', true, 'None'],
    ['Set-CsUserAcp amos -Name InterCall -TollNumber 18005550144', true, 'InterCall'],
  ] as const) {
    it(`"${line}" asks first; then ID and PIN are dead at once, and E4 goes out`, async () => {
      const { adele, amos } = world();
      await amos.says('hello');
      const pin = pinIn(await adele.says('reset PIN for amos'));
      await told(world());
      await amos.receives(1);

      const [question, ...more] = await adele.says(line);
      assert.deepEqual(more, []);
      assert.match(shownIn([question!]), /Amos Marble[^]*\?[^]*8271964[^]*stop working at once/);
      assert.equal((await world().user(AMOS)).conferenceId, OLD, 'nothing before the answer');
      await adele.presses('Yes');
      await told(world());

      const after = await world().user(AMOS);
      assert.deepEqual(
        [after.licensed, after.provider, after.conferenceId, after.pin],
        [licensed, provider, null, null],
      );
      assert.ok(await quarantined(OLD));
      const [chat] = await amos.receives(1);
      const mail = (await mailsTo(world(), AMOS)).find(({ subject }) => subject?.includes('turned off'));
      for (const text of [saidIn(mail!), JSON.stringify(cardOf(chat!))]) {
        assert.match(text, /Adele Vance turned off audio conferencing for you/);
        assert.match(text, /Remove the old details/);
        for (const secret of [OLD, pin, '425 555', '800 555']) assert.ok(!text.includes(secret), secret);
      }
    });
  }

  it('is dropped by No, and needs no question with -Confirm:$false or -Force', async () => {
    const { adele } = world();
    await adele.says('disable amos');
    assert.match(shownBy(await adele.presses('No')), /Nothing was changed/);
    assert.equal((await world().user(AMOS)).conferenceId, OLD);
    await adele.says('Disable-CsOnlineDialInConferencingUser amos -Confirm:$false');
    await adele.says('Disable-CsOnlineDialInConferencingUser ada -RemoveLicense -Force');
    assert.equal((await world().user(AMOS)).provider, 'None');
    assert.equal((await world().user("ada.o'neil@contoso.com")).licensed, false);
  });

  it('cancels everything that waits for the person', async () => {
    const { adele } = world();
    await adele.says('reset PIN for amos');
    await adele.says('reset conference ID for amos');
    await adele.presses('Yes');
    await told(world());
    await adele.says('Disable-CsOnlineDialInConferencingUser amos -Force');
    const waiting = (await noticesTo(world(), AMOS)).filter(
      ({ channel, kind }) => channel === 'chat' && kind !== 'E4',
    );
    assert.deepEqual(
      waiting.map(({ kind, state, reason, secret }) => [kind, state, reason, secret]),
      [
        ['E3', 'superseded', 'disabled', null],
        ['E2', 'superseded', 'disabled', null],
      ],
    );
  });

  it('of somebody who is not enabled changes nothing, asks nothing, and tells nobody', async () => {
    for (const [line, upn] of [
      ['disable nils', NILS],
      ['disable tara', TARA],
      ['remove the license of lia', LIA],
      ['set provider of nils to None', NILS],
    ] as const) {
      const before = await world().user(upn);
      assert.match(shownIn(await world().adele.says(line)), /nothing was changed/, line);
      assert.deepEqual(await world().user(upn), before);
      assert.deepEqual(await noticesTo(world(), upn), []);
    }
  });

  it('leaves a third party alone when the licence goes', async () => {
    const { adele } = world();
    await adele.says('remove the licence of tara');
    await adele.presses('Yes');
    const tara = await world().user(TARA);
    assert.deepEqual([tara.licensed, tara.provider], [false, 'InterCall']);
    assert.deepEqual(await noticesTo(world(), TARA), []);
  });

  it('is not done by a Yes after the ID changed', async () => {
    const { adele } = world();
    await adele.says('disable amos');
    await changeUser(world(), AMOS, { conferenceId: '5551234' });
    assert.match(shownBy(await adele.presses('Yes')), /was changed after I asked/);
    assert.equal((await world().user(AMOS)).provider, 'Microsoft');
  });

  it('asks once for everything that a command destroys', async () => {
    const { adele } = world();
    const shown = shownIn(await adele.says('disable amos and remove the license of ada'));
    assert.match(
      shown,
      /Disable audio conferencing for Amos Marble\?[^]*Remove the audio conferencing licence of Ada/,
    );
    await adele.presses('Yes');
    assert.equal((await world().user(AMOS)).provider, 'None');
    assert.equal((await world().user("ada.o'neil@contoso.com")).licensed, false);
  });

  it('is undone by enabling: a fresh ID, a new PIN; the own old ID can be taken back, by nobody else', async () => {
    const { adele } = world();
    await adele.says('Disable-CsOnlineDialInConferencingUser amos -Force');
    const sent = await adele.says('enable amos');
    const { conferenceId } = await world().user(AMOS);
    assert.match(conferenceId ?? '', /^[1-9]\d{6}$/);
    assert.notEqual(conferenceId, OLD);
    assert.equal(onlyPins(pinsIn(sent)).length, 1);
    assert.match(shownIn(await adele.says(`set conference ID of ada to ${OLD}`)), /withheld for 90 days/);
    await adele.says(`Set-CsOnlineDialInConferencingUser amos -ConferenceId ${OLD} -Force`);
    assert.equal((await world().user(AMOS)).conferenceId, OLD);
  });

  it('is not told any more to whoever was enabled again before hearing of it', async () => {
    const { adele, amos, teams } = world();
    const notInstalled = refused('BotNotInConversationRoster');
    const installs = teams.connector.faults.add(notInstalled, { conversationId: amos.chat.id });
    await adele.says('Disable-CsOnlineDialInConferencingUser amos -Force');
    await told(world());
    installs();
    await adele.says('enable amos');
    await told(world());
    await amos.says('hello');
    await told(world());
    const chat = screenOf(amos).join('\n');
    assert.match(chat, /turned on audio conferencing for you/);
    assert.doesNotMatch(chat, /turned off/);
  });

  it('frees the ID for others after 90 days', async () => {
    const { adele } = world();
    await adele.says('Disable-CsOnlineDialInConferencingUser amos -Force');
    world().clock.jump(91 * DAY);
    await adele.says(`Set-CsOnlineDialInConferencingUser ada -ConferenceId ${OLD} -Force`);
    assert.equal((await world().user("ada.o'neil@contoso.com")).conferenceId, OLD);
  });

  it('is recorded with what was before and after, without secrets', async () => {
    await world().adele.says('Disable-CsOnlineDialInConferencingUser amos -RemoveLicense -Force');
    const [row] = await recordOf(world(), AMOS);
    assert.equal(row?.operation, 'removeLicense');
    assert.deepEqual(row?.before, { [AMOS]: { licensed: true, provider: 'Microsoft', conferenceId: OLD } });
    assert.deepEqual(row?.after, { [AMOS]: { licensed: false, provider: 'None', conferenceId: null } });
    assert.match(shownIn(await world().adele.says('history amos')), /Remove licence/);
  });

  it('can be previewed', async () => {
    const before = await world().user(AMOS);
    for (const line of [
      'what if disable amos',
      'what if set provider of amos to InterCall',
      'Disable-CsOnlineDialInConferencingUser amos -RemoveLicense -WhatIf',
      'Set-CsUserAcp amos -Name InterCall -TollNumber 18005550144 -WhatIf',
    ])
      assert.match(shownIn(await world().adele.says(line)), /Preview/, line);
    assert.deepEqual(await world().user(AMOS), before);
    assert.deepEqual(await noticesTo(world(), AMOS), []);
  });
});
