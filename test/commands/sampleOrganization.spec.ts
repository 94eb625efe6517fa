import assert from 'node:assert/strict';
import { loadSampleOrganization } from '../../src/commands/sampleOrganization.ts';
import { ImportWorld } from '../operations/importWorld.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { FakeLog } from '../support/fakeLog.ts';

describe('the sample organisation', () => {
  let world: ImportWorld;
  beforeEach(async () => {
    world = await ImportWorld.empty();
  });
  afterEach(() => world.remove());

  const load = () =>
    loadSampleOrganization({
      store: world.store,
      house: world.house,
      clock: new FakeClock(),
      log: new FakeLog(),
      folder: 'src/simulator/organization',
    });

  it('is loaded into an empty store, and again only asks for its roles as long as there are none', async () => {
    const first = await load();
    const withoutRoles = await load();
    const adele = await world.user('adele.vance');
    await world.store.transaction((tx) => tx.roles.put(adele.key, 'admin'));
    const withRoles = await load();

    const people = await world.store.transaction((tx) => tx.users.list({}, 0, 1));
    assert.deepEqual([first, withoutRoles, withRoles, people.total], [true, true, false, 12]);
  });

  it('stays away from a store that holds an organisation of its own', async () => {
    await world.import(['upn,displayName,licensed,provider\nlena@fabrikam.com,Lena,false,None\n']);

    const loaded = await load();

    const people = await world.store.transaction((tx) => tx.users.list({}, 0, 5));
    assert.deepEqual([loaded, people.rows.map((user) => user.displayName)], [false, ['Lena']]);
  });
});
