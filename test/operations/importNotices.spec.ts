import assert from 'node:assert/strict';
import { ImportWorld } from './importWorld.ts';

const HEADER =
  'upn,displayName,email,hasMailbox,country,locale,licensed,provider,conferenceId,serviceNumber,tollFreeServiceNumber';

describe('importing people with notices', () => {
  let world: ImportWorld;
  beforeEach(async () => {
    world = await ImportWorld.withSample();
  });
  afterEach(() => world.remove());

  const kinds = async (alias: string) =>
    (await world.noticesOf(alias)).map(({ kind, channel, secret }) => [kind, channel, secret !== null]);

  it('tells people with a PIN that they are enabled, and others what changed or ended (E1, E2, E4)', async () => {
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
