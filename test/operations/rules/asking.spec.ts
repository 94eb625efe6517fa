import assert from 'node:assert/strict';
import type { Ask } from '../../../src/domain/ask.ts';
import { shownIn, type SwitchboardWorld } from '../../support/switchboardWorld.ts';
import {
  noticesTo,
  changeUser,
  pass,
  pinsIn,
  pinTold,
  recordOf,
  restart,
  screenOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const ADELE = 'adele.vance@contoso.com';
const AMOS = 'amos.marble@contoso.com';
const NILS = 'nils.none@contoso.com';
const LIA = 'lia.nolicense@contoso.com';

/** Until the cards and notices of what was asked are where they belong. */
async function settled(world: SwitchboardWorld): Promise<void> {
  await world.serving.courier.idle();
  await world.serving.decisionCards.idle();
  await told(world);
}

async function asks(world: SwitchboardWorld): Promise<Ask[]> {
  return world.serving.store.transaction((tx) => tx.asks.waiting());
}

describe('asking an admin', () => {
  const world = worldPerTest();

  /** Adele and Henri as admins, each with a chat. */
  async function twoAdmins() {
    const { adele, henri, amos } = world();
    await henri.says('hello');
    await adele.says('add admin henri');
    await adele.says('yes');
    await settled(world());
    henri.unread();
    adele.unread();
    return { adele, henri, amos };
  }

  it('a user who may not reset their PIN asks by a button; every admin has a card; the first answer counts', async () => {
    const { adele, henri, amos } = await twoAdmins();
    const before = await world().user(AMOS);

    assert.match(shownIn(await amos.says('reset my PIN')), /cannot reset their own PIN/);
    const asked = shownBy(await amos.presses('Ask an admin'));
    await settled(world());

    assert.match(asked, /The admins have been asked: Reset PIN/);
    for (const admin of [adele, henri])
      assert.match(
        shownIn(admin.unread()),
        /Amos Marble asks: Reset PIN\nAsked by\nAmos Marble \(amos\.marble@contoso\.com\)/,
      );
    assert.deepEqual((await world().user(AMOS)).pin, before.pin, 'nothing has changed yet');
    amos.unread();

    const approved = await henri.presses('Approve');
    await settled(world());
    const late = adele.chat;

    assert.match(
      shownBy(approved),
      /The PIN of Amos Marble has been reset[^]*Approved for Amos Marble: Reset PIN/,
    );
    assert.equal(pinsIn(approved.sent).length, 1, 'whoever resets a PIN sees it once');
    const toAmos = amos.unread();
    assert.equal(pinTold(toAmos), pinsIn(approved.sent)[0]);
    assert.match(shownIn(toAmos), /Henri Hauge has approved what you asked for: Reset PIN/);
    assert.match(
      screenOf(adele, late).at(-1) ?? '',
      /Amos Marble asked: Reset PIN\. Approved[^]*Approved by Henri Hauge/,
    );
    assert.match(screenOf(henri).find((card) => card.includes('asked:')) ?? '', /Approved by Henri Hauge/);
    assert.match(screenOf(amos).join('\n'), /Henri Hauge has approved what you asked for/, 'it stays');
    const done = (await recordOf(world(), AMOS))
      .filter((row) => row.outcome === 'done')
      .map((row) => row.operation);
    assert.deepEqual(done, ['approveAsk', 'resetPin', 'askAdmin']);
  });

  it('whoever answers second sees the first answer, and nothing happens again', async () => {
    const { adele, henri, amos } = await twoAdmins();
    await amos.says('ask for a new PIN');
    await settled(world());
    const [card] = adele.chat.messages
      .filter((one) => JSON.stringify(one.activity).includes('approveAsk'))
      .slice(-1);
    await henri.presses('Approve');
    const { pin } = await world().user(AMOS);

    // From a client that still shows the buttons.
    const request = { steps: [{ operation: 'approveAsk', input: { ask: await lastAsk() } }] };
    await adele.teams.submits(adele.chat, card!, { switchboard: request });
    await adele.teams.submits(adele.chat, card!, {
      switchboard: { steps: [{ operation: 'refuseAsk', input: request.steps[0]!.input }] },
      reason: 'no',
    });
    await settled(world());

    assert.deepEqual((await world().user(AMOS)).pin, pin);
    assert.match(shownIn(adele.unread()), /Approved by Henri Hauge[^]*Approved by Henri Hauge/);

    async function lastAsk(): Promise<string> {
      const rows = await noticesTo(world(), ADELE);
      return rows.find((row) => row.kind === 'ask')!.card!.about;
    }
  });

  it('is refused with a reason, which the person is told', async () => {
    const { adele, amos } = world();
    await adele.says('hello');
    await amos.says('ask for number +46 8 465 004 00');
    await settled(world());
    assert.match(shownIn(adele.unread()), /Number asked for\n\+46 8 465 004 00/);
    amos.unread();

    assert.match(shownBy(await adele.presses('Refuse')), /Reason[^]*is missing/, 'a refusal needs one');
    assert.equal((await asks(world())).length, 1);
    await adele.presses('OK', { inputs: { reason: 'After the *move*' } });
    await settled(world());

    assert.match(
      shownIn(amos.unread()),
      /Adele Vance has refused what you asked for[^]*Reason: After the .*move/,
    );
    assert.equal((await world().user(AMOS)).serviceNumber, '+14255550100');
    assert.equal((await asks(world())).length, 0);
  });

  for (const [line, upn, person, words, done] of [
    [
      'ask for a new conference ID',
      AMOS,
      'Amos Marble',
      /asks: Reset conference ID[^]*8271964/,
      'resetConferenceId',
    ],
    [
      'ask an admin for number +1 619 555 0142',
      AMOS,
      'Amos Marble',
      /asks: Set default number/,
      'setServiceNumber',
    ],
    ['ask to be enabled', NILS, 'Nils None', /asks: Enable audio conferencing/, 'enableUser'],
    ['ask for audio conferencing', LIA, 'Lia Nolan', /asks: Assign licence/, 'assignLicense'],
  ] as const)
    it(`"${line}" of ${person} is done when an admin approves, without another question`, async () => {
      const { adele } = world();
      await adele.says('hello');
      const asker = world().person(person, upn === AMOS ? 2 : upn === NILS ? 9 : 10, upn);
      await asker.says(line);
      await settled(world());
      assert.match(shownIn(adele.unread()), words);

      await adele.presses('Approve');
      await settled(world());

      const operations = (await recordOf(world(), upn)).map((row) => row.operation);
      assert.deepEqual(operations, ['approveAsk', done, 'askAdmin']);
      assert.match(shownIn(asker.unread()), /Adele Vance (has approved|har godkänt)/);
    });

  for (const [line, words] of [
    ['ask for audio conferencing', /You have this already/],
    ['ask for number +1 999 999 9999', /That is not possible/],
    ['ask for number +1 425 555 0100', /already/i],
    ['ask for another number', /number/i],
  ] as const)
    it(`refuses "${line}" at once, before any admin is troubled`, async () => {
      assert.match(shownIn(await world().amos.says(line)), words);
      assert.equal((await asks(world())).length, 0);
    });

  it('asks nobody twice, and an admin needs to ask nobody', async () => {
    const { adele, amos } = world();
    await amos.says('ask for a new PIN');
    assert.match(shownIn(await amos.says('ask for a new PIN')), /asked for this already/);
    assert.match(shownIn(await adele.says('ask for a new PIN')), /nobody needs to be asked/);
    assert.equal((await asks(world())).length, 1);
  });

  it('what stands against an approval is said, and the ask can still be refused', async () => {
    const { adele } = world();
    const nils = world().person('Nils None', 9, NILS);
    await adele.says('hello');
    await nils.says('ask to be enabled');
    await settled(world());
    await changeUser(world(), NILS, { licensed: false });

    assert.match(shownBy(await adele.presses('Approve')), /That is not possible/);
    assert.equal((await asks(world())).length, 1);
    await adele.presses('Refuse', { inputs: { reason: 'no licence' } });
    assert.equal((await asks(world())).length, 0);
  });

  it('is over when the person is disabled: there is nothing left that could be reset', async () => {
    const { adele, amos } = world();
    await adele.says('hello');
    await amos.says('ask for a new PIN');
    await settled(world());
    await adele.says('disable amos');
    await adele.says('yes');

    assert.equal((await asks(world())).length, 0);
    assert.match(shownIn(await adele.says('approvals')), /Nothing waits/);
  });

  it('only admins decide, and a user cannot fulfil their own ask', async () => {
    const { amos, henri } = world();
    await amos.says('ask for a new PIN');
    const [ask] = await asks(world());
    const message = amos.chat.messages.at(-1)!;
    for (const person of [amos, henri]) {
      const request = { steps: [{ operation: 'approveAsk', input: { ask: ask!.id } }] };
      await person.teams.submits(person.chat, message, { switchboard: request });
      await person.teams.submits(person.chat, message, {
        switchboard: {
          steps: [{ operation: 'resetPin', input: { people: [AMOS] }, fulfils: ask!.id }, ...request.steps],
        },
      });
    }
    assert.equal((await asks(world())).length, 1);
  });

  it('“approvals” shows what waits; what was decided is shown everywhere after a restart as well', async () => {
    const { adele, amos } = world();
    await adele.says('hello');
    await amos.says('ask for a new PIN');
    await settled(world());
    assert.match(shownIn(await adele.says('open requests')), /Amos Marble asks: Reset PIN/);
    await adele.presses('Approve');
    await restart(world());
    await settled(world());

    const open = screenOf(adele).filter((card) => card.includes('Amos Marble asks'));
    assert.ok(open.length <= 1, 'only the list that was asked for may stand as it was');
    assert.match(screenOf(adele).join('\n'), /Amos Marble asked: Reset PIN\. Approved/);
  });

  it('is taken back by whoever asked: nobody can approve it any more, and the cards say so', async () => {
    const { adele, amos } = world();
    await adele.says('hello');
    const before = await world().user(AMOS);
    assert.match(shownIn(await amos.says('withdraw my request')), /Nothing that you asked for waits/);
    await amos.says('ask for a new PIN');
    await settled(world());
    const card = adele.chat.messages.find((one) => JSON.stringify(one.activity).includes('approveAsk'))!;
    const [ask] = await asks(world());

    assert.match(shownIn(await amos.says('withdraw my request')), /Taken back: Reset PIN/);
    await settled(world());
    assert.match(screenOf(adele).at(-1) ?? '', /Amos Marble asked: Reset PIN\. Withdrawn/);
    assert.match(shownIn(await adele.says('approvals')), /Nothing waits/);
    // From a client that still shows the buttons.
    const approval = { steps: [{ operation: 'approveAsk', input: { ask: ask!.id } }] };
    await adele.teams.submits(adele.chat, card, { switchboard: approval });
    assert.deepEqual((await world().user(AMOS)).pin, before.pin);
    await amos.says('ask for a new PIN');
    assert.equal((await asks(world())).filter((ask) => ask.state === 'waiting').length, 1);
  });

  it('“approvals” turns through all that waits', async () => {
    const { adele, amos } = world();
    await adele.says('hello');
    await amos.says('ask for a new PIN');
    await pass(world(), 1_000);
    await amos.says('ask for a new conference ID');
    await settled(world());
    const first = shownIn(await adele.says('approvals'));
    assert.match(first, /Amos Marble asks: Reset PIN[^]*Page 1 of 2/);
    const second = shownBy(await adele.presses('Next page'));
    assert.match(second, /Amos Marble asks: Reset conference ID[^]*Page 2 of 2/);
    assert.match(shownBy(await adele.presses('Previous page')), /Page 1 of 2/);
  });

  for (const [who, ...commands] of [
    ['an admin', 'reset conference ID for amos', 'yes'],
    ['a plan for many', 'reset conference ID for department Finance', 'yes'],
  ] as const)
    it(`is over when ${who} has changed in another way what it is about: the cards say so, an old button does nothing`, async () => {
      const { adele, amos } = world();
      await adele.says('hello');
      await amos.says('ask for a new conference ID');
      await settled(world());
      const card = adele.chat.messages.find((one) => JSON.stringify(one.activity).includes('approveAsk'))!;
      const [ask] = await asks(world());
      const before = (await world().user(AMOS)).conferenceId;

      for (const command of commands) await adele.says(command);
      await world().serving.batches.idle();
      await settled(world());

      const { conferenceId } = await world().user(AMOS);
      assert.notEqual(conferenceId, before);
      assert.match(
        screenOf(adele).join('\n'),
        /asked: Reset conference ID\. Settled otherwise[^]*Changed meanwhile/,
      );
      assert.equal((await asks(world())).length, 0);
      const approval = { steps: [{ operation: 'approveAsk', input: { ask: ask!.id } }] };
      await adele.teams.submits(adele.chat, card, { switchboard: approval });
      assert.equal((await world().user(AMOS)).conferenceId, conferenceId);
    });

  it('goes on when something else of the person has been changed', async () => {
    const { adele, amos } = world();
    await adele.says('hello');
    await amos.says('ask for a new conference ID');
    await settled(world());
    await adele.says('reset PIN for amos');
    await settled(world());
    assert.equal((await asks(world())).length, 1);
    const { conferenceId } = await world().user(AMOS);

    await adele.presses('Approve');

    assert.notEqual((await world().user(AMOS)).conferenceId, conferenceId);
  });

  it('is over when the person was allowed to do it themselves, and did', async () => {
    const { adele, amos } = world();
    await adele.says('hello');
    await amos.says('ask for a new PIN');
    await settled(world());
    await adele.says('set AllowSelfServicePinReset to true');
    await amos.says('reset my PIN');
    await settled(world());
    assert.match(screenOf(adele).join('\n'), /asked: Reset PIN\. Settled otherwise[^]*by Amos Marble/);
    assert.match(shownIn(await amos.says('withdraw my request')), /Nothing that you asked for waits/);
  });

  it('an approval stands alone: no button smuggles something else past its question', async () => {
    const { adele, amos } = world();
    await amos.says('ask for a new PIN');
    const [ask] = await asks(world());
    const before = await world().user(ADELE);
    const steps = [
      { operation: 'approveAsk', input: { ask: ask!.id } },
      { operation: 'resetConferenceId', input: { people: [ADELE] } },
    ];
    await adele.says('hello');
    await adele.teams.submits(adele.chat, adele.chat.messages.at(-1)!, { switchboard: { steps } });
    assert.equal((await world().user(ADELE)).conferenceId, before.conferenceId);
    assert.equal((await asks(world())).length, 1);
  });

  it('a card that waits goes to nobody who is no longer an admin, and counts as nobody’s notice', async () => {
    const { adele, henri, amos } = world();
    henri.teams.person.installed = false;
    await adele.says('add admin henri');
    await adele.says('yes');
    await amos.says('ask for a new PIN');
    await settled(world());
    assert.doesNotMatch(
      shownIn(await adele.says('Get-CsOnlineDialInConferencingUser -Undelivered')),
      /Henri/,
    );
    await adele.says('remove admin henri');
    await adele.says('yes');
    await henri.teams.installs();
    await settled(world());
    assert.doesNotMatch(screenOf(henri).join('\n'), /Amos Marble asks/);
  });

  it('an ask ends with the person, and an admin’s waiting cards do not end with their own dial-in', async () => {
    const { adele, henri, amos } = world();
    henri.teams.person.installed = false;
    await adele.says('add admin henri');
    await adele.says('yes');
    await amos.says('ask for a new PIN');
    await settled(world());
    await adele.says('disable henri');
    await adele.says('yes');
    const cards = (await noticesTo(world(), 'henri.help@contoso.com')).filter((row) => row.kind === 'ask');
    assert.deepEqual(
      cards.map((row) => row.state),
      ['waiting'],
    );

    await adele.says('remove person amos');
    await adele.says('yes');
    assert.equal((await asks(world())).length, 0);
  });

  it('what was approved is taken back by a word, and a late refusal stands in nobody’s way', async () => {
    const { adele, amos } = world();
    await adele.says('hello');
    await amos.says('ask for number +46 8 465 004 00');
    await settled(world());
    const { ask } = (await asks(world())).map(({ id }) => ({ ask: id }))[0]!;
    await adele.presses('Approve');
    const steps = [{ operation: 'refuseAsk', input: { ask, reason: 'late' } }];
    await adele.teams.submits(adele.chat, adele.chat.messages.at(-1)!, { switchboard: { steps } });
    assert.equal((await world().user(AMOS)).serviceNumber, '+46846500400');

    await adele.says('undo');
    assert.equal((await world().user(AMOS)).serviceNumber, '+14255550100');
  });

  it('works in French and Swedish', async () => {
    const { adele, amos } = world();
    await adele.says('langue fr');
    await amos.says('språk sv');
    assert.match(
      shownIn(await amos.says('be en administratör om en ny PIN-kod')),
      /Administratörerna har fått frågan/,
    );
    await settled(world());
    assert.match(shownIn(adele.unread()), /Amos Marble demande : Réinitialiser le code confidentiel/);
    amos.unread();
    await adele.presses('Approuver');
    await settled(world());
    assert.match(shownIn(amos.unread()), /Adele Vance har godkänt det du bad om/);
  });
});

describe('self-service', () => {
  const world = worldPerTest();

  it('lets people reset their own PIN, and nobody else’s, when the setting allows it', async () => {
    const { adele, amos } = world();
    await adele.says('Set-CsOnlineDialInConferencingTenantSettings -AllowSelfServicePinReset $true');
    const before = await world().user(AMOS);

    const sent = await amos.says('reset my PIN');
    assert.equal(pinsIn(sent.slice(0, 2)).length, 1, 'the PIN card');
    assert.notDeepEqual((await world().user(AMOS)).pin, before.pin);

    const { pin } = await world().user(ADELE);
    assert.match(shownIn(await amos.says('reset PIN for adele')), /needs the role help desk/);
    assert.deepEqual((await world().user(ADELE)).pin, pin);
    assert.match(
      shownIn(await amos.says('reset my PIN and send it to u@hotmail.com')),
      /Only an admin may have a PIN sent/,
    );
  });
});
