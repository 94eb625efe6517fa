import { cryptoRandom } from '../../src/adapters/crypto/random.ts';
import { openPostgresStore } from '../../src/adapters/postgres/store.ts';
import { FakeLog } from '../support/fakeLog.ts';
import { POSTGRES, postgresTitle } from '../support/postgresServer.ts';
import { aDatabase, dropDatabase } from '../support/worldDatabase.ts';
import { describeStore } from './store.ts';

describe(postgresTitle('PostgreSQL'), function () {
  this.timeout(60_000);
  before(function () {
    if (!POSTGRES) this.skip();
  });

  describeStore('PostgreSQL', async () => {
    const url = await aDatabase();
    const options = {
      url,
      migrations: 'migrations',
      log: new FakeLog(),
      fraction: () => cryptoRandom.fraction(),
      serves: true,
    };
    return { open: () => openPostgresStore(options), remove: () => dropDatabase(url) };
  });
});
