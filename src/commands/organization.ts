import { cryptoRandom } from '../adapters/crypto/random.ts';
import type { Config } from '../config.ts';
import { CATALOGUE } from '../operations/catalogue.ts';
import { SAMPLE_ROLES, seedRoles } from '../operations/firstRoles.ts';
import type { House } from '../operations/operation.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectoryRoles } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { recordsNames } from '../voice/voiceSettings.ts';
import { openHouse } from './openStore.ts';
import { SAMPLE } from './root.ts';
import { loadSampleOrganization } from './sampleOrganization.ts';

/** What opening the organisation needs. */
export interface OrganizationOptions {
  clock: Clock;
  log: Log;
  mailAvailable: boolean;
  directoryRoles: DirectoryRoles;
}

/** Opens the store, and on the first start gives it its roles and, in local mode, the sample organisation. Throws StoreUnusableError. */
export async function openOrganization(
  config: Config,
  { clock, log, mailAvailable, directoryRoles }: OrganizationOptions,
): Promise<{ store: Store; house: House }> {
  const { store, secrets } = await openHouse(config, log, true);
  const { local, pinVisibleMinutes, calendar, voice } = config;
  const house = {
    secrets,
    random: cryptoRandom,
    mailAvailable,
    local,
    pinVisibleMinutes,
    directoryRoles,
    recordsNames: voice !== null && recordsNames(voice),
    calendar,
    catalogue: CATALOGUE,
  };
  const isSample = local && (await loadSampleOrganization({ store, house, clock, log, folder: SAMPLE }));
  const isConfigured = config.admins.length + config.helpDesk.length > 0;
  await seedRoles(store, isSample && !isConfigured ? SAMPLE_ROLES : config, cryptoRandom, log);
  return { store, house };
}
