import assert from 'node:assert/strict';
import type { ImportResult } from '../../src/operations/importFiles.ts';
import { faultsIn, ImportWorld } from './importWorld.ts';

const HEADER =
  'upn,displayName,email,hasMailbox,country,locale,licensed,provider,conferenceId,serviceNumber,tollFreeServiceNumber';

describe('importing people with bad rows', () => {
  let world: ImportWorld;
  beforeEach(async () => {
    world = await ImportWorld.withSample();
  });
  afterEach(() => world.remove());

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
      const result = await world.import([[HEADER, good, row].join('\n')]);

      const people = await world.store.transaction((tx) => tx.users.list({}, 0, 1));
      assert.deepEqual([result.written, faultsIn(result)], [false, [['1.csv', 3, column, code]]]);
      assert.equal(people.total, 12);
    });
  }

  it('takes the good ones when asked to', async () => {
    const text = [HEADER, good, ...rows.map(([row]) => row)].join('\n');

    const result = await world.import([text], { goodRows: true });

    assert.deepEqual(result.people, { added: 1, updated: 0, unchanged: 0, skipped: rows.length });
    assert.equal((await world.user('lena')).displayName, 'Lena');
  });

  it('says what a new person lacks, and who has the name or the id already', async () => {
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

  it('refuses a file whose header is wrong, with the column that comes near', async () => {
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
});
