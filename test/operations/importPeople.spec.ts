import assert from 'node:assert/strict';
import { emptyThirdPartyRecord } from '../../src/domain/user.ts';
import { anAsk } from '../support/builders.ts';
import { faultsIn, ImportWorld, SAMPLE } from './importWorld.ts';

const HEADER =
  'upn,displayName,email,hasMailbox,country,locale,licensed,provider,conferenceId,serviceNumber,tollFreeServiceNumber';

describe('importing people', () => {
  let world: ImportWorld;
  afterEach(() => world.remove());

  it('takes the sample as it stands, without PINs and without telling anybody', async () => {
    world = await ImportWorld.empty();

    const result = await world.import([SAMPLE.people, SAMPLE.numbers]);

    const max = await world.user('max.nomail');
    assert.deepEqual(
      [result.written, result.people.added, result.numbers.added, result.notices],
      [true, 12, 5, 0],
    );
    assert.deepEqual(
      [max.hasMailbox, max.email, max.conferenceId, max.serviceNumber, max.bridge, max.pin],
      [false, null, '2467031', '+33199000100', 'Contoso', null],
    );
    assert.ok(result.imported.every((user) => user.pin === null));
    assert.equal((await world.user('tara.third')).conferenceId, null);
  });

  it('gives enabled people without ID and number a free ID that no row names, and the number of their country', async () => {
    world = await ImportWorld.withSample();
    const rows = [
      'lena@contoso.com,Lena,,false,SE,sv,true,Microsoft,,,',
      'nils@contoso.com,Nils,,false,NO,,true,microsoft,1234567,,',
    ];

    await world.import([[HEADER, ...rows].join('\n')]);

    const [lena, nils] = [await world.user('lena'), await world.user('nils')];
    assert.match(lena.conferenceId ?? '', /^[1-9]\d{6}$/);
    assert.notEqual(lena.conferenceId, '1234567');
    assert.deepEqual(
      [lena.serviceNumber, nils.serviceNumber, nils.conferenceId],
      ['+46846500400', '+14255550100', '1234567'],
    );
  });

  it('gives no conference ID while IDs are dynamic, and refuses one (rule 7)', async () => {
    world = await ImportWorld.withSample();
    await world.set({ UseUniqueConferenceIds: true });
    const rows = [
      'lena@contoso.com,Lena,,false,SE,sv,true,Microsoft,,,',
      'nils@contoso.com,Nils,,false,NO,,true,Microsoft,1234567,,',
    ];

    const result = await world.import([[HEADER, ...rows].join('\n')], { goodRows: true });

    assert.equal((await world.user('lena')).conferenceId, null);
    assert.deepEqual(faultsIn(result), [['1.csv', 3, 'conferenceId', 'dynamic-ids']]);
  });

  describe('again', () => {
    it('changes nothing when the files say the same', async () => {
      world = await ImportWorld.withSample();
      const before = await world.givePin('amos.marble', { language: 'fr' });

      const { people, numbers } = await world.import([SAMPLE.numbers, SAMPLE.people]);

      assert.deepEqual([people.unchanged, people.updated, people.added, numbers.unchanged], [12, 0, 0, 5]);
      assert.deepEqual(await world.user('amos.marble'), before);
    });

    it('updates what the file says and leaves the rest', async () => {
      world = await ImportWorld.withSample();
      const before = await world.givePin('amos.marble', { language: 'fr' });

      const { people } = await world.import(['upn,department\nAmos.Marble@contoso.com,Legal\n']);

      assert.equal(people.updated, 1);
      assert.deepEqual(await world.user('amos.marble'), {
        ...before,
        upn: 'Amos.Marble@contoso.com',
        department: 'Legal',
      });
    });

    it('knows people by their id before their user name', async () => {
      world = await ImportWorld.withSample();
      const before = await world.user('amos.marble');

      await world.import([`id,upn\n${before.id},amos.stone@contoso.com\n`]);

      const after = await world.user('amos.stone');
      assert.deepEqual(
        [after.key, after.conferenceId, after.displayName],
        [before.key, '8271964', 'Amos Marble'],
      );
    });

    it('withholds the ID that somebody had before (rule 6)', async () => {
      world = await ImportWorld.withSample();
      const { key } = await world.user('amos.marble');

      await world.import(['upn,conferenceId\namos.marble@contoso.com,1234567\n']);

      const withheld = await world.store.transaction((tx) => tx.quarantine.get('8271964'));
      assert.equal((await world.user('amos.marble')).conferenceId, '1234567');
      assert.deepEqual([withheld?.userKey, withheld?.until], [key, '2027-02-21T10:00:00.000Z']);
    });

    it('kills ID and PIN with the licence or the provider, and what waits for the person (rule 9)', async () => {
      world = await ImportWorld.withSample();
      for (const alias of ['amos.marble', 'adele.vance']) await world.givePin(alias);
      await world.import(['upn,conferenceId\namos.marble@contoso.com,1234567\n'], { notify: true });
      const text =
        'upn,licensed,provider,conferenceId\namos.marble@contoso.com,false,Microsoft,1234567\nadele.vance@contoso.com,true,InterCall,\n';

      const result = await world.import([text]);
      const again = await world.import([text]);

      const [amos, adele] = [await world.user('amos.marble'), await world.user('adele.vance')];
      const withheld = await world.store.transaction(async (tx) => [
        await tx.quarantine.get('1234567'),
        await tx.quarantine.get('4021977'),
      ]);
      assert.deepEqual([result.notices, again.people.unchanged], [0, 2]);
      assert.deepEqual(
        [amos.conferenceId, amos.pin, adele.conferenceId, adele.pin],
        [null, null, null, null],
      );
      assert.deepEqual(
        withheld.map((one) => one?.userKey),
        [amos.key, adele.key],
      );
      assert.deepEqual(
        (await world.noticesOf('amos.marble')).map(({ kind, state, reason }) => [kind, state, reason]),
        [
          ['E2', 'superseded', 'disabled'],
          ['E2', 'superseded', 'disabled'],
        ],
      );
    });

    it('closes what they have asked the admins for where the file has changed it', async () => {
      world = await ImportWorld.withSample();
      const { key } = await world.user('amos.marble');
      const had = ['8271964', null, null, null, null];
      await world.store.transaction(async (tx) => {
        await tx.asks.put(anAsk({ id: 'id', askerKey: key, operation: 'resetConferenceId', had }));
        await tx.asks.put(anAsk({ id: 'pin', askerKey: key, operation: 'resetPin', had }));
      });

      await world.import(['upn,conferenceId\namos.marble@contoso.com,8273333']);

      const states = await world.store.transaction(async (tx) => [
        (await tx.asks.get('id'))?.state,
        (await tx.asks.get('pin'))?.state,
      ]);
      assert.deepEqual(states, ['overtaken', 'waiting']);
    });

    it('lets people have their own withheld ID back, and nobody else', async () => {
      world = await ImportWorld.withSample();
      await world.import(['upn,conferenceId\namos.marble@contoso.com,1234567\n']);

      const other = await world.import(['upn,conferenceId\nadele.vance@contoso.com,8271964\n']);
      await world.import(['upn,conferenceId\namos.marble@contoso.com,8271964\n']);

      assert.deepEqual(faultsIn(other), [['1.csv', 2, 'conferenceId', 'conference-id-quarantined']]);
      assert.equal((await world.user('amos.marble')).conferenceId, '8271964');
    });

    it('replaces a third party only when told to, and remembers it (rule 8)', async () => {
      world = await ImportWorld.withSample();
      const text = 'upn,provider\ntara.third@contoso.com,Microsoft\n';

      const refused = await world.import([text]);
      const replaced = await world.import([text], { replaceProvider: true });

      const tara = await world.user('tara.third');
      assert.deepEqual(faultsIn(refused), [['1.csv', 2, 'provider', 'provider-not-replaced']]);
      assert.deepEqual(
        [
          replaced.people.updated,
          tara.provider,
          tara.replacedProviders[0]?.records[0]?.name,
          tara.serviceNumber,
        ],
        [1, 'Microsoft', 'InterCall', '+14255550100'],
      );
    });
  });

  it('keeps what a third party knew when it goes, and records it without the passcode', async () => {
    world = await ImportWorld.withSample();
    const tara = await world.user('tara.third');
    const thirdParty = {
      ...emptyThirdPartyRecord('InterCall'),
      tollNumber: '+18005550144',
      participantPasscode: '445566',
    };
    await world.store.transaction((tx) => tx.users.put({ ...tara, thirdParty }));

    const refused = await world.import(['upn,provider\ntara.third@contoso.com,PGi\n']);
    await world.import(['upn,provider\ntara.third@contoso.com,intercall\n']);
    const same = await world.user('tara.third');
    await world.import(['upn,provider\ntara.third@contoso.com,PGi\n'], { replaceProvider: true });
    await world.import(['upn,provider\ntara.third@contoso.com,None\n']);

    const after = await world.user('tara.third');
    assert.deepEqual(faultsIn(refused), [['1.csv', 2, 'provider', 'provider-not-replaced']]);
    assert.deepEqual([same.provider, same.thirdParty, same.replacedProviders], ['InterCall', thirdParty, []]);
    assert.deepEqual([after.provider, after.thirdParty], ['None', null]);
    assert.deepEqual(
      after.replacedProviders.map(({ records }) => records[0]?.name),
      ['InterCall', 'PGi'],
    );
    const rows = JSON.stringify(await world.store.transaction((tx) => tx.audit.ofPerson(tara.key, 10)));
    assert.match(rows, /18005550144/);
    assert.doesNotMatch(rows, /445566/);
  });

  it('is recorded person by person, without a secret', async () => {
    world = await ImportWorld.withSample();
    const { key } = await world.givePin('amos.marble');

    await world.import(['upn,licensed\namos.marble@contoso.com,false\n']);

    const rows = await world.store.transaction((tx) => tx.audit.ofPerson(key, 10));
    const [last] = rows;
    assert.deepEqual(
      [rows.length, last?.operation, last?.actorName, last?.outcome, last?.people],
      [2, 'import', 'import', 'done', [{ key, name: 'Amos Marble' }]],
    );
    assert.deepEqual(
      [last?.before, last?.after],
      [
        { licensed: true, conferenceId: '8271964' },
        { licensed: false, conferenceId: null },
      ],
    );
  });

  it('reads true and false as spreadsheets write them in French and Swedish', async () => {
    world = await ImportWorld.withSample();

    await world.import([
      'upn;licensed;hasMailbox\namos.marble@contoso.com;FAUX;VRAI\nadele.vance@contoso.com;FALSKT;SANT\n',
    ]);

    const people = [await world.user('amos.marble'), await world.user('adele.vance')];
    assert.deepEqual(
      people.map(({ licensed, hasMailbox }) => [licensed, hasMailbox]),
      [
        [false, true],
        [false, true],
      ],
    );
  });

  it('does all of it and keeps none in a dry run', async () => {
    world = await ImportWorld.withSample();

    const result = await world.import([`${HEADER}\nlena@contoso.com,Lena,,false,SE,sv,true,Microsoft,,,`], {
      dryRun: true,
      notify: true,
    });

    const people = await world.store.transaction((tx) => tx.users.list({}, 0, 1));
    assert.deepEqual([result.written, result.people.added, result.notices, people.total], [false, 1, 1, 12]);
  });

  it('takes ten thousand people at once', async () => {
    world = await ImportWorld.withSample();
    const rows = Array.from(
      { length: 10_000 },
      (_, at) => `p${at}@contoso.com,P ${at},,false,FR,fr,true,Microsoft,,,`,
    );

    const { people } = await world.import([[HEADER, ...rows].join('\n')]);

    assert.deepEqual(people, { added: 10_000, updated: 0, unchanged: 0, skipped: 0 });
  });
});
