import { fileURLToPath } from 'node:url';
import { systemClock } from './adapters/clock/systemClock.ts';
import { createBackground, type Background } from './commands/background.ts';
import { openCalendar } from './commands/calendar.ts';
import { openDirectory } from './commands/directory.ts';
import { localChat, startLocalChat } from './commands/localChat.ts';
import { inForeground } from './commands/foreground.ts';
import { createLog } from './commands/log.ts';
import { mailDelivery } from './commands/mailDelivery.ts';
import { healthOf, observe } from './commands/observed.ts';
import { openOrganization } from './commands/organization.ts';
import { readTable } from './commands/readTable.ts';
import { ROOT } from './commands/root.ts';
import { banner, whyNot } from './commands/startMessages.ts';
import { openVoice } from './commands/voice.ts';
import { readWords } from './commands/words.ts';
import { readConfig, type Config } from './config.ts';
import { startServer } from './http/server.ts';
import { createCmdlets } from './intake/cmdlets.ts';
import { CATALOGUE } from './operations/catalogue.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';
import { createBot } from './teams/bot.ts';
import { createTeams } from './teams/teams.ts';
import { turnLimits } from './teams/turnLimits.ts';

/** The program while it serves. */
export interface Serving extends Omit<Background, 'start'> {
  port: number;
  store: Store;
}

/** Puts the parts together and serves until stopped. `clock` is the machine's time except in tests. */
export async function serve(config: Config, log: Log, clock: Clock = systemClock): Promise<Serving> {
  const words = readWords(ROOT);
  const { locales, phrases, presenter } = words;
  const mail = await mailDelivery(config);
  const teams = createTeams(config, clock, log);
  const directory = await openDirectory(config, clock, log);
  const calendar = await openCalendar(config, directory.calendar, clock);
  const page = await localChat(config, locales, clock, calendar.meetings);
  const voice = await openVoice(config, words.texts, log, clock, page?.telephony);
  const observed = await observe(config, clock);
  const messages = observed.timed(teams.messages);

  // Health answers while the store is still being read, and says so.
  let serving: Store | null = null;
  const server = await startServer(config.host, config.port, {
    messages: ({ headers, body }) => messages(one(headers['authorization']), body),
    health: () => healthOf(serving),
    loopbackOnly: config.local,
    mounts: [...(page?.mounts ?? []), ...voice.mounts],
  });

  const { store, house } = await openOrganization(config, {
    clock,
    log,
    mailAvailable: mail.available,
    directoryRoles: directory.roles,
  }).catch(async (error: unknown) => {
    // Nothing stays open of a program that cannot begin.
    await Promise.all([server.close(), observed.close()]);
    throw error;
  });
  await calendar.begin(store, words.texts);
  const { chat, noteHome } = teams;
  if (page) noteHome(startLocalChat(page, store, config, server.port));
  const gate = { store, clock, house, log, ...(observed.metrics && { metrics: observed.metrics }) };
  observed.metrics?.watch(store, directory.roles);
  const background = createBackground(gate, { chat, mail, directory, ...calendar, ...voice }, words, config);
  voice.start(gate, background.workers, server.port);
  const doors = { phrases, cmdlets: createCmdlets(CATALOGUE), catalogue: CATALOGUE };
  teams.serve(
    createBot({
      gate,
      readTable,
      doors,
      chat,
      presenter,
      takeTurn: turnLimits(config.turns),
      background: background.workers,
      noteHome,
    }),
  );
  background.start();
  serving = store;
  // Takes a good part of a start, and only a text needs it.
  setImmediate(() => phrases.prepare());
  log.info({ port: server.port }, banner(config, server.port, mail.available));

  const stop = async () => {
    serving = null;
    page?.close();
    await server.close();
    await observed.close();
    await background.stop();
    await store.close();
  };
  return { ...background, port: server.port, store, stop };
}

/** The program: reads the environment and serves in the foreground. */
async function main(): Promise<void> {
  const config = readConfig();
  await inForeground(() => serve(config, createLog(config.logLevel)), systemClock);
}

/** A header that counts only when it is there once. */
function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    process.stderr.write(whyNot(error));
    process.exit(1);
  });
}
