import assert from 'node:assert/strict';
import { shownIn } from '../../support/switchboardWorld.ts';
import {
  ADELE,
  ADMIN_GROUP,
  aDirectoryUser,
  AMOS,
  directoryPerTest,
  HELP_GROUP,
  idOf,
  NORA,
} from './directoryWorld.ts';

const MINUTE = 60_000;
const TEAMS_ADMINISTRATOR = '69091246-20e8-4a56-aa4d-066075b2a7a8';
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const CHANGED = /Settings changed/;
const MAY_NOT = /needs the role admin/;

describe('roles of the directory', () => {
  const world = directoryPerTest(
    { ADMIN_GROUPS: ADMIN_GROUP, HELP_DESK_GROUPS: HELP_GROUP, ADMIN_DIRECTORY_ROLES: 'Teams Administrator' },
    (graph) => {
      graph.put(aDirectoryUser(ADELE, 'Adele Vance'));
      graph.put(aDirectoryUser(AMOS, 'Amos Marble'));
      graph.put(aDirectoryUser(NORA, 'Nora New'));
      graph.groups.set(ADMIN_GROUP, []);
      graph.groups.set(HELP_GROUP, []);
    },
  );
  const amos = () => world().bot.amos;
  const nora = () => world().bot.person('Nora New', 170);

  /** Reads the directory again, as happens every two minutes. */
  const nextReading = () => world().pass(2 * MINUTE);

  it('are those of the members of a group, of people here and of people who are new', async () => {
    world().graph.groups.set(ADMIN_GROUP, [AMOS, NORA]);
    world().graph.groups.set(HELP_GROUP, [AMOS]);
    assert.match(shownIn(await amos().says('set PIN length to 7')), MAY_NOT);
    await nextReading();

    assert.match(shownIn(await amos().says('set PIN length to 7')), CHANGED);
    assert.match(shownIn(await nora().says('set PIN length to 8')), CHANGED);
    const shown = shownIn(await nora().says('roles'));
    assert.match(shown, /Admins\nAdele Vance\n/);
    assert.match(shown, /Admins by the directory\nAmos Marble, Nora New\n/);
    assert.match(shown, /Help desk by the directory\nnobody\n/);
  });

  it('are those of a directory role, also of the members of a group that has it; not of a part of the organisation', async () => {
    const { assignments, groups } = world().graph;
    const given = { roleDefinitionId: TEAMS_ADMINISTRATOR, directoryScopeId: '/' };
    assignments.push(
      { ...given, principal: NORA },
      { ...given, principal: { '@odata.type': '#microsoft.graph.group', id: 'the-group' } },
      { ...given, principal: { '@odata.type': '#microsoft.graph.servicePrincipal', id: 'a-program' } },
      { ...given, directoryScopeId: '/administrativeUnits/sales', principal: idOf(3) },
      { roleDefinitionId: GLOBAL_ADMINISTRATOR, directoryScopeId: '/', principal: idOf(3) },
    );
    groups.set('the-group', [AMOS, { '@odata.type': '#microsoft.graph.device', id: 'a-device' }]);
    await nextReading();

    assert.match(shownIn(await nora().says('set PIN length to 7')), CHANGED);
    assert.match(shownIn(await amos().says('set PIN length to 8')), CHANGED);
    // Henri is the help desk, and no more by what he is for a part.
    assert.match(shownIn(await world().bot.henri.says('set PIN length to 9')), MAY_NOT);
  });

  it('let the help desk do what the help desk may', async () => {
    world().graph.groups.set(HELP_GROUP, [AMOS]);
    await nextReading();

    assert.match(shownIn(await amos().says('show adele')), /adele\.vance@contoso\.com/);
    assert.match(shownIn(await amos().says('set PIN length to 7')), MAY_NOT);
    // Her PIN is an admin's.
    assert.match(shownIn(await amos().says('reset PIN for adele')), /pin-of-admin/);
  });

  it('protect an admin of the directory as any admin', async () => {
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();

    assert.match(shownIn(await world().bot.henri.says('reset PIN for amos')), /pin-of-admin/);
  });

  it('are nobody’s from another organisation', async () => {
    const guest = idOf(171);
    world().graph.put(
      aDirectoryUser(guest, 'Gus Guest', {
        userPrincipalName: 'gus_fabrikam.com#EXT#@contoso.com',
        userType: 'Guest',
      }),
    );
    world().graph.groups.set(ADMIN_GROUP, [guest]);
    await nextReading();

    const gus = world().bot.teams.person('Gus Guest', { objectId: guest });
    assert.doesNotMatch(shownIn(await gus.says('set PIN length to 7')), CHANGED);
    assert.doesNotMatch(shownIn(await world().bot.adele.says('roles')), /Gus|by the directory/);
  });

  it('end when the directory takes them, within five minutes', async () => {
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();
    assert.match(shownIn(await amos().says('set PIN length to 7')), CHANGED);

    world().graph.groups.set(ADMIN_GROUP, []);
    await nextReading();

    assert.match(shownIn(await amos().says('set PIN length to 8')), MAY_NOT);
  });

  it('count for five minutes when the directory does not answer, and then not until it does', async () => {
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();
    world().graph.trouble = 'silence';
    await world().pass(4.5 * MINUTE);
    assert.match(shownIn(await amos().says('set PIN length to 7')), CHANGED);

    await world().pass(MINUTE);

    assert.match(shownIn(await amos().says('set PIN length to 8')), MAY_NOT);
    const shown = shownIn(await world().bot.adele.says('roles'));
    assert.match(shown, /Directory\ndoes not answer: its roles do not count until it does\n/);
    assert.match(shown, /Admins\nAdele Vance\n/);
    world().graph.trouble = null;
    await world().pass(MINUTE);
    assert.match(shownIn(await amos().says('set PIN length to 8')), CHANGED);
  });

  it('count no longer either when it says that this program may not read them; the log tells with which status', async () => {
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();
    world().graph.trouble = { status: 403, code: 'Authorization_RequestDenied' };

    await world().pass(5 * MINUTE);

    assert.match(shownIn(await amos().says('set PIN length to 8')), MAY_NOT);
    assert.match(
      world().told.join(''),
      /"task":"roles","kind":"refused","detail":"403 Authorization_RequestDenied"/,
    );
    assert.doesNotMatch(world().bot.logged.join(''), /nobody’s business/);
  });

  it('of a group that was deleted are nobody’s; those of the others stand', async () => {
    world().graph.groups.delete(HELP_GROUP);
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();

    assert.match(shownIn(await amos().says('set PIN length to 7')), CHANGED);
    assert.match(world().told.join(''), /a group that gives a role is not in the directory/);
  });

  it('cannot be taken here: that is said, and where they can', async () => {
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();

    const shown = shownIn(await world().bot.adele.says('remove admin amos'));

    assert.match(shown, /Amos Marble has the role admin by a group or a role of the directory/);
    assert.match(shown, /Microsoft Entra/);
  });

  it('do not let the last admin go who is kept here: the directory may fall silent', async () => {
    const { adele } = world().bot;
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();

    assert.match(shownIn(await adele.says('remove admin adele')), /last-admin/);
    assert.match(shownIn(await amos().says('remove person adele')), /last-admin/);
  });

  it('keep people here who would be added again', async () => {
    world().graph.groups.set(HELP_GROUP, [NORA]);
    await nextReading();

    assert.match(shownIn(await world().bot.adele.says('remove person nora')), /role-by-directory/);
  });

  it('are nobody’s who cannot sign in', async () => {
    world().graph.put({ id: AMOS, accountEnabled: false });
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();

    assert.match(shownIn(await amos().says('set PIN length to 7')), MAY_NOT);
  });

  it('are nobody’s where only ids can be read, and the log says what is missing', async () => {
    const limited = {
      '@odata.type': '#microsoft.graph.user',
      id: AMOS,
      userPrincipalName: null,
      userType: null,
    };
    world().graph.groups.set(ADMIN_GROUP, [limited]);
    await nextReading();

    assert.match(shownIn(await amos().says('set PIN length to 7')), MAY_NOT);
    assert.match(world().told.join(''), /User\.Read\.All is missing/);
  });

  describe('while the directory does not answer', () => {
    const silent = async () => {
      world().graph.trouble = 'silence';
      await world().pass(6 * MINUTE);
    };

    it('protect an admin of the directory all the same', async () => {
      world().graph.groups.set(ADMIN_GROUP, [AMOS]);
      await nextReading();
      await silent();

      assert.match(shownIn(await world().bot.henri.says('reset PIN for amos')), /pin-of-admin/);
      assert.match(shownIn(await world().bot.henri.says('reset PIN for alex.wilber')), /has been reset/);
    });

    it('protect everybody before it has answered once', async () => {
      world().graph.trouble = 'silence';
      await world().bot.stopBot();
      await world().bot.startBot(world().env);

      assert.match(shownIn(await world().bot.henri.says('reset PIN for amos')), /roles-unknown/);
      assert.match(shownIn(await world().bot.adele.says('reset PIN for amos')), /has been reset/);
    });

    it('let people reset their own PIN where they may', async () => {
      await world().bot.adele.says('set AllowSelfServicePinReset to true');
      world().graph.trouble = 'silence';
      await world().bot.stopBot();
      await world().bot.startBot(world().env);

      assert.match(shownIn(await amos().says('reset my PIN')), /has been reset/);
    });

    /** Another run of the program, which has not heard of the directory yet. */
    const restartSilent = async () => {
      world().graph.trouble = 'silence';
      await world().bot.stopBot();
      await world().bot.startBot(world().env);
      await world().pass(1_000);
    };
    const kept = async (collection: string) => {
      const records = [];
      for await (const [name, record] of world().bot.serving.store.everything())
        if (name === collection) records.push(record);
      return records as { state: string; kind?: string; channel?: string; userKey?: string }[];
    };
    const answersAgain = async () => {
      world().graph.trouble = null;
      await world().pass(MINUTE);
    };

    const batchStates = async () => (await kept('batches')).map(({ state }) => state);

    /** An admin of the directory has something begun for many people, of which nothing is done yet. */
    const beginForAll = async () => {
      world().graph.groups.set(ADMIN_GROUP, [AMOS]);
      await nextReading();
      await amos().says('reset PIN for all users');
      await world().bot.serving.batches.stop();
      await amos().presses('Yes');
    };

    it('let an admin of the directory be told later what people ask for', async () => {
      world().graph.groups.set(ADMIN_GROUP, [NORA]);
      await nextReading();
      await nora().says('hello');
      await world().bot.serving.courier.stop();
      await world().bot.person('Alex Wilber', 6).says('ask for a new PIN');
      const { key } = await world().bot.user('nora.new@contoso.com');
      const states = async () =>
        (await kept('outbox'))
          .filter(({ kind, channel, userKey }) => kind === 'ask' && channel === 'chat' && userKey === key)
          .map(({ state }) => state);
      assert.deepEqual(await states(), ['waiting']);

      await restartSilent();
      assert.deepEqual(await states(), ['waiting']);

      await answersAgain();
      assert.deepEqual(await states(), ['sent']);
    });

    it('let what is done to many go on when it is known again that they may do it', async () => {
      await beginForAll();
      assert.deepEqual(await batchStates(), ['running']);

      await restartSilent();
      assert.deepEqual(await batchStates(), ['running']);

      await answersAgain();
      assert.deepEqual(await batchStates(), ['done']);
    });

    it('stop what is done to many when the directory says that they may not any more', async () => {
      await beginForAll();
      world().graph.groups.set(ADMIN_GROUP, []);
      await restartSilent();
      await answersAgain();

      assert.deepEqual(await batchStates(), ['stopped']);
    });
  });

  it('bring an admin of the directory what people ask for, and let them decide', async () => {
    world().graph.groups.set(ADMIN_GROUP, [AMOS]);
    await nextReading();
    const alex = world().bot.person('Alex Wilber', 6);
    await amos().says('hello');

    await alex.says('ask for a new PIN');
    await world().bot.serving.courier.idle();

    assert.match(shownIn(amos().unread()), /asks[^]*PIN/i);
  });

  it('are kept apart from those that are kept here: what is written down of a person has only those', async () => {
    world().graph.groups.set(ADMIN_GROUP, [NORA]);
    await nextReading();

    const { key } = await world().bot.user('nora.new@contoso.com');
    const { of, list } = await world().bot.serving.store.transaction(async (tx) => ({
      of: await tx.roles.of(key),
      list: await tx.roles.list(),
    }));

    assert.equal(of, 'user');
    assert.deepEqual(list.map(({ role }) => role).sort(), ['admin', 'helpDesk']);
  });
});
