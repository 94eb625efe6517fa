import assert from 'node:assert/strict';
import { shownIn } from '../../support/switchboardWorld.ts';
import { aDirectoryUser, ADELE, AMOS, directoryPerTest, idOf, NORA } from './directoryWorld.ts';

const MINUTE = 60_000;

describe('people of the directory', () => {
  const world = directoryPerTest(
    { DIRECTORY_SYNC_MINUTES: '15', DIRECTORY_SYNC_MOST_REMOVED: '2' },
    (graph) => {
      graph.put(aDirectoryUser(ADELE, 'Adele Vance'));
      graph.put(aDirectoryUser(AMOS, 'Amos Marble', { department: 'Sales', usageLocation: 'SE' }));
      graph.put(
        aDirectoryUser(NORA, 'Nora New', {
          department: 'Finance',
          usageLocation: 'SE',
          state: 'Skåne',
          city: 'Malmö',
          preferredLanguage: 'sv-SE',
        }),
      );
      graph.put(aDirectoryUser(idOf(171), 'Gus Guest', { userType: 'Guest' }));
      graph.put(aDirectoryUser(idOf(172), 'Room Adams', { accountEnabled: false }));
    },
  );
  const nextRound = () => world().pass(15 * MINUTE);
  const user = (name: string) => world().bot.user(`${name}@contoso.com`);
  const isKnown = async (name: string) => (await user(name).catch(() => undefined)) !== undefined;
  const adele = () => world().bot.adele;

  it('are added with what it says of them, but no guests, and nobody who cannot sign in', async () => {
    const {
      id,
      displayName,
      email,
      hasMailbox,
      department,
      country,
      state,
      city,
      locale,
      licensed,
      provider,
    } = await user('nora.new');

    assert.deepEqual(
      { id, displayName, email, hasMailbox, department, country, state, city, locale, licensed, provider },
      {
        id: NORA,
        displayName: 'Nora New',
        email: 'nora.new@contoso.com',
        hasMailbox: true,
        department: 'Finance',
        country: 'SE',
        state: 'Skåne',
        city: 'Malmö',
        locale: 'sv',
        licensed: false,
        provider: 'None',
      },
    );
    assert.deepEqual([await isKnown('gus.guest'), await isKnown('room.adams')], [false, false]);
    assert.match(shownIn(await adele().says('history nora')), /Directory: Nora New\n[^]*directory: done/);
  });

  it('are asked for page after page, and the next time only for what has changed', async () => {
    world().graph.pageSize = 2;
    world().graph.asked.length = 0;
    await world().restart();
    assert.deepEqual(world().graph.asked, ['GET /v1.0/users/delta?$deltatoken=5']);

    for (const number of [173, 174, 175]) world().graph.put(aDirectoryUser(idOf(number), `New ${number}`));
    world().graph.asked.length = 0;
    await nextRound();

    assert.deepEqual(world().graph.asked, [
      'GET /v1.0/users/delta?$deltatoken=5',
      'GET /v1.0/users/delta?$deltatoken=5&$skiptoken=2',
    ]);
    assert.equal((await user('new.175')).displayName, 'New 175');
  });

  it('are changed as they are changed there, property by property, and keep what is ours', async () => {
    const before = await user('amos.marble');
    world().graph.put({ id: AMOS, department: 'Research' });
    world().graph.put({ id: AMOS, displayName: 'Amos M. Marble', mail: null });
    await nextRound();

    const after = await user('amos.marble');
    assert.deepEqual(after, {
      ...before,
      department: 'Research',
      displayName: 'Amos M. Marble',
      email: null,
      hasMailbox: false,
    });
    const shown = shownIn(await adele().says('history amos'));
    assert.match(shown, /Sales[^]*Research/);
  });

  it('are the ones that files brought, once their user name tells so', async () => {
    const { key } = await user('alex.wilber');
    const other = idOf(176);
    await world().bot.serving.store.transaction(async (tx) => {
      const alex = await tx.users.get(key);
      if (alex) await tx.users.put({ ...alex, id: null });
    });
    world().graph.put(aDirectoryUser(other, 'Alex Wilber'));
    await nextRound();

    const linked = await user('alex.wilber');
    assert.deepEqual([linked.key, linked.id], [key, other]);
  });

  it('may be given a user name before its former owner has lost it', async () => {
    world().graph.put({ id: AMOS, userPrincipalName: 'nora.new@contoso.com' });
    world().graph.put({ id: NORA, userPrincipalName: 'nora.old@contoso.com' });
    await nextRound();

    assert.deepEqual([(await user('nora.new')).id, (await user('nora.old')).id], [AMOS, NORA]);
  });

  it('that another one here has the user name of are told in the log by their id; the rest of them is taken', async () => {
    world().graph.put({ id: NORA, userPrincipalName: 'amos.marble@contoso.com', department: 'Legal' });
    await nextRound();

    const nora = await user('nora.new');
    assert.deepEqual([nora.id, nora.department], [NORA, 'Legal']);
    assert.match(world().told.join(''), new RegExp(`"objectId":"${NORA}".*user name`));
  });

  it('who are new here but not there are asked for as a whole', async () => {
    world().graph.put({ id: idOf(172), accountEnabled: true });
    await nextRound();

    assert.equal((await user('room.adams')).displayName, 'Room Adams');
  });

  it('lose everything when they are deleted there; their ID goes into quarantine, and nobody writes to them', async () => {
    const { conferenceId, key } = await user('amos.marble');
    await adele().says('reset PIN for amos');
    world().graph.remove(AMOS);
    await nextRound();

    assert.equal(await isKnown('amos.marble'), false);
    const { quarantined, rows } = await world().bot.serving.store.transaction(async (tx) => ({
      quarantined: await tx.quarantine.get(conferenceId ?? ''),
      rows: await tx.outbox.ofUser(key),
    }));
    assert.ok(quarantined);
    assert.ok(rows.every(({ kind, state }) => kind !== 'E4' && (state === 'sent' || state === 'superseded')));
  });

  it('are not removed when more are gone than is likely: the log says so, and the link waits', async () => {
    for (const id of [ADELE, AMOS, NORA]) world().graph.remove(id);
    world().graph.put(aDirectoryUser(idOf(177), 'Late Comer'));
    await nextRound();

    assert.deepEqual([await isKnown('amos.marble'), await isKnown('late.comer')], [true, true]);
    assert.match(world().told.join(''), /"people":3,"most":2.*DIRECTORY_SYNC_MOST_REMOVED/);

    // Two of them were a mistake there.
    world().graph.put(aDirectoryUser(ADELE, 'Adele Vance'));
    world().graph.put(aDirectoryUser(NORA, 'Nora New'));
    await nextRound();

    assert.deepEqual([await isKnown('amos.marble'), await isKnown('adele.vance')], [false, true]);
  });

  it('are read anew when the link is too old; who is gone since is found by that', async () => {
    world().graph.expired.add(world().graph.deltaLink);
    world().graph.put({ id: NORA, city: 'Lund' });
    // Everybody of the sample organisation who has an id is there as well.
    const { rows } = await world().bot.serving.store.transaction((tx) => tx.users.list({}, 0, 1_000));
    for (const one of rows)
      if (one.id !== null && !world().graph.users.has(one.id))
        world().graph.put(
          aDirectoryUser(one.id, one.displayName, { userPrincipalName: one.upn, mail: one.email }),
        );
    world().graph.removeUnseen(AMOS);
    await nextRound();

    assert.match(world().told.join(''), /the directory has to be read anew/);
    assert.equal((await user('nora.new')).city, 'Lund');
    assert.equal(await isKnown('amos.marble'), false);
    world().graph.asked.length = 0;
    await nextRound();
    assert.equal(world().graph.asked.length, 1);
    assert.match(world().graph.asked[0] ?? '', /deltatoken=\d+$/);
  });

  it('wait when the directory throttles, as long as it says, and no page is left out', async () => {
    world().graph.pageSize = 1;
    for (const number of [178, 179]) world().graph.put(aDirectoryUser(idOf(number), `New ${number}`));
    await world().pass(15 * MINUTE - 1_000);
    world().graph.troubles.push({ status: 429, code: 'TooManyRequests', retryAfter: '30' });
    world().graph.asked.length = 0;
    await world().pass(25_000);
    assert.equal(world().graph.asked.length, 1);

    await world().pass(10_000);

    assert.equal(world().graph.asked.length, 3);
    assert.equal((await user('new.179')).displayName, 'New 179');
  });

  it('are taken once, whenever it was interrupted', async () => {
    world().graph.pageSize = 1;
    for (const number of [180, 181, 182]) world().graph.put(aDirectoryUser(idOf(number), `New ${number}`));
    await world().pass(15 * MINUTE - 1_000);
    world().graph.asked.length = 0;
    world().graph.troubles.push(null);
    world().graph.trouble = 'silence';
    await world().pass(1_000);
    assert.equal(await isKnown('new.180'), true);
    assert.equal(await isKnown('new.181'), false);
    world().graph.trouble = null;
    await world().restart();

    const rows = shownIn(await adele().says('history new.180@contoso.com'));
    assert.equal(rows.match(/Directory: New 180/g)?.length, 1);
    assert.equal((await user('new.182')).displayName, 'New 182');
  });

  it('may be said several times in one page; the record stays whole', async () => {
    world().graph.put({ id: AMOS, city: 'Lund' });
    world().graph.put({ id: AMOS, city: 'Malmö' });
    world().graph.put({ id: AMOS, city: 'Ystad' });
    await nextRound();

    assert.equal((await user('amos.marble')).city, 'Ystad');
    const { store } = world().bot.serving;
    const chain = await store.transaction((tx) => tx.auditChain.get());
    let rows = 0;
    for await (const [name] of store.everything()) if (name === 'audit') rows += 1;
    assert.equal(chain?.last.number, rows);
  });

  it('who were deleted and made anew in one round are here as the new ones', async () => {
    world().graph.remove(AMOS);
    world().graph.put(aDirectoryUser(idOf(190), 'Amos Marble'));
    await nextRound();

    assert.equal((await user('amos.marble')).id, idOf(190));
  });

  it('pass user names on in a row, and in a circle', async () => {
    const names = ['ann.one', 'ben.two', 'cas.three', 'dan.four'];
    for (const [at, name] of names.entries())
      world().graph.put(aDirectoryUser(idOf(191 + at), name, { userPrincipalName: `${name}@contoso.com` }));
    await nextRound();
    const pass = (from: number, name: string) =>
      world().graph.put({ id: idOf(191 + from), userPrincipalName: `${name}@contoso.com` });
    pass(0, 'ben.two');
    pass(1, 'cas.three');
    pass(2, 'dan.four');
    pass(3, 'eva.five');
    await nextRound();
    const idsOf = async (...found: string[]) => Promise.all(found.map(async (name) => (await user(name)).id));
    assert.deepEqual(
      await idsOf('ben.two', 'cas.three', 'dan.four', 'eva.five'),
      [191, 192, 193, 194].map(idOf),
    );

    pass(0, 'cas.three');
    pass(1, 'dan.four');
    pass(2, 'ben.two');
    await nextRound();

    assert.deepEqual(await idsOf('cas.three', 'dan.four', 'ben.two'), [191, 192, 193].map(idOf));
    assert.doesNotMatch(world().told.join(''), /user name/);
  });

  it('get their user name when the other one has given it up, however much later', async () => {
    const other = await user('alex.wilber');
    const { store } = world().bot.serving;
    await store.transaction((tx) => tx.users.put({ ...other, id: idOf(199) }));
    world().graph.put({ id: NORA, userPrincipalName: 'alex.wilber@contoso.com' });
    await nextRound();
    assert.match(world().told.join(''), /user name/);

    await store.transaction((tx) => tx.users.put({ ...other, id: idOf(199), upn: 'alex.gone@contoso.com' }));
    await nextRound();

    assert.equal((await user('alex.wilber')).id, NORA);
  });

  it('are not removed when they are the last admin who is kept here, until there is another', async () => {
    world().graph.remove(ADELE);
    await nextRound();
    assert.equal(await isKnown('adele.vance'), true);
    assert.match(world().told.join(''), /the last admin is gone/);

    await adele().says('add admin amos');
    await adele().presses('Yes');
    await nextRound();

    assert.equal(await isKnown('adele.vance'), false);
  });

  it('are never most of all people at once who are removed', async () => {
    const { store } = world().bot.serving;
    const { rows } = await store.transaction((tx) => tx.users.list({}, 0, 100));
    await world().bot.stopBot();
    await world().bot.startBot({ ...world().env, DIRECTORY_SYNC_MOST_REMOVED: '1000' });
    await world().read();
    world().graph.expired.add(world().graph.deltaLink);
    for (const one of [...world().graph.users.keys()]) world().graph.removeUnseen(one);
    await nextRound();

    const left = await world().bot.serving.store.transaction((tx) => tx.users.list({}, 0, 100));
    assert.equal(left.total, rows.length);
    assert.match(world().told.join(''), /or most of all: nobody was removed/);
  });

  it('of whom it is not said whether they are guests are asked for as a whole', async () => {
    const id = idOf(200);
    world().graph.put(aDirectoryUser(id, 'Ivy Internal', { userType: 'Guest' }));
    await nextRound();
    world().graph.put({ id, displayName: 'Ivy Inner', userPrincipalName: 'ivy.inner@contoso.com' });
    await nextRound();

    assert.equal(await isKnown('ivy.inner'), false);
  });
});
