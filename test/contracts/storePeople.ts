import assert from 'node:assert/strict';
import { DuplicateError } from '../../src/ports/store.ts';
import type { UserFilter } from '../../src/ports/tables.ts';
import { anOutboxRow, aStoredPin, aUser } from '../support/builders.ts';
import { samplePeople } from '../support/sampleOrganization.ts';
import type { StoreWorld } from './store.ts';

const NAMED: Readonly<Record<string, readonly string[]>> = {
  amos: ['Amos Marble'],
  'AMOS MARBLE': ['Amos Marble'],
  'marble amos': ['Amos Marble'],
  'am marb': ['Amos Marble'],
  'amos.marble': ['Amos Marble'],
  'amos.marble@contoso.com': ['Amos Marble'],
  'Amos.Marble@CONTOSO.com': ['Amos Marble'],
  'amos.marble@elsewhere.com': [],
  '00000000-0000-4000-8000-000000000002': ['Amos Marble'],
  alex: ['Alex Öberg', 'Alex Wilber'],
  'alex oberg': ['Alex Öberg'],
  'Alex Öberg': ['Alex Öberg'],
  asa: ['Åsa Lindström'],
  LINDSTRÖM: ['Åsa Lindström'],
  "o'neil": ["Ada O'Neil-Łukasz"],
  'O’Neil': ["Ada O'Neil-Łukasz"],
  oneil: ["Ada O'Neil-Łukasz"],
  lukasz: ["Ada O'Neil-Łukasz"],
  Łukasz: ["Ada O'Neil-Łukasz"],
  "ada o'neil-łukasz": ["Ada O'Neil-Łukasz"],
  francois: ['François Lefèvre'],
  lefevre: ['François Lefèvre'],
  indstr: ['Åsa Lindström'],
  nolan: ['Lia Nolan'],
  'amos marbel': [],
  nobody: [],
  '': [],
  '...': [],
};

const NEARLY: Readonly<Record<string, string>> = {
  'amos marbel': 'Amos Marble',
  'Amos Marbel': 'Amos Marble',
  'amos.marbel@contoso.com': 'Amos Marble',
  amso: 'Amos Marble',
  'alex obreg': 'Alex Öberg',
  francios: 'François Lefèvre',
  lindstorm: 'Åsa Lindström',
  lukaz: "Ada O'Neil-Łukasz",
};

