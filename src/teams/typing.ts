import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { Clock } from '../ports/clock.ts';

/** Milliseconds of silence after which the person sees that the bot is at work. */
const SILENCE = 1_000;

/** Does the work of a turn; shows the typing indicator when it takes longer than a second. */
export async function whileTyping(
  context: TurnContext,
  clock: Clock,
  work: () => Promise<void>,
): Promise<void> {
  const cancel = clock.after(SILENCE, () => {
    // An indicator that cannot be shown is no reason to fail.
    context.sendActivity({ type: ActivityTypes.Typing }).catch(() => undefined);
  });
  try {
    await work();
  } finally {
    cancel();
  }
}
