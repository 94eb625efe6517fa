import type { User } from '../../src/domain/user.ts';
import { pinsIn } from '../operations/rules/ruleWorld.ts';
import type { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { JambonzTelephone, Telephone, type TestPhone } from '../support/telephone.ts';

/** The sample's Amos Marble, and the number of his that is in English. */
export const AMOS = 'amos.marble@contoso.com';
export const AMOS_ID = '8271964';
export const ENGLISH = '+14255550100';
export const SWEDISH = '+46846500400';

/** The engines that speak to the attendant. */
export const ENGINES = ['twilio', 'jambonz'] as const;

/** A telephone at the running program. */
export function phoneOf(
  world: SwitchboardWorld,
  { engine = 'twilio', ...line }: { engine?: (typeof ENGINES)[number]; from?: string; to?: string } = {},
): TestPhone {
  const origin = `http://127.0.0.1:${world.serving.port}`;
  return engine === 'twilio' ? new Telephone({ origin, ...line }) : new JambonzTelephone({ origin, ...line });
}

/** A telephone that has called and given an ID. */
export async function calling(
  world: SwitchboardWorld,
  options: Parameters<typeof phoneOf>[1] = {},
  conferenceId = AMOS_ID,
): Promise<TestPhone> {
  const phone = await phoneOf(world, options).dials();
  await phone.presses(`${conferenceId}#`);
  return phone;
}

/** Gives somebody a new PIN and tells it. */
export async function newPinOf(world: SwitchboardWorld, name = 'amos'): Promise<string> {
  const [pin] = pinsIn(await world.adele.says(`reset PIN for ${name}`));
  if (pin === undefined) throw new Error('no PIN was shown');
  return pin;
}

/** Changes the record of somebody. */
export async function change(world: SwitchboardWorld, upn: string, changes: Partial<User>): Promise<void> {
  const user = await world.user(upn);
  await world.serving.store.transaction((tx) => tx.users.put({ ...user, ...changes }));
}

/** Lets everything that a call has brought about be carried out. */
export async function settled(world: SwitchboardWorld): Promise<void> {
  await world.serving.courier.idle();
  await world.serving.decisionCards.idle();
}
