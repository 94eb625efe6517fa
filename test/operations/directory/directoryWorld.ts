import { setTimeout as pause } from 'node:timers/promises';
import { GraphStandIn, type StandInUser } from '../../support/graphStandIn.ts';
import { SwitchboardWorld } from '../../support/switchboardWorld.ts';

/** A group whose members are admins, and one for the help desk. */
export const ADMIN_GROUP = '11111111-2222-3333-4444-555555555555';
export const HELP_GROUP = '66666666-7777-8888-9999-000000000000';

/** The object id of a person of the sample organisation, or of somebody who comes after them. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export const ADELE = idOf(1);
export const AMOS = idOf(2);
export const NORA = idOf(170);

/** Somebody of the directory. */
export function aDirectoryUser(
  id: string,
  displayName: string,
  changes: Partial<StandInUser> = {},
): StandInUser {
  const address = `${displayName.toLowerCase().replaceAll(' ', '.')}@contoso.com`;
  return {
    id,
    userPrincipalName: address,
    displayName,
    mail: address,
    userType: 'Member',
    accountEnabled: true,
    ...changes,
  };
}

/** The whole program with the sample organisation, and a directory beside it. */
export class DirectoryWorld {
  private constructor(
    readonly graph: GraphStandIn,
    readonly bot: SwitchboardWorld,
    readonly env: Record<string, string>,
  ) {}

  /** Starts both; `prepare` fills the directory before the program reads it. */
  static async start(
    env: Record<string, string>,
    prepare: (graph: GraphStandIn) => void = () => undefined,
  ): Promise<DirectoryWorld> {
    const graph = await GraphStandIn.start();
    prepare(graph);
    const given = { GRAPH_URL: graph.url, ...env };
    const world = new DirectoryWorld(graph, await SwitchboardWorld.start(given), given);
    await world.read();
    return world;
  }

  /** Waits until what was begun with the directory has come to its end. */
  async read(): Promise<void> {
    await this.bot.serving.directory.idle();
  }

  /** Lets time pass, and what is asked of the directory meanwhile be answered. */
  async pass(milliseconds: number): Promise<void> {
    const settle = async () => {
      // What waits for an answer over HTTP needs real time; what waits for the clock has to be left to wait.
      for (let tries = 0; tries < 10 && !(await this.isQuiet()); tries += 1);
    };
    await this.bot.clock.pass(milliseconds, settle);
    await settle();
  }

  /** Whether nothing is under way in the background, or comes to its end in a moment. */
  private isQuiet(): Promise<boolean> {
    const { directory, courier, batches } = this.bot.serving;
    const quiet = Promise.all([directory.idle(), courier.idle(), batches.idle()]);
    return Promise.race([quiet.then(() => true), pause(3, false)]);
  }

  /** Another run of the program on the same data. */
  async restart(): Promise<void> {
    await this.bot.stopBot();
    await this.bot.startBot(this.env);
    await this.read();
  }

  /** What the log tells of the directory. */
  get told(): string[] {
    return this.bot.logged.filter((line) => /director|user name|last admin/i.test(line));
  }

  async close(): Promise<void> {
    await this.bot.close();
    await this.graph.close();
  }
}

/** Gives every test of a suite a world of its own. */
export function directoryPerTest(
  env: Record<string, string>,
  prepare?: (graph: GraphStandIn) => void,
): () => DirectoryWorld {
  let world: DirectoryWorld;
  beforeEach(async () => {
    world = await DirectoryWorld.start(env, prepare);
  });
  afterEach(() => world.close());
  return () => world;
}
