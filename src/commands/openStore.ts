import { join } from 'node:path';
import { localKey } from '../adapters/crypto/keyFile.ts';
import { createSecrets } from '../adapters/crypto/secrets.ts';
import { cryptoRandom } from '../adapters/crypto/random.ts';
import { systemClock } from '../adapters/clock/systemClock.ts';
import { openLowdbStore } from '../adapters/lowdb/store.ts';
import type { Config } from '../config.ts';
import type { Log } from '../ports/log.ts';
import type { Secrets } from '../ports/secrets.ts';
import { StoreUnusableError, type Store } from '../ports/store.ts';
import { UsageError } from './commandLine.ts';
import { ROOT } from './root.ts';

/**
 * Opens the store: the database of DATABASE_URL, else the embedded one in DATA_DIR. `serves` is for a program that sends notices;
 * others may work on a database beside it. Throws StoreUnusableError.
 */
export async function openStore({ databaseUrl, dataDir }: Config, log: Log, serves = false): Promise<Store> {
  if (databaseUrl === null) return openLowdbStore({ folder: dataDir, clock: systemClock, log });
  const { openPostgresStore } = await import('../adapters/postgres/store.ts');
  const migrations = join(ROOT, 'migrations');
  const fraction = () => cryptoRandom.fraction();
  return openPostgresStore({ url: databaseUrl, migrations, log, fraction, serves });
}

/**
 * Opens the store together with the key that its PINs depend on: SECRET_KEY, in local mode else the key file in DATA_DIR. Throws
 * StoreUnusableError when either cannot be used, or when they do not belong together.
 */
export async function openHouse(
  config: Config,
  log: Log,
  serves = false,
): Promise<{ store: Store; secrets: Secrets }> {
  const store = await openStore(config, log, serves);
  try {
    const used = await store.transaction((tx) => tx.users.pinKeys());
    const key = config.secretKey ?? localKey(config.dataDir, used.length > 0);
    const secrets = createSecrets(key, config.previousKeys);
    checkKey(
      used.map(({ keyId }) => keyId),
      secrets,
      config,
    );
    const left = used.filter(({ keyId }) => keyId !== secrets.keyId);
    if (left.length > 0)
      log.info(
        { pins: left.reduce((sum, { count }) => sum + count, 0) },
        'PINs still depend on SECRET_KEY_PREVIOUS; `npm run keys` tells all that does',
      );
    return { store, secrets };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Refuses to go on while Switchboard works on the same store. Throws UsageError. */
export async function refuseBeside(store: Store): Promise<void> {
  const instances = await store.transaction((tx) => tx.instances());
  if (instances.some((instance) => instance !== store.place?.instance))
    throw new UsageError('Switchboard is working on this database: stop it first.');
}

/** Refuses a key that stored PINs were not made with: they could never be checked again. */
function checkKey(used: readonly string[], secrets: Secrets, config: Config): void {
  const missing = used.filter((keyId) => !secrets.keyIds.includes(keyId));
  if (missing.length === 0) return;
  const remedy = config.secretKey
    ? 'Set SECRET_KEY to that key again, or SECRET_KEY_PREVIOUS if it was replaced'
    : `Put that key back as ${config.dataDir}/secret.key, or set it as SECRET_KEY`;
  throw new StoreUnusableError(
    `PINs in ${config.databaseUrl === null ? config.dataDir : 'the database'} were stored with the key ${missing.join(', ')}, but the key at hand is ${secrets.keyId}. ${remedy}; nothing was changed.`,
  );
}