/** What holds for the people of every store. */
export function describePeople(world: StoreWorld): void {
  describe('people', () => {
    const amos = aUser();
    const importSample = () =>
      world.store.transaction(async (tx) => {
        for (const user of samplePeople()) await tx.users.put(user);
      });
    const namesFor = async (find: 'named' | 'nearlyNamed', text: string, limit = 5) =>
      (await world.store.transaction((tx) => tx.users[find](text, limit))).map((user) => user.displayName);

    it('are found by UPN whatever its case, object id and conference ID, as long as they have them', async () => {
      await world.store.transaction((tx) => tx.users.put({ ...amos, id: 'object-1' }));
      const find = () =>
        world.store.transaction(async (tx) => [
          (await tx.users.byUpn('AMOS.Marble@contoso.com'))?.key,
          (await tx.users.byObjectId('object-1'))?.key,
          (await tx.users.byObjectIds(['nobody', 'object-1']))[0]?.key,
          (await tx.users.byConferenceId('8271964'))?.key,
        ]);

      const before = await find();
      await world.store.transaction((tx) =>
        tx.users.put({ ...amos, upn: 'a@b.cc', id: null, conferenceId: null }),
      );
      const after = await find();

      assert.deepEqual(before, [amos.key, amos.key, amos.key, amos.key]);
      assert.deepEqual(after, [undefined, undefined, undefined, undefined]);
    });

    for (const [field, same] of [
      ['upn', { upn: 'AMOS.marble@contoso.com' }],
      ['id', { id: 'object-1' }],
      ['conferenceId', { conferenceId: '8271964' }],
    ] as const) {
      it(`cannot have the same ${field}, whether it was committed or put just now`, async () => {
        const other = { ...aUser({ key: 'other', upn: 'other@contoso.com', conferenceId: null }), ...same };
        const duplicate = (error: unknown) => error instanceof DuplicateError && error.field === field;

        const together = world.store.transaction(async (tx) => {
          await tx.users.put({ ...amos, id: 'object-1' });
          await tx.users.put(other);
        });
        await assert.rejects(together, duplicate);
        await world.store.transaction((tx) => tx.users.put({ ...amos, id: 'object-1' }));
        await assert.rejects(
          world.store.transaction((tx) => tx.users.put(other)),
          duplicate,
        );

        assert.equal(await world.store.transaction((tx) => tx.users.get('other')), undefined);
      });
    }

    it('may exchange what is unique when nobody shares it at any time', async () => {
      await importSample();
      const [one, other] = samplePeople();

      await world.store.transaction(async (tx) => {
        await tx.users.put({ ...one!, conferenceId: null });
        await tx.users.put({ ...other!, conferenceId: one!.conferenceId });
        await tx.users.put({ ...one!, conferenceId: other!.conferenceId });
      });

      await world.reopen();
      const owner = await world.store.transaction((tx) => tx.users.byConferenceId(one!.conferenceId!));
      assert.equal(owner?.key, other!.key);
    });

    for (const [text, expected] of Object.entries(NAMED)) {
      it(`"${text}" names ${expected.join(' and ') || 'nobody'}`, async () => {
        await importSample();

        const names = await namesFor('named', text);

        assert.deepEqual(names, expected);
      });
    }

    for (const [text, expected] of Object.entries(NEARLY)) {
      it(`"${text}" nearly names ${expected}`, async () => {
        await importSample();

        const names = await namesFor('nearlyNamed', text);

        assert.equal(names[0], expected);
      });
    }

    it('are not offered for a text that is nobody’s name with a few errors', async () => {
      await importSample();

      const names = await Promise.all(
        ['xyzzyx', 'marbles of the world', 'a', ''].map((text) => namesFor('nearlyNamed', text)),
      );

      assert.deepEqual(
        names.flat().filter((name) => !name.startsWith('A')),
        [],
      );
      assert.deepEqual([names[0], names[1], names[3]], [[], [], []]);
    });

    it('are named by a mail address that is not their UPN', async () => {
      await world.store.transaction((tx) => tx.users.put({ ...amos, email: 'A.Marble@contoso.org' }));

      const names = await namesFor('named', 'a.marble@CONTOSO.org');

      assert.deepEqual(names, ['Amos Marble']);
    });

    it('are found by a whole name or alias before those who only begin so', async () => {
      await importSample();
      await world.store.transaction((tx) =>
        tx.users.put(
          aUser({ key: 'short', upn: 'alex@contoso.com', displayName: 'Alexandra Berg', conferenceId: null }),
        ),
      );

      const names = await namesFor('named', 'alex');

      assert.deepEqual(names, ['Alexandra Berg']);
    });

    it('are found under their new name only, once it has changed', async () => {
      await world.store.transaction((tx) => tx.users.put(amos));

      await world.store.transaction((tx) =>
        tx.users.put({ ...amos, displayName: 'Amos Granite', upn: 'ag@contoso.com' }),
      );

      assert.deepEqual(await namesFor('named', 'granite'), ['Amos Granite']);
      assert.deepEqual(await namesFor('named', 'marble'), []);
      assert.deepEqual(await namesFor('nearlyNamed', 'marbel'), []);
    });

    it('are not more than were asked for', async () => {
      await importSample();

      const names = await namesFor('named', 'a', 3);

      assert.equal(names.length, 3);
    });

    it('are listed by name without regard to accents, page by page', async () => {
      await importSample();

      const pages = await world.store.transaction(async (tx) => [
        await tx.users.list({}, 0, 4),
        await tx.users.list({}, 10, Infinity),
      ]);

      assert.deepEqual(
        pages.map((page) => page.rows.map((user) => user.displayName)),
        [
          ["Ada O'Neil-Łukasz", 'Adele Vance', 'Alex Öberg', 'Alex Wilber'],
          ['Nils None', 'Tara Third'],
        ],
      );
      assert.deepEqual(
        pages.map((page) => page.total),
        [12, 12],
      );
    });

    it('are listed by provider, department, mailbox and length of PIN, all of which must hold', async () => {
      const put = [
        aUser({
          key: '1',
          upn: '1@c.com',
          displayName: 'One',
          conferenceId: null,
          department: 'Försäljning',
        }),
        aUser({
          key: '2',
          upn: '2@c.com',
          displayName: 'Two',
          conferenceId: null,
          hasMailbox: false,
          pin: aStoredPin({ length: 4 }),
        }),
        aUser({
          key: '3',
          upn: '3@c.com',
          displayName: 'Three',
          conferenceId: null,
          provider: 'InterCall',
          licensed: false,
          pin: null,
        }),
      ];
      await world.store.transaction(async (tx) => {
        for (const user of put) await tx.users.put(user);
      });
      const keys = async (filter: object) =>
        (await world.store.transaction((tx) => tx.users.list(filter, 0, 9))).rows.map((user) => user.key);

      const found = [
        await keys({ provider: 'intercall' }),
        await keys({ department: 'forsaljning' }),
        await keys({ withoutMailbox: true }),
        await keys({ licensed: false }),
        await keys({ pinShorterThan: 5 }),
        await keys({ pinShorterThan: 6 }),
        await keys({ pinShorterThan: 6, withoutMailbox: true }),
        await keys({ provider: undefined, department: 'none' }),
      ];

      assert.deepEqual(found, [['3'], ['1'], ['2'], ['3'], ['2'], ['1', '2'], ['2'], []]);
    });

    it('are narrowed by number, bridge, place and whether they are enabled', async () => {
      const free = '+18005550199';
      const put = [
        aUser({ key: '1', upn: '1@c.com', displayName: 'One', city: 'Malmö', state: 'Skåne', country: 'SE' }),
        aUser({
          key: '2',
          upn: '2@c.com',
          displayName: 'Two',
          conferenceId: null,
          serviceNumber: '+46846500400',
          tollFreeServiceNumber: null,
          bridge: null,
        }),
        aUser({
          key: '3',
          upn: '3@c.com',
          displayName: 'Three',
          conferenceId: null,
          provider: 'None',
          bridge: 'Europe',
          serviceNumber: null,
          tollFreeServiceNumber: free,
        }),
      ];
      await world.store.transaction(async (tx) => {
        for (const user of put) await tx.users.put(user);
      });
      const keys = async (filter: UserFilter) =>
        (await world.store.transaction((tx) => tx.users.list(filter, 0, 9))).rows.map((user) => user.key);

      const found = [
        await keys({ number: free }),
        await keys({ number: '+46846500400' }),
        await keys({ defaultNumber: { type: 'toll', number: null } }),
        await keys({ defaultNumber: { type: 'toll-free', number: null }, enabled: true }),
        await keys({ defaultNumber: { type: 'toll-free', number: free }, enabled: false }),
        await keys({ withoutId: true, enabled: true }),
        await keys({ bridges: ['Contoso', null] }),
        await keys({ city: 'malmo', state: 'SKÅNE', country: 'se' }),
      ];

      assert.deepEqual(found, [['1', '3'], ['2'], ['3'], ['2'], ['3'], ['2'], ['1', '2'], ['1']]);
    });

    it('are counted by provider and state, by what is missing, and by short PINs, as they change', async () => {
      const one = aUser({ key: '1', upn: '1@c.com', conferenceId: null, informedAt: null });
      const two = aUser({ key: '2', upn: '2@c.com', conferenceId: null, hasMailbox: false, licensed: false });
      const three = aUser({
        key: '3',
        upn: '3@c.com',
        conferenceId: null,
        provider: 'Inter Call',
        pin: null,
      });
      const four = aUser({ key: '4', upn: '4@c.com', conferenceId: null, provider: 'None' });
      await world.store.transaction(async (tx) => {
        for (const user of [one, two, three, four]) await tx.users.put(user);
      });
      const counted = () =>
        world.store.transaction(async (tx) => {
          const { standing, ...rest } = await tx.users.count();
          const sorted = standing.map(({ provider, state, count }) => `${state} ${provider} ${count}`).sort();
          return { standing: sorted, ...rest, short: await tx.users.countPinShorterThan(6) };
        });

      assert.deepEqual(await counted(), {
        standing: [
          'enabled Microsoft 1',
          'licensedOnly None 1',
          'none Microsoft 1',
          'thirdParty Inter Call 1',
        ],
        withoutMailbox: 1,
        neverInformed: 1,
        short: 3,
      });
      await world.store.transaction(async (tx) => {
        await tx.users.put({ ...one, informedAt: '2026-11-23T10:00:00.000Z' });
        await tx.users.put({ ...two, licensed: true, pin: aStoredPin({ length: 6 }) });
        await tx.users.delete('3');
        await tx.users.put({ ...four, hasMailbox: false });
      });
      await assert.rejects(
        world.store.transaction(async (tx) => {
          await tx.users.delete('1');
          throw new Error('taken back');
        }),
      );

      const after = {
        standing: ['enabled Microsoft 2', 'licensedOnly None 1'],
        withoutMailbox: 2,
        neverInformed: 0,
        short: 2,
      };
      assert.deepEqual(await counted(), after);
      await world.reopen();
      assert.deepEqual(await counted(), after);
    });

    it('are listed by whether they were ever told, and by what has not arrived', async () => {
      const put = [
        aUser({ key: '1', upn: '1@c.com', conferenceId: null, displayName: 'One', informedAt: null }),
        aUser({ key: '2', upn: '2@c.com', conferenceId: null, displayName: 'Two' }),
        aUser({ key: '3', upn: '3@c.com', conferenceId: null, informedAt: null, licensed: false }),
        aUser({ key: '4', upn: '4@c.com', conferenceId: null, informedAt: '2026-11-23T10:00:00.000Z' }),
      ];
      const rows = [
        anOutboxRow({ userKey: '1', state: 'sent' }),
        anOutboxRow({ userKey: '2', state: 'uncertain', nextTryAt: null }),
        anOutboxRow({ userKey: '2', state: 'waiting', nextTryAt: null }),
        anOutboxRow({ userKey: '3', state: 'superseded', nextTryAt: null }),
        anOutboxRow({ userKey: '4', state: 'givenUp', nextTryAt: null }),
      ];
      await world.store.transaction(async (tx) => {
        for (const user of put) await tx.users.put(user);
        for (const row of rows) await tx.outbox.put(row);
      });
      const keys = async (filter: object) =>
        (await world.store.transaction((tx) => tx.users.list(filter, 0, 9))).rows
          .map((user) => user.key)
          .sort();

      assert.deepEqual(await keys({ neverInformed: true }), ['1']);
      assert.deepEqual(await keys({ undelivered: true }), ['2', '4']);
      assert.deepEqual(await keys({ undelivered: true, neverInformed: true }), []);
      assert.deepEqual(await keys({ undelivered: false, neverInformed: false }), ['1', '2', '3', '4']);
    });

    it('are counted by the length of their PIN as it changes', async () => {
      await importSample();
      const count = () => world.store.transaction((tx) => tx.users.countPinLengthNot(6));
      const [one, other] = samplePeople();

      const before = await count();
      await world.store.transaction(async (tx) => {
        await tx.users.put({ ...one!, pin: aStoredPin({ length: 6 }) });
        await tx.users.put({ ...other!, pin: null });
      });
      const after = await count();
      await world.store.transaction((tx) => tx.users.delete(one!.key));
      await world.reopen();

      assert.deepEqual([before, after, await count()], [12, 10, 10]);
    });

    it('tell which keys their PINs were stored with, as the PINs change', async () => {
      await importSample();
      const keyIds = () => world.store.transaction(async (tx) => tx.users.pinKeys());
      const people = samplePeople();
      const withPin = people.filter(({ pin }) => pin !== null).length;

      const before = await keyIds();
      await world.store.transaction(async (tx) => {
        await tx.users.put({ ...people[0]!, pin: aStoredPin({ keyId: 'another-key' }) });
        for (const user of people.slice(1)) await tx.users.put({ ...user, pin: null });
        await tx.users.delete(people[1]!.key);
      });
      const after = await keyIds();
      await world.reopen();

      assert.deepEqual(
        [before, after, await keyIds()],
        [
          [{ keyId: 'test-key', count: withPin }],
          [{ keyId: 'another-key', count: 1 }],
          [{ keyId: 'another-key', count: 1 }],
        ],
      );
    });
  });
}
