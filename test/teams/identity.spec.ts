import assert from 'node:assert/strict';
import type { Role } from '../../src/domain/actor.ts';
import { aUser } from '../support/builders.ts';
import { shownIn, SwitchboardWorld } from '../support/switchboardWorld.ts';

const NEW_ID = '7faf8ab2-3d56-4244-b585-20c8a42ed2b8';

describe('who somebody is', () => {
  let world: SwitchboardWorld;
  afterEach(() => world.close());

  /** Starts with the record of Nova Newman, who is not known by object id unless told otherwise. */
  async function start(changes: Parameters<typeof aUser>[0] = {}, env: Record<string, string> = {}) {
    world = await SwitchboardWorld.start(env);
    const nova = aUser({ displayName: 'Nova Newman', conferenceId: '4455667', ...changes });
    await world.serving.store.transaction((tx) => tx.users.put(nova));
  }

  const upn = 'nova.newman@contoso.com';
  const idOfNova = async () => (await world.user(upn)).id;

  it('is told by the user name in the roster, once, for a record without an object id', async () => {
    await start();
    const nova = world.teams.person('Nova Newman', { objectId: NEW_ID, userPrincipalName: upn });

    const greeted = await nova.says('hello');

    assert.match(shownIn(greeted), /Hello Nova Newman/);
    assert.equal(await idOfNova(), NEW_ID);
  });

  it('does not pass to somebody else who bears the user name of a record that has its object id', async () => {
    await start({ id: '11111111-1111-4111-8111-111111111111' });
    const other = world.teams.person('Nova Newman', { objectId: NEW_ID, userPrincipalName: upn });

    const answer = await other.says('my conference info');

    assert.ok(!shownIn(answer).includes('4455667'));
    assert.equal(await idOfNova(), '11111111-1111-4111-8111-111111111111');
  });

  for (const [what, guest] of [
    ['the role of a guest', { userRole: 'guest', userPrincipalName: upn }],
    ['the user name of a guest', { userPrincipalName: 'nova.newman_contoso.com#EXT#@fabrikam.com' }],
  ] as const) {
    it(`is never told for somebody with ${what}`, async () => {
      await start(what === 'the role of a guest' ? {} : { upn: guest.userPrincipalName });
      const nova = world.teams.person('Nova Newman', { objectId: NEW_ID, ...guest });

      const answer = await nova.says('my conference info');

      assert.ok(!shownIn(answer).includes('4455667'));
      assert.equal((await world.user(guest.userPrincipalName)).id, null);
    });
  }

  it('is never told by a display name, nor by an address in the activity', async () => {
    await start();
    const namesake = world.teams.person('Nova Newman', {
      objectId: NEW_ID,
      userPrincipalName: 'somebody.else@contoso.com',
      email: upn,
    });

    const answer = await namesake.says('my conference info');

    assert.ok(!shownIn(answer).includes('4455667'));
    assert.equal(await idOfNova(), null);
  });

  it('is never told by what a button carries', async () => {
    await start();
    const stranger = world.teams.person('Stranger', {
      objectId: NEW_ID,
      userPrincipalName: 'stranger@contoso.com',
    });
    const [shown] = await stranger.says('hello');
    const [message] = stranger.chat.messages.filter((one) => one.activity.id === shown?.id);
    assert.ok(message);
    const value = {
      switchboard: { steps: [{ operation: 'myInfo', input: {} }] },
      from: { aadObjectId: '00000000-0000-4000-8000-000000000001' },
      userPrincipalName: 'adele.vance@contoso.com',
    };

    await stranger.teams.submits(stranger.chat, message, value);

    assert.ok(!shownIn(stranger.unread()).includes('Adele'));
  });
});

describe('ADMINS and HELP_DESK', () => {
  let world: SwitchboardWorld;
  afterEach(() => world.close());

  const roleOf = (name: string): Promise<Role> =>
    world.serving.store.transaction(async (tx) => {
      const user = (await tx.users.byUpn(name)) ?? (await tx.users.byObjectId(name));
      assert.ok(user, `nobody is ${name}`);
      return tx.roles.of(user.key);
    });

  it('replace the roles of the sample, by user name and by object id', async () => {
    world = await SwitchboardWorld.start({
      ADMINS: 'amos.marble@contoso.com',
      HELP_DESK: '00000000-0000-4000-8000-000000000006, Nova.Newman@contoso.com',
    });

    assert.equal(await roleOf('amos.marble@contoso.com'), 'admin');
    assert.equal(await roleOf('alex.wilber@contoso.com'), 'helpDesk');
    assert.equal(await roleOf('nova.newman@contoso.com'), 'helpDesk');
    assert.equal(await roleOf('adele.vance@contoso.com'), 'user');
    assert.equal(await roleOf('henri.help@contoso.com'), 'user');
  });

  it('count on the first start only; a later difference is logged', async () => {
    world = await SwitchboardWorld.start();
    await world.stopBot();

    await world.startBot({ ADMINS: 'amos.marble@contoso.com' });

    assert.equal(await roleOf('amos.marble@contoso.com'), 'user');
    assert.equal(await roleOf('adele.vance@contoso.com'), 'admin');
    const told = world.logged.filter((line) => line.includes('ADMINS and HELP_DESK'));
    assert.equal(told.length, 2, 'one that the store does not have, one that the environment does not have');
  });

  it('may name by object id somebody whom the organisation knows by user name: both become one', async () => {
    world = await SwitchboardWorld.start({ ADMINS: NEW_ID });
    const nova = aUser({ displayName: 'Nova Newman', conferenceId: '4455667' });
    await world.serving.store.transaction((tx) => tx.users.put(nova));
    const person = world.teams.person('Nova Newman', { objectId: NEW_ID });

    const answer = await person.says('reset PIN for amos');

    assert.match(shownIn(answer), /The PIN of Amos Marble has been reset/);
    const user = await world.user('nova.newman@contoso.com');
    assert.deepEqual([user.id, user.conferenceId], [NEW_ID, '4455667']);
    assert.equal(await roleOf(NEW_ID), 'admin');
    const { rows } = await world.serving.store.transaction((tx) => tx.users.list({}, 0, 100));
    assert.equal(rows.filter((one) => one.id === NEW_ID).length, 1);
  });
});
