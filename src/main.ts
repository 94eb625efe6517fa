import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino, type Logger } from 'pino';
import { cryptoRandom } from './adapters/crypto/random.ts';
import { systemClock } from './adapters/clock/systemClock.ts';
import { readCardTemplates } from './adapters/files/cardFiles.ts';
import { readLocales } from './adapters/files/localeFiles.ts';
import { mailDelivery } from './commands/mailDelivery.ts';
import { openHouse } from './commands/openStore.ts';
import { loadSampleOrganization } from './commands/sampleOrganization.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { startServer } from './http/server.ts';
import { createCmdlets } from './intake/cmdlets.ts';
import { createPhrases } from './intake/phrases.ts';
import { CATALOGUE } from './operations/catalogue.ts';
import { SAMPLE_ROLES, seedRoles } from './operations/firstRoles.ts';
import type { House } from './operations/operation.ts';
import { createCourier, type Courier } from './outbox/courier.ts';
import type { Clock } from './ports/clock.ts';
import { StoreUnusableError, type Store } from './ports/store.ts';
import { createNoticePresenter } from './presentation/noticePresenter.ts';
import { createPresenter } from './presentation/presenter.ts';
import { createTexts } from './presentation/texts.ts';
import { createBot } from './teams/bot.ts';
import { cardEditor } from './teams/cardEditor.ts';
import { createTeams } from './teams/teams.ts';

/** The folder that holds src/, cards/ and locales/. */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The program while it serves. */
export interface Serving {
  port: number;
  store: Store;
  courier: Courier;
  stop(): Promise<void>;
}

/** Puts the parts together and serves until stopped. `clock` is the machine's time except in tests. */
export async function serve(config: Config, log: Logger, clock: Clock = systemClock): Promise<Serving> {
  const locales = readLocales(join(ROOT, 'locales'));
  const texts = createTexts(locales);
  const templates = readCardTemplates(join(ROOT, 'cards'));
  const presenter = createPresenter(texts, templates);
  const mail = mailDelivery(config);

  // Health answers while the store is still being read, and says so.
  let ready = false;
  const teams = createTeams(config, clock, log);
  const server = await startServer(config.host, config.port, {
    messages: ({ headers, body }) => teams.messages(one(headers['authorization']), body),
    health: () =>
      ready ? { status: 200, body: { status: 'ok' } } : { status: 503, body: { status: 'starting' } },
    loopbackOnly: config.local,
  });

  const { store, secrets } = await openHouse(config, log);
  const { local, pinVisibleMinutes } = config;
  const house: House = {
    secrets,
    random: cryptoRandom,
    mailAvailable: mail.available,
    local,
    pinVisibleMinutes,
    catalogue: CATALOGUE,
  };
  const sample = { store, house, clock, log, folder: join(ROOT, 'src/simulator/organization') };
  const isSample = local && (await loadSampleOrganization(sample));
  const asked = config.admins.length + config.helpDesk.length > 0;
  await seedRoles(store, isSample && !asked ? SAMPLE_ROLES : config, cryptoRandom, log);

  const courier = createCourier({
    store,
    chat: teams.chat,
    mail,
    secrets,
    clock,
    random: cryptoRandom,
    presenter: createNoticePresenter({ texts, templates }),
    log,
    ...cardEditor(teams.chat, presenter),
  });
  const doors = { phrases: createPhrases(locales), cmdlets: createCmdlets(CATALOGUE), catalogue: CATALOGUE };
  teams.serve(
    createBot({
      gate: { store, clock, house, log },
      doors,
      chat: teams.chat,
      presenter,
      courier,
      noteHome: teams.noteHome,
    }),
  );
  courier.start();
  ready = true;
  log.info({ port: server.port }, banner(config, server.port, mail.available));
  const stop = async () => {
    ready = false;
    await server.close();
    await courier.stop();
    await store.close();
  };
  return { port: server.port, store, courier, stop };
}

/** The program: reads the environment, serves, and stops on SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig();
  const serving = await serve(config, pino({ level: config.logLevel, redact: ['*.secret', '*.pin'] }));
  const stop = () => void serving.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** What the log says when the bot is ready. */
function banner(config: Config, port: number, mailAvailable: boolean): string {
  const mode = config.local
    ? 'LOCAL MODE: no authentication, this machine only, sample organisation'
    : `serving tenant ${config.bot.MicrosoftAppTenantId}`;
  const mails = mailAvailable ? '' : '. No SMTP_URL: no mail is sent';
  return `Switchboard is ready on http://${config.local ? 'localhost' : config.host}:${port}/api/messages. ${mode}${mails}`;
}

/** A header that counts only when it is there once. */
function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** Expected faults in words, anything else with its stack. */
function tellWhyNot(error: unknown): void {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  const expected =
    error instanceof ConfigError ||
    error instanceof StoreUnusableError ||
    code === 'EADDRINUSE' ||
    code === 'EACCES';
  process.stderr.write(`Switchboard does not start:\n${expected ? message : stack}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main().catch(tellWhyNot);
