import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import type { BatchPart } from '../domain/batch.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import type { User } from '../domain/user.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Store } from '../ports/store.ts';
import { runCommandLine, UsageError } from './commandLine.ts';
import { createLog } from './log.ts';
import { openHouse } from './openStore.ts';

const HELP = `Counts what depends on which secret key.

  npm run keys

To replace the key, set SECRET_KEY to a new one and SECRET_KEY_PREVIOUS to the old one, and start again. New PINs are kept under the
new key; what the old one made can still be read. When nothing depends on it any more (PINs by being reset, sealed PINs by being told
or after 30 days), take SECRET_KEY_PREVIOUS away. In local mode the key is DATA_DIR/secret.key.
A folder is read while Switchboard is stopped, a database at any time.
`;

/** What depends on one key. */
interface Dependents {
  pins: number;
  seals: number;
}

/** Runs the command; the result is the exit code. */
async function main(): Promise<number> {
  if (readArguments().help) {
    process.stdout.write(HELP);
    return 0;
  }
  const log = createLog('warn', pino.destination({ dest: 2, sync: true }));
  const { store, secrets } = await openHouse(readConfig(), log);
  try {
    const found = await dependents(store, secrets);
    const [current, ...previous] = secrets.keyIds;
    for (const keyId of new Set([...secrets.keyIds, ...found.keys()])) {
      const { pins, seals } = found.get(keyId) ?? { pins: 0, seals: 0 };
      const role = keyId === current ? 'SECRET_KEY' : 'SECRET_KEY_PREVIOUS';
      const name = secrets.keyIds.includes(keyId) ? `${keyId} (${role})` : keyId;
      process.stdout.write(`${name}: ${pins} PINs, ${seals} sealed PINs that were not told yet\n`);
    }
    if (previous.length > 0 && previous.every((keyId) => !found.has(keyId)))
      process.stdout.write('Nothing depends on SECRET_KEY_PREVIOUS any more: take it away.\n');
    return 0;
  } finally {
    await store.close();
  }
}

async function dependents(store: Store, secrets: Secrets): Promise<Map<string, Dependents>> {
  const found = new Map<string, Dependents>();
  const note = (keyId: string, what: keyof Dependents) => {
    const before = found.get(keyId) ?? { pins: 0, seals: 0 };
    found.set(keyId, { ...before, [what]: before[what] + 1 });
  };
  const sealed = (secret: string | null, boundTo: string) => {
    if (secret !== null) note(secrets.sealedWith(secret, boundTo) ?? 'no key at hand', 'seals');
  };
  for await (const [name, record] of store.everything()) {
    if (name === 'users') {
      const { pin } = record as User;
      if (pin) note(pin.keyId, 'pins');
    }
    if (name === 'outbox') {
      const { secret, id, userKey } = record as OutboxRow;
      sealed(secret, `${id} ${userKey}`);
    }
    if (name === 'batchParts') {
      const { batchId, items } = record as BatchPart;
      for (const { secret, userKey } of items) sealed(secret, `${batchId} ${userKey}`);
    }
    if (name === 'audit') break;
  }
  return found;
}

function readArguments(): { help: boolean } {
  try {
    return parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

runCommandLine(main, 'Nothing was counted.');
