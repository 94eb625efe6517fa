import { localKey } from '../adapters/crypto/keyFile.ts';
import { createSecrets } from '../adapters/crypto/secrets.ts';
import { systemClock } from '../adapters/clock/systemClock.ts';
import { openLowdbStore } from '../adapters/lowdb/store.ts';
import type { Config } from '../config.ts';
import type { Log } from '../ports/log.ts';
import type { Secrets } from '../ports/secrets.ts';
import { StoreUnusableError, type Store } from '../ports/store.ts';

/**
 * Opens the store in DATA_DIR together with the key that its PINs depend on: SECRET_KEY, in local mode else the key file in
 * DATA_DIR. Throws StoreUnusableError when either cannot be used, or when they do not belong together.
 */
export async function openHouse(config: Config, log: Log): Promise<{ store: Store; secrets: Secrets }> {
  const store = await openLowdbStore({ folder: config.dataDir, clock: systemClock, log });
  try {
    const used = await store.transaction((tx) => tx.users.pinKeyIds());
    const secrets = createSecrets(config.secretKey ?? localKey(config.dataDir, used.length > 0));
    checkKey(used, secrets, config);
    return { store, secrets };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Refuses a key that stored PINs were not made with: they could never be checked again. */
function checkKey(used: readonly string[], secrets: Secrets, config: Config): void {
  const missing = used.filter((keyId) => keyId !== secrets.keyId);
  if (missing.length === 0) return;
  const remedy = config.secretKey
    ? 'Set SECRET_KEY to that key again'
    : `Put that key back as ${config.dataDir}/secret.key, or set it as SECRET_KEY`;
  throw new StoreUnusableError(
    `PINs in ${config.dataDir} were stored with the key ${missing.join(', ')}, but the key at hand is ${secrets.keyId}. ${remedy}; nothing was changed.`,
  );
}
