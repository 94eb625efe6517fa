import assert from 'node:assert/strict';
import { shownIn, type SwitchboardWorld } from '../../support/switchboardWorld.ts';
import { TEST_BOT } from '../../support/teamsPayloads.ts';
import {
  changeUser,
  mailsTo,
  onDisk,
  recordOf,
  restart,
  saidIn,
  screenOf,
  shownBy,
  told,
  worldPerTest,
} from './ruleWorld.ts';

const AMOS = 'amos.marble@contoso.com';
const BO = 'bo.ek@contoso.com';

async function nobodyIs(world: SwitchboardWorld, upn: string): Promise<boolean> {
  return (await world.serving.store.transaction((tx) => tx.users.byUpn(upn))) === undefined;
}

describe('a person is added', () => {
  const world = worldPerTest();

  for (const line of [
    `add person Bo Ek ${BO}`,
    `add Bo Ek <${BO}>`,
    `ajouter la personne Bo Ek ${BO}`,
    `lägg till personen Bo Ek ${BO}`,
  ]) {
    it(`by "${line}", without licence or ID, on record`, async () => {
      assert.match(shownIn(await world().adele.says(line)), /Bo Ek/);
      const bo = await world().user(BO);
      assert.deepEqual(
        [bo.displayName, bo.email, bo.licensed, bo.conferenceId, bo.pin, bo.id],
        ['Bo Ek', BO, false, null, null, null],
      );
      assert.equal((await recordOf(world(), BO))[0]?.operation, 'addPerson');
    });
  }

  it('by the form, which asks for what was left out and keeps what was said', async () => {
    const { adele } = world();
    assert.match(shownIn(await adele.says(`add person ${BO}`)), /Name[^]*is missing|missing/);
    await adele.presses('OK', {
      inputs: { displayName: 'Bo Ek', department: 'Sales', country: 'se', locale: 'sv' },
    });
    const bo = await world().user(BO);
    assert.deepEqual([bo.displayName, bo.department, bo.country, bo.locale], ['Bo Ek', 'Sales', 'SE', 'sv']);
  });

  it('by name from the members of a team, with the identity that the roster tells', async () => {
    const { adele } = world();
    const bo = world().person('Bo Ek', 77, BO);
    const group = world().teams.chat.group('Team', [adele.teams.person, bo.teams.person], 'channel');
    await adele.says('add person Bo Ek', { in: group, mentions: [TEST_BOT] });
    const added = await world().user(BO);
    assert.deepEqual([added.displayName, added.id], ['Bo Ek', bo.teams.person.objectId]);
    assert.match(shownIn(await bo.says('hello')), /Hello Bo Ek/);
  });

  it('and is recognised by user name when they first write', async () => {
    const { adele } = world();
    const bo = world().person('Bo Ek', 77, BO);
    assert.match(shownIn(await bo.says('my conference info')), /not among the people/);
    await adele.says(`add person Bo Ek ${BO}`);
    assert.match(shownIn(await bo.says('hello')), /Hello Bo Ek/);
    assert.equal((await world().user(BO)).id, bo.teams.person.objectId);
  });

  for (const [line, words] of [
    [
      'add person Bo Ek',
      /“Bo Ek” is not a user name, and nobody in this conversation is called that[^]*name@domain/,
    ],
    [`add person Amos Two ${AMOS}`, /Amos Marble \(amos\.marble@contoso\.com\) is here already/],
  ] as const) {
    it(`is refused: "${line}"`, async () => {
      assert.match(shownIn(await world().adele.says(line)).replaceAll('\\', ''), words);
      assert.ok(await nobodyIs(world(), BO));
    });
  }

  it('is not, when they are a guest', async () => {
    const { adele } = world();
    const guest = world().teams.person('Gus Guest', {
      userRole: 'guest',
      userPrincipalName: 'gus@fabrikam.com',
    });
    const group = world().teams.chat.group('Team', [adele.teams.person, guest.teams.person], 'channel');
    await adele.says('add person Gus Guest', { in: group, mentions: [TEST_BOT] });
    assert.match(screenOf(adele).join('\n'), /Gus Guest is a guest here/);
    assert.ok(await nobodyIs(world(), 'gus@fabrikam.com'));
  });

  it('by admins only, previewed and undone', async () => {
    const { adele, henri, amos } = world();
    for (const person of [henri, amos])
      assert.match(shownIn(await person.says(`add person Bo Ek ${BO}`)), /needs the role admin/);
    assert.match(shownIn(await adele.says(`what if I add person Bo Ek ${BO}`)), /Preview/);
    assert.ok(await nobodyIs(world(), BO));
    await adele.says(`add person Bo Ek ${BO}`);
    await adele.says('undo');
    await adele.says('yes');
    assert.ok(await nobodyIs(world(), BO));
  });
});

