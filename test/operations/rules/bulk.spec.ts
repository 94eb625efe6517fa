import assert from 'node:assert/strict';
import type { Batch } from '../../../src/domain/batch.ts';
import { throttled } from '../../../src/simulator/faults.ts';
import { cardOf } from '../../../src/simulator/wire.ts';
import { shownIn, type SwitchboardWorld } from '../../support/switchboardWorld.ts';
import { buttonsOf, textOf } from '../../support/teamsCards.ts';
import {
  changeSettings,
  changeUser,
  noticesTo,
  onDisk,
  pass,
  pinsIn,
  recordOf,
  restart,
  screenOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const TARA = 'tara.third@contoso.com';

/** Waits until everything that was begun is done, and every card is at its last state. */
async function finished(world: SwitchboardWorld): Promise<void> {
  await world.serving.batches.idle();
  await told(world);
  await world.serving.batches.idle();
  // Edits keep to the pace of a conversation, for which the clock has to move.
  let isIdle = false;
  void world.serving.decisionCards.idle().then(() => (isIdle = true));
  for (await new Promise(setImmediate); !isIdle; await new Promise(setImmediate)) await pass(world, 100);
}

/** Everybody's PIN as it is kept. */
async function pinHashes(world: SwitchboardWorld): Promise<Map<string, string | undefined>> {
  const { rows } = await world.serving.store.transaction((tx) => tx.users.list({}, 0, 100));
  return new Map(rows.map((user) => [user.upn, user.pin?.hash]));
}

/** Whose PIN is another one now. */
async function changedSince(
  world: SwitchboardWorld,
  before: Map<string, string | undefined>,
): Promise<string[]> {
  const now = await pinHashes(world);
  return [...now].filter(([upn, hash]) => hash !== before.get(upn)).map(([upn]) => upn);
}

describe('many users at once', () => {
  const world = worldPerTest();
  afterEach(() => world().serving.batches.idle());

  it('says how many, whom and what before anything is changed', async () => {
    const { adele } = world();
    const before = await pinHashes(world());

    const sent = await adele.says('reset PIN for department Finance');

    const shown = shownIn(sent);
    assert.match(shown, /Reset PIN for 3 people\?/);
    assert.match(shown, /department Finance/);
    assert.deepEqual(await changedSince(world(), before), []);
    await finished(world());
    assert.match(screenOf(adele).at(-1) ?? '', /Yes\nNo/, 'it stays as it was asked');
    assert.deepEqual(
      buttonsOf(cardOf(sent[0]!)).map(({ title }) => title),
      ['Yes', 'No', 'Show everybody'],
    );
  });

  it('is done after a Yes: everybody is told their own PIN, and the admin is shown none', async () => {
    const { adele, amos } = world();
    await adele.says('reset PIN for department Finance');
    const before = await pinHashes(world());

    const pressed = await adele.presses('Yes');
    await finished(world());

    assert.deepEqual((await changedSince(world(), before)).sort(), [
      "ada.o'neil@contoso.com",
      AMOS,
      'francois.lefevre@contoso.com',
    ]);
    assert.match(shownBy(pressed), /Reset PIN for 3 people/);
    assert.match(screenOf(adele).at(-1) ?? '', /finished[\s\S]*3 of 3/);
    assert.deepEqual(pinsIn(adele.chat.messages.map((message) => message.activity)), []);
    assert.match(screenOf(amos).at(-1) ?? '', /Your PIN has been reset/);
  });

  it('takes a typed yes, and a No changes nothing', async () => {
    const { adele } = world();
    const before = await pinHashes(world());

    await adele.says('reset PIN for all users in Finance');
    await adele.says('no');
    await finished(world());
    assert.deepEqual(await changedSince(world(), before), []);

    await adele.says('reset PIN for all users in Finance');
    await adele.says('yes');
    await finished(world());
    assert.equal((await changedSince(world(), before)).length, 3);
  });

  it('leaves out who cannot have it, with the reason, and goes on with the others', async () => {
    const { adele } = world();
    const before = await pinHashes(world());

    const sent = await adele.says('reset PIN for all');
    const shown = shownIn(sent);
    await adele.presses('Yes');
    await finished(world());

    assert.match(shown, /skipped: 1 person \(Tara Third\)/);
    assert.match(shown, /InterCall/);
    const changed = await changedSince(world(), before);
    assert.ok(changed.length > 5 && !changed.includes(TARA));
  });

  it('leaves out whom the words except, in every language, and says so', async () => {
    const { adele } = world();
    for (const [line, words] of [
      ['reset PIN for department Finance except amos', /Reset PIN for 2 people\?[^]*except Amos Marble/],
      ['réinitialiser le code du service Finance sauf amos', /pour 2 personnes[^]*sauf Amos Marble/],
      ['återställ pin för avdelning Finance utom amos', /för 2 personer[^]*utom Amos Marble/],
    ] as const)
      assert.match(shownIn(await adele.says(line)), words);
    const before = await pinHashes(world());
    await adele.says('reset PIN for department Finance except amos');
    await adele.says('yes');
    await finished(world());
    const changed = await changedSince(world(), before);
    assert.equal(changed.length, 2);
    assert.ok(!changed.includes(AMOS));
  });

  it('plans nothing when it is not sure who is to be left out', async () => {
    const { adele } = world();
    assert.match(shownIn(await adele.says('reset PIN for all except zebediah')), /Nobody here is called/);
    assert.match(shownIn(await adele.says('reset PIN for everybody except alex')), /may be several people/);
  });

  it('leaves out who has it already', async () => {
    const { adele } = world();
    await adele.says('enable department Finance');
    assert.match(shownIn(await adele.says('assign licence to department Finance')), /It is so already/);
    assert.match(
      shownIn(await adele.says('disallow callers to start meetings of department Finance')),
      /It is so already/,
    );
    const plan = shownIn(await adele.says('disallow toll-free calls for department Finance'));
    assert.match(plan, /for 3 people\?/);
    await adele.says('yes');
    await finished(world());
    assert.equal((await world().user(AMOS)).allowTollFreeDialIn, false);
    assert.match(
      shownIn(await adele.says('disallow toll-free calls for department Finance')),
      /It is so already/,
    );
  });

  it('pages through the people, each with how it went', async () => {
    const { adele } = world();
    await adele.says('reset PIN for all');
    await adele.presses('Yes');
    await finished(world());

    const shown = shownBy(await adele.presses('Show everybody'));

    assert.match(shown, /Amos Marble: done/);
    assert.match(shown, /Tara Third: skipped/);
    assert.match(shown, /Page 1 of 1/);
  });

  it('is previewed by "what if" without a question', async () => {
    const { adele } = world();

    const sent = await adele.says('what if reset PIN for department Finance');

    assert.match(shownIn(sent), /Preview: nothing was changed/);
    assert.deepEqual(buttonsOf(cardOf(sent[0]!)), []);
    assert.match(shownIn(await adele.says('yes')), /question-none/);
  });

  it('is for admins: help desk and users learn only that', async () => {
    const { henri, amos } = world();
    for (const person of [henri, amos]) {
      const shown = shownIn(await person.says('reset PIN for department Finance'));
      assert.match(shown, /right-missing|admin/i);
      assert.doesNotMatch(shown, /Ada|François/);
    }
  });

  it('refuses a place that is none, one address for everybody, and what cannot be done to many', async () => {
    const { adele } = world();
    const pipeline = 'Get-CsOnlineDialInConferencingUser | Set-CsOnlineDialInConferencingUser';

    const place = await adele.says('reset PIN for all users in Atlantis');
    const address = await adele.says(
      `${pipeline} -ResetLeaderPin -SendEmail -SendEmailToAddress u@hotmail.com`,
    );
    const chosen = await adele.says(`${pipeline} -ConferenceId 5551234`);

    assert.match(shownIn(place), /no department and no country “Atlantis”/);
    assert.match(shownIn(address), /cannot all go to u@hotmail\.com/);
    assert.match(shownIn(chosen), /“Set conference ID” cannot be done to many/);
  });

  it('is asked for by a form as well', async () => {
    const { adele } = world();

    const shown = shownIn(await adele.says('change many at once'));

    assert.match(shown, /Change many at once[^]*Department[^]*Provider[^]*Country/);
  });

  it('understands countries by name in the languages that are spoken', async () => {
    const { adele } = world();
    assert.match(shownIn(await adele.says('återställ PIN-kod för alla i Sverige')), /land SE/);
  });

  it('records what was done to everybody, without a PIN anywhere', async () => {
    const { adele, amos } = world();
    await adele.says('reset PIN for department Finance');
    await adele.presses('Yes');
    await finished(world());

    const [row] = await recordOf(world(), AMOS);
    assert.deepEqual([row?.operation, row?.outcome, row?.actorName], ['resetPin', 'done', 'Adele Vance']);
    const pin = /^PIN\n(\d+)$/m.exec(screenOf(amos).at(-1) ?? '')?.[1] ?? '';
    assert.match(pin, /^\d{5}$/);
    assert.ok(!world().logged.join('\n').includes(`"${pin}"`));
  });

  it('goes on after a restart where it was, and does nothing twice', async () => {
    const { adele } = world();
    await adele.says('reset PIN for all');
    await adele.presses('Yes');
    await restart(world());
    await finished(world());

    const rows = (await noticesTo(world(), AMOS)).filter(({ kind }) => kind === 'E3');
    assert.deepEqual(rows.map(({ channel }) => channel).sort(), ['chat', 'mail']);
  });

  it('keeps the PIN of somebody who can be told on no way, to be handed over once', async () => {
    const { adele } = world();
    await changeUser(world(), AMOS, { hasMailbox: false, email: null, id: null });
    await adele.says('reset PIN for department Finance');
    await adele.presses('Yes');
    await finished(world());
    assert.match(screenOf(adele).at(-1) ?? '', /1 person can be told on no way/);

    const pressed = await adele.presses('PINs to hand over');

    const list = pressed.sent.map((activity) => textOf(cardOf(activity))).join('\n');
    assert.match(list, /1 PIN to hand over[\s\S]*Amos Marble\n\d{5}/);
    const pin = /Amos Marble\n(\d{5})/.exec(list)![1]!;
    assert.ok(!(await onDisk(world())).includes(`"${pin}"`));
    await pass(world(), 11 * 60_000);
    assert.ok(!screenOf(adele).join('\n').includes(pin), 'it hides itself');
  });

  it('is undone for each person, not for many in one go', async () => {
    const { adele } = world();
    await world().serving.store.transaction(async (tx) => {
      const amos = await tx.users.byUpn(AMOS);
      for (let number = 0; number < 11; number += 1)
        await tx.users.put({
          ...amos!,
          ...{ key: `many-${number}`, id: null, upn: `many-${number}@contoso.com`, email: null },
          ...{ displayName: `Many ${number}`, department: 'Many', conferenceId: String(7_000_000 + number) },
        });
    });
    const planned = shownIn(await adele.says('reset conference ID for department Many'));
    await adele.presses('Yes');
    await finished(world());
    const before = (await world().user('many-3@contoso.com')).conferenceId;
    assert.notEqual(before, '7000003');
    assert.match(planned, /The old ID stops working at once/, 'the plan says what it means');

    assert.match(shownIn(await adele.says('undo')), /many people at once/);
    assert.equal((await world().user('many-3@contoso.com')).conferenceId, before);
  });

  it('takes every filter of a pipeline, and refuses two for the same thing', async () => {
    const { adele } = world();
    const all = 'Get-CsOnlineDialInConferencingUser';
    const reset = 'Set-CsOnlineDialInConferencingUser -ResetLeaderPin';
    await changeUser(world(), AMOS, { informedAt: null });
    for (const upn of ["ada.o'neil@contoso.com", 'francois.lefevre@contoso.com'])
      await changeUser(world(), upn, { informedAt: '2026-11-01T10:00:00.000Z' });

    const shown = shownIn(await adele.says(`${all} -Department Finance -NeverInformed | ${reset}`));
    const twice = await adele.says(`${all} -Department Finance | ? Department -eq Sales | ${reset}`);

    assert.match(shown, /Reset PIN for 1 person\?/);
    assert.match(shown, /never told their details/);
    assert.match(shownIn(twice), /Department -eq Sales/);
  });

  it('is a question that no line of a script can ask', async () => {
    const { adele } = world();
    const before = await pinHashes(world());
    const pipeline =
      'Get-CsOnlineDialInConferencingUser | Set-CsOnlineDialInConferencingUser -ResetLeaderPin';

    const sent = await adele.says(`${pipeline}\nGet-CsOnlineDialInConferencingUser amos`);
    await adele.says('yes');
    await finished(world());

    assert.match(shownIn(sent), /-Confirm:\$false/);
    assert.deepEqual(await changedSince(world(), before), []);
  });

  describe('above the threshold', () => {
    /** The plan that waits. */
    async function waiting(): Promise<Batch | undefined> {
      return world().serving.store.transaction(async (tx) => (await tx.batches.awaitingApproval())[0]);
    }

    it('waits for another admin, who approves exactly this plan', async () => {
      const { adele, henri } = world();
      await changeSettings(world(), { BulkApprovalThreshold: 2 });
      const before = await pinHashes(world());
      await adele.says('reset PIN for department Finance');
      await adele.presses('Yes');
      await finished(world());
      assert.deepEqual(await changedSince(world(), before), []);
      assert.match(screenOf(adele).at(-1) ?? '', /waits for approval/);
      assert.match(shownIn(await adele.says('approvals')), /Nothing waits for your approval/);

      const { key } = await world().user('henri.help@contoso.com');
      await world().serving.store.transaction((tx) => tx.roles.put(key, 'admin'));
      const asked = shownIn(await henri.says('approvals'));
      assert.match(asked, /Adele Vance/);
      await henri.presses('Approve');
      await finished(world());

      assert.equal((await changedSince(world(), before)).length, 3);
      assert.equal(await waiting(), undefined);
      assert.match(screenOf(adele).join('\n'), /finished[\s\S]*Approved by Henri/);
    });

    it('shows the other admin what people will have, and who they are; their card ends as the plan does', async () => {
      const { adele, henri } = world();
      await changeSettings(world(), { BulkApprovalThreshold: 1 });
      const { key } = await world().user('henri.help@contoso.com');
      await world().serving.store.transaction((tx) => tx.roles.put(key, 'admin'));
      await henri.says('hello');
      await adele.says('allow callers to start meetings of department Finance');
      await adele.presses('Yes');
      await finished(world());
      const told = screenOf(henri).at(-1) ?? '';
      assert.match(told, /Adele Vance[^]*\nYes\n/, 'which way it goes');
      assert.match(shownBy(await henri.presses('Show everybody')), /Amos Marble/);

      await henri.says('approvals');
      await henri.presses('Approve');
      await finished(world());
      assert.doesNotMatch(screenOf(henri).join('\n'), /under way|waits for approval/);
    });

    it('is taken back by whoever planned it, by words or by a button; nobody can approve it any more', async () => {
      const { adele, henri } = world();
      await changeSettings(world(), { BulkApprovalThreshold: 1 });
      const { key } = await world().user('henri.help@contoso.com');
      await world().serving.store.transaction((tx) => tx.roles.put(key, 'admin'));
      await henri.says('hello');
      const before = await pinHashes(world());
      for (const takeBack of [
        async () => shownIn(await adele.says('withdraw my request')),
        async () => shownBy(await adele.presses('Withdraw the request')),
      ]) {
        await adele.says('reset PIN for department Finance');
        await adele.presses('Yes');
        await finished(world());
        const place = screenOf(henri).length - 1;
        const card = henri.chat.messages.at(-1)!;
        const plan = await waiting();

        assert.match(await takeBack(), /Taken back: Reset PIN/);
        await finished(world());

        assert.match(screenOf(henri)[place] ?? '', /withdrawn/);
        assert.doesNotMatch(screenOf(adele).join('\n'), /waits for approval/);
        const input = { batch: plan!.id, fingerprint: plan!.fingerprint };
        await henri.teams.submits(henri.chat, card, {
          switchboard: { steps: [{ operation: 'approveBatch', input }] },
        });
        await finished(world());
        assert.deepEqual(await changedSince(world(), before), []);
      }
    });

    it('a card that the channel keeps from being changed is tried again, also by the next process', async () => {
      const { adele, henri, teams } = world();
      await changeSettings(world(), { BulkApprovalThreshold: 1 });
      const { key } = await world().user('henri.help@contoso.com');
      await world().serving.store.transaction((tx) => tx.roles.put(key, 'admin'));
      await henri.says('hello');
      await adele.says('reset PIN for department Finance');
      await adele.presses('Yes');
      await finished(world());
      const place = screenOf(henri).findIndex((card) => card.includes('Adele Vance'));
      const asked = () => screenOf(henri)[place] ?? '';
      const busy = teams.connector.faults.add(throttled(1), {
        route: 'updateActivity',
        conversationId: henri.chat.id,
      });

      await henri.says('approvals');
      await henri.presses('Approve');
      await finished(world());
      assert.match(asked(), /waits for approval/);
      await restart(world());
      await finished(world());
      assert.match(asked(), /waits for approval/);
      busy();
      await pass(world(), 30_000);
      await finished(world());

      assert.match(asked(), /finished/);
    });

    it('a typed yes and a pressed one begin it once, and the card shows how it stands', async () => {
      const { adele } = world();
      await adele.says('reset PIN for department Finance');
      await adele.says('yes');
      await finished(world());
      const before = await pinHashes(world());
      assert.match(shownBy(await adele.presses('Yes')), /finished/);
      assert.deepEqual(await changedSince(world(), before), []);
    });

    it('is refused by another admin, and nothing is changed', async () => {
      const { adele, henri } = world();
      await changeSettings(world(), { BulkApprovalThreshold: 1 });
      const before = await pinHashes(world());
      await adele.says('reset PIN for department Finance');
      await adele.presses('Yes');
      const { key } = await world().user('henri.help@contoso.com');
      await world().serving.store.transaction((tx) => tx.roles.put(key, 'admin'));
      await henri.says('approvals');

      await henri.presses('Refuse');
      await finished(world());

      assert.deepEqual(await changedSince(world(), before), []);
      assert.match(screenOf(adele).at(-1) ?? '', /refused[\s\S]*Refused by Henri/);
    });
  });

  for (const [line, cmdlet] of [
    [
      'reset PIN for department Finance',
      'Get-CsOnlineDialInConferencingUser -Department Finance | Set-CsOnlineDialInConferencingUser -ResetLeaderPin',
    ],
    [
      'reset conference ID for all users in Sweden',
      'Get-CsOnlineDialInConferencingUser | Where-Object {$_.Country -eq "SE"} | Set-CsOnlineDialInConferencingUser -ResetConferenceId',
    ],
    [
      'reset PIN for all without mailbox',
      'Get-CsOnlineDialInConferencingUser -WithoutMailbox | Set-CsOnlineDialInConferencingUser -ResetLeaderPin',
    ],
    [
      'reset PIN for all users',
      'Get-CsOnlineDialInConferencingUser | Set-CsOnlineDialInConferencingUser -ResetLeaderPin',
    ],
  ] as const)
    it(`"${line}" shows the pipeline that asks for the same, and it does`, async () => {
      const { adele } = world();
      const byWords = shownIn(await adele.says(line)).replaceAll('\\', '');
      assert.ok(byWords.includes(cmdlet), byWords);
      const byCmdlet = shownIn(await adele.says(cmdlet)).replaceAll('\\', '');
      assert.equal(byCmdlet, byWords);
    });
});
