import type { Conversation } from '../../src/simulator/chat.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { cardOf } from '../../src/simulator/wire.ts';
import { shownIn, SwitchboardWorld } from '../support/switchboardWorld.ts';
import { textOf } from '../support/teamsCards.ts';

/** Milliseconds. */
export const SECOND = 1_000;
export const HOUR = 3_600 * SECOND;
export const DAY = 24 * HOUR;

/** A PIN in a card or mail of the tests: five digits on their own. */
export const PIN = /(?<![\d-])\d{5}(?!\d)/;

/** Lets every message of the bot into a conversation meet a fault, `times` times; the result ends it. */
export function strike(
  world: SwitchboardWorld,
  where: Conversation,
  fault: Fault,
  times?: number,
): () => void {
  return world.teams.connector.faults.add(fault, {
    when: ({ method, conversationId, body }) =>
      method === 'POST' && conversationId === where.id && (body as { type?: string }).type === 'message',
    ...(times !== undefined && { times }),
  });
}

/** Lets time pass, with everything that it sets off. */
export async function pass(world: SwitchboardWorld, milliseconds: number): Promise<void> {
  await world.serving.courier.idle();
  await world.clock.pass(milliseconds, () => world.serving.courier.idle());
}

/** What Adele is shown when she asks for what was not delivered. */
export async function undelivered(world: SwitchboardWorld): Promise<string> {
  return shownIn(await world.adele.says('undelivered'));
}

/** How a result card reads now: the bot's first message to Adele after what she wrote last. */
export function resultCard(world: SwitchboardWorld, command: string): string {
  const { messages } = world.adele.chat;
  const asked = messages.findLastIndex(({ activity }) => activity.text === command);
  const answer = messages.slice(asked).find(({ author }) => author === 'bot');
  return answer ? textOf(cardOf(answer.activity)) : '';
}

/** How many PINs stand in somebody's chat. */
export function pinsIn(conversation: Conversation): number {
  const texts = conversation.messages.map(({ activity }) => textOf(cardOf(activity)));
  return texts.filter((text) => PIN.test(text)).length;
}

/** Lets a promise come to its end while time passes a little at a time. */
export async function whileTimePasses<Result>(
  world: SwitchboardWorld,
  work: Promise<Result>,
): Promise<Result> {
  let done = false;
  const noted = work.finally(() => (done = true));
  while (!done) {
    await world.clock.pass(50);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return noted;
}