describe('rule 9: a person is removed, and everything of theirs dies at once', () => {
  const world = worldPerTest();

  it('after a Yes: ID in quarantine, PIN, role and conversation gone, E4 out although the record is gone', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await adele.says('reset PIN for amos');
    const { key } = await world().user(AMOS);
    await told(world());
    amos.unread();

    assert.match(shownIn(await adele.says('remove person amos')), /Remove Amos Marble\?/);
    assert.ok(!(await nobodyIs(world(), AMOS)));
    assert.match(shownBy(await adele.presses('Yes')), /Amos Marble has been removed/);
    await told(world());

    assert.ok(await nobodyIs(world(), AMOS));
    const [quarantined, role, conversation, rows] = await world().serving.store.transaction(async (tx) => [
      await tx.quarantine.get('8271964'),
      await tx.roles.of(key),
      await tx.conversations.get(key),
      await tx.outbox.ofUser(key),
    ]);
    assert.deepEqual([quarantined?.userKey, role, conversation], [key, 'user', undefined]);
    const e4 = rows.filter((row) => row.kind === 'E4');
    assert.deepEqual(e4.map((row) => [row.channel, row.state]).sort(), [
      ['chat', 'sent'],
      ['mail', 'sent'],
    ]);
    const chat = shownIn(amos.unread());
    const mail = (await mailsTo(world(), AMOS))
      .map(saidIn)
      .find((said) => !said.includes('PIN has been reset'));
    assert.ok(mail);
    for (const text of [chat, mail]) assert.doesNotMatch(text, /8271964|425 555|\b\d{5}\b/);
    assert.match(shownIn(await adele.says('show amos marble')), /Nobody here is called/);
    assert.match(shownIn(await adele.says('deliveries')), /Amos Marble/);
  });

  it('gives the ID to nobody else', async () => {
    const { adele } = world();
    await adele.says('remove person amos');
    await adele.presses('Yes');
    assert.match(shownIn(await adele.says('set conference ID of ada to 8271964')), /withheld for 90 days/);
  });

  it('cancels what waits for them, and erases its secret', async () => {
    const { adele } = world();
    await changeUser(world(), AMOS, { id: null, hasMailbox: false, email: null });
    await adele.says('reset PIN for amos');
    const { key } = await world().user(AMOS);
    await adele.says('remove person amos');
    await adele.presses('Yes');
    await told(world());
    const rows = await world().serving.store.transaction((tx) => tx.outbox.ofUser(key));
    assert.ok(rows.length > 0);
    assert.deepEqual(
      rows.map((row) => [row.kind, row.state, row.secret]),
      rows.map(() => ['E3', 'superseded', null]),
    );
  });

  it('tells them also after a restart', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await adele.says('remove person amos');
    await world().serving.courier.stop();
    await adele.presses('Yes');
    await restart(world());
    await told(world());
    assert.match(shownIn(amos.unread()), /turned off|no longer/);
    assert.equal((await mailsTo(world(), AMOS)).length, 1);
  });

  it('tells nobody who had no conferencing here', async () => {
    const { adele } = world();
    await adele.says('remove person tara');
    await adele.presses('Yes');
    await told(world());
    assert.deepEqual(world().mails(), []);
    assert.ok(await nobodyIs(world(), 'tara.third@contoso.com'));
  });

  it('is recorded without secrets, with the name of the day', async () => {
    const { adele } = world();
    const { key } = await world().user(AMOS);
    await adele.says('remove person amos');
    await adele.presses('Yes');
    const [row] = await world().serving.store.transaction((tx) => tx.audit.find({ person: key }, 0, 1));
    assert.deepEqual([row?.operation, row?.people[0]?.name, row?.after], ['removePerson', 'Amos Marble', {}]);
    assert.match(shownIn(await adele.says('history today')), /Remove a person: Amos Marble/);
    assert.match(shownIn(await adele.says('undo')), /this cannot be undone/);
  });

  it('answers a removed person as a stranger from then on, in any conversation', async () => {
    const { adele, amos } = world();
    await amos.says('hello');
    await adele.says('remove person amos');
    await adele.presses('Yes');
    assert.match(shownIn(await amos.says('my conference info')), /not among the people/);
  });

  it('does nothing on No, in a preview, or for who may not', async () => {
    const { adele, henri, amos } = world();
    await adele.says('remove person amos');
    await adele.presses('No');
    assert.match(shownIn(await adele.says('what if I remove person amos')), /Preview/);
    for (const person of [henri, amos])
      assert.match(shownIn(await person.says('remove person amos')), /needs the role admin/);
    await told(world());
    assert.ok(!(await nobodyIs(world(), AMOS)));
    assert.equal((await world().user(AMOS)).conferenceId, '8271964');
    assert.deepEqual(world().mails(), []);
  });

  it('leaves no PIN anywhere', async () => {
    const { adele } = world();
    await adele.says('reset PIN for amos');
    const pin = /^\d{5}$/m.exec(screenOf(adele).join('\n'))?.[0];
    assert.ok(pin);
    await adele.says('remove person amos');
    await adele.presses('Yes');
    await told(world());
    assert.ok(!(await onDisk(world())).includes(`"${pin}"`));
  });
});
