import assert from 'node:assert/strict';
import { faultsIn, ImportWorld, SAMPLE } from './importWorld.ts';

const HEADER = 'number,type,bridge,city,country,primaryLanguage,secondaryLanguages,default';

describe('importing numbers', () => {
  let world: ImportWorld;
  beforeEach(async () => {
    world = await ImportWorld.withSample();
  });
  afterEach(() => world.remove());

  const number = (e164: string) => world.store.transaction((tx) => tx.serviceNumbers.get(e164));

  it('keeps languages in their order, and any form of a number as E.164', async () => {
    await world.import([`${HEADER}\ntel:+46846500401,Toll,Contoso,Lund,se,sv-SE,en-GB;fi-FI nb-NO,false\n`]);

    const stored = await number('+46846500401');
    assert.deepEqual(
      [stored?.secondaryLanguages, stored?.type, stored?.country],
      [['en-GB', 'fi-FI', 'nb-NO'], 'toll', 'SE'],
    );
  });

  it('updates what the file says and leaves the rest', async () => {
    const before = await number('+33199000100');

    const { numbers } = await world.import(['number,city\n+33199000100,Lyon\n']);

    assert.equal(numbers.updated, 1);
    assert.deepEqual(await number('+33199000100'), { ...before, city: 'Lyon' });
  });

  it('means the same bridge by its old name and by its new one', async () => {
    const bridge = { id: 'Contoso', name: 'Contoso Europe', region: '', isDefault: false };
    await world.store.transaction((tx) => tx.bridges.put(bridge));

    await world.import([
      `${HEADER}\n+46846500401,toll,Contoso,,SE,sv-SE,,false\n+46846500402,toll,contoso europe,,SE,sv-SE,,false\n`,
      'upn,bridge\namos.marble@contoso.com,Contoso Europe\n',
    ]);

    const bridges = [await number('+46846500401'), await number('+46846500402')].map((one) => one?.bridge);
    const amos = await world.store.transaction((tx) => tx.users.byUpn('amos.marble@contoso.com'));
    assert.deepEqual([...bridges, amos?.bridge], ['Contoso', 'Contoso', 'Contoso']);
  });

  it('moves the default of a bridge, which then has one', async () => {
    await world.import(['number,default\n+46846500400,true\n']);

    const all = await world.store.transaction((tx) => tx.serviceNumbers.list());
    assert.deepEqual(
      all.filter((one) => one.isDefault).map((one) => one.number),
      ['+46846500400'],
    );
  });

  for (const [row, column, code] of [
    ['12,toll,Contoso,,,,,false', 'number', 'phone-number'],
    ['+46846500401,free,Contoso,,,,,false', 'type', 'number-type'],
    ['+46846500401,toll,,,,,,false', 'bridge', 'empty'],
    ['+46846500401,toll,Contoso,,,en-GB fr-FR,,false', 'primaryLanguage', 'languages'],
    ['+46846500401,toll,Contoso,,,,a1 b2 c3,false', 'secondaryLanguages', 'languages'],
    ['+46846500401,toll,Contoso,,,,en fr sv de fi,false', 'secondaryLanguages', 'languages'],
    ['+46846500401,toll-free,Contoso,,,,,true', 'default', 'default-not-toll'],
    ['+46846500401,toll,Fabrikam,,,,,false', 'default', 'bridge-without-default'],
    ['+14255550100,toll,Contoso,,,,,false', 'default', 'bridge-without-default'],
    ['+33199000100,toll-free,Contoso,,,,,false', 'type', 'number-in-use'],
    ['+33199000100,toll,Fabrikam,,,,,true', 'bridge', 'number-in-use'],
  ] as const) {
    it(`names ${code} in ${column} and writes nothing: ${row}`, async () => {
      const result = await world.import([`${HEADER}\n${row}\n`]);

      assert.deepEqual([result.written, faultsIn(result)], [false, [['1.csv', 2, column, code]]]);
      assert.deepEqual(await world.import([SAMPLE.numbers]).then(({ numbers }) => numbers.unchanged), 5);
    });
  }

  it('names numbers that stand twice, and two defaults of one bridge, across files', async () => {
    const one = `${HEADER}\n+46846500401,toll,Fabrikam,,,,,true\n`;
    const other = `${HEADER}\n+46846500401,toll,Fabrikam,,,,,false\n+46846500402,toll,Fabrikam,,,,,true\n`;

    const result = await world.import([one, other]);

    assert.deepEqual(faultsIn(result), [
      ['2.csv', 2, 'number', 'twice-in-file'],
      ['2.csv', 3, 'default', 'default-twice'],
    ]);
  });

  it('does not take the default number away from a bridge', async () => {
    await world.import(['number,default\n+16195550142,true\n']);

    const result = await world.import(['number,bridge\n+16195550142,Fabrikam\n']);

    assert.deepEqual(
      [faultsIn(result), result.faults[0]?.params['bridge']],
      [[['1.csv', 2, 'default', 'bridge-without-default']], 'Contoso'],
    );
  });

  it('refuses people whose number was refused, in the same import', async () => {
    const numbers = `${HEADER}\n+46846500401,perhaps,Contoso,,,,,false\n`;
    const people = 'upn,serviceNumber\namos.marble@contoso.com,+46846500401\n';

    const result = await world.import([people, numbers], { goodRows: true });

    assert.deepEqual(faultsIn(result), [
      ['2.csv', 2, 'type', 'number-type'],
      ['1.csv', 2, 'serviceNumber', 'number-unknown'],
    ]);
    assert.deepEqual([result.numbers.skipped, result.people.skipped], [1, 1]);
  });
});
