import assert from 'node:assert/strict';
import type { ImportResult } from '../../src/operations/importFiles.ts';
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
        [replaced.people.updated, tara.provider, tara.thirdParty?.name, tara.serviceNumber],
        [1, 'Microsoft', 'InterCall', '+14255550100'],
      );
    });
  });

  describe('with notices', () => {
    const kinds = async (alias: string) =>
      (await world.noticesOf(alias)).map(({ kind, channel, secret }) => [kind, channel, secret !== null]);

    it('tells people with a PIN that they are enabled, and others what changed or ended (E1, E2, E4)', async () => {
      world = await ImportWorld.withSample();
      const rows = [
        'nils.none@contoso.com,Microsoft,true,+46846500400',
        'amos.marble@contoso.com,Microsoft,true,+16195550142',
        'adele.vance@contoso.com,None,true,',
        'alex.wilber@contoso.com,Microsoft,true,+14255550100',
      ];

      const result = await world.import([['upn,provider,licensed,serviceNumber', ...rows].join('\n')], {
        notify: true,
      });

      const nils = await world.user('nils.none');
      assert.equal(result.notices, 6);
      assert.equal(nils.pin?.length, 5);
      assert.deepEqual(await kinds('nils.none'), [
        ['E1', 'chat', true],
        ['E1', 'mail', true],
      ]);
      assert.deepEqual(await kinds('amos.marble'), [
        ['E2', 'chat', false],
        ['E2', 'mail', false],
      ]);
      assert.deepEqual(await kinds('adele.vance'), [
        ['E4', 'chat', false],
        ['E4', 'mail', false],
      ]);
      assert.deepEqual(await kinds('alex.wilber'), []);
    });

    it('makes no PIN for people whom no notice would reach, and names them', async () => {
      world = await ImportWorld.withSample();
      await world.set({ NotifyUsersInChat: false });
      const rows = [
        'lena@contoso.com,Lena,,false,SE,sv,true,Microsoft,,,',
        'mia@contoso.com,Mia,mia@contoso.com,true,SE,sv,true,Microsoft,,,',
      ];

      const { untold } = await world.import([[HEADER, ...rows].join('\n')], { notify: true });

      assert.deepEqual(
        untold.map((user) => user.displayName),
        ['Lena'],
      );
      assert.equal((await world.user('lena')).pin, null);
      assert.deepEqual(await kinds('mia'), [['E1', 'mail', true]]);
    });
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

  describe('with bad rows', () => {
    const good = 'lena@contoso.com,Lena,,false,SE,sv,true,Microsoft,1234567,,';
    const rows: readonly (readonly [row: string, column: string | null, code: string])[] = [
      ['lena contoso,X,,false,SE,sv,false,None,,,', 'upn', 'upn'],
      ['b@contoso.com,,,false,SE,sv,false,None,,,', 'displayName', 'empty'],
      ['c@contoso.com,X,,perhaps,SE,sv,false,None,,,', 'hasMailbox', 'boolean'],
      ['d@contoso.com,X,,true,SE,sv,false,None,,,', 'email', 'mailbox-without-address'],
      ['e@contoso.com,X,x at y,true,SE,sv,false,None,,,', 'email', 'mail-address'],
      ['f@contoso.com,X,,false,Sweden,sv,false,None,,,', 'country', 'country'],
      ['g@contoso.com,X,,false,SE,tlh,false,None,,,', 'locale', 'locale'],
      ['h@contoso.com,X,,false,SE,sv,false,,,,', 'provider', 'empty'],
      ['i@contoso.com,X,,false,SE,sv,true,Microsoft,0234567,,', 'conferenceId', 'conference-id'],
      ['j@contoso.com,X,,false,SE,sv,true,Microsoft,8271964,,', 'conferenceId', 'conference-id-taken'],
      ['k@contoso.com,X,,false,SE,sv,true,InterCall,2345678,,', 'conferenceId', 'conference-id-not-enabled'],
      ['l@contoso.com,X,,false,SE,sv,true,Microsoft,,12,', 'serviceNumber', 'phone-number'],
      ['m@contoso.com,X,,false,SE,sv,true,Microsoft,,+14255550999,', 'serviceNumber', 'number-unknown'],
      ['n@contoso.com,X,,false,SE,sv,true,Microsoft,,18005550199,', 'serviceNumber', 'number-not-toll'],
      [
        'o@contoso.com,X,,false,SE,sv,true,Microsoft,,,+14255550100',
        'tollFreeServiceNumber',
        'number-not-toll-free',
      ],
      ['LENA@contoso.com,X,,false,SE,sv,true,Microsoft,,,', 'upn', 'twice-in-file'],
      ['q@contoso.com,X,,false,SE,sv,true,Microsoft,1234567,,', 'conferenceId', 'twice-in-file'],
      ['r@contoso.com,"X\nBcc: y",,false,SE,sv,false,None,,,', 'displayName', 'line'],
    ];

    for (const [row, column, code] of rows) {
      it(`names ${code} in ${column} and writes nothing: ${row.replace('\n', '⏎')}`, async () => {
        world = await ImportWorld.withSample();

        const result = await world.import([[HEADER, good, row].join('\n')]);

        const people = await world.store.transaction((tx) => tx.users.list({}, 0, 1));
        assert.deepEqual([result.written, faultsIn(result)], [false, [['1.csv', 3, column, code]]]);
        assert.equal(people.total, 12);
      });
    }

    it('takes the good ones when asked to', async () => {
      world = await ImportWorld.withSample();
      const text = [HEADER, good, ...rows.map(([row]) => row)].join('\n');

      const result = await world.import([text], { goodRows: true });

      assert.deepEqual(result.people, { added: 1, updated: 0, unchanged: 0, skipped: rows.length });
      assert.equal((await world.user('lena')).displayName, 'Lena');
    });

    it('says what a new person lacks, and who has the name or the id already', async () => {
      world = await ImportWorld.withSample();
      const id = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
      const text = `id,upn,city\n,new@contoso.com,Lund\n${id(99)},amos.marble@contoso.com,Lund\n${id(1)},tara.third@contoso.com,Lund\n${id(3)},henri.help@contoso.com,X\n,henri.help@contoso.com,Y\nx,nils.none@contoso.com,Z\n`;

      const result = await world.import([text]);

      assert.deepEqual(faultsIn(result), [
        ['1.csv', 2, 'displayName', 'needed-for-new'],
        ['1.csv', 2, 'licensed', 'needed-for-new'],
        ['1.csv', 2, 'provider', 'needed-for-new'],
        ['1.csv', 3, 'id', 'other-id'],
        ['1.csv', 4, 'upn', 'upn-taken'],
        ['1.csv', 6, 'upn', 'twice-in-file'],
        ['1.csv', 7, 'id', 'object-id'],
      ]);
    });
  });

  it('refuses a file whose header is wrong, with the column that comes near', async () => {
    world = await ImportWorld.withSample();
    const near = ({ faults }: ImportResult) =>
      faults.map(({ code, column, params }) => [code, column, params['near']]);

    const results = [
      await world.import(['upn,DisplayNames,shoeSize\na@b.se,X,42\n'], { goodRows: true }),
      await world.import(['displayName,city,city\nX,Lund,Lund\n'], { goodRows: true }),
      await world.import(['name\nX\n'], { goodRows: true }),
    ];

    assert.deepEqual(results.map(near), [
      [
        ['column-unknown', 'DisplayNames', 'displayName'],
        ['column-unknown', 'shoeSize', ''],
      ],
      [
        ['column-twice', 'city', undefined],
        ['column-missing', 'upn', undefined],
      ],
      [['kind-unknown', null, undefined]],
    ]);
    assert.ok(results.every(({ written }) => !written));
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
