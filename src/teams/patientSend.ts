import type { Activity, TurnContext } from 'botbuilder';
import type { Clock } from '../ports/clock.ts';
import { deliveryResultOf } from './connectorErrors.ts';

/** Attempts at one answer: the channel says again and again that it will not have it now. */
const ATTEMPTS = 4;
/** Milliseconds of the first pause, which doubles; and the longest that an answer waits for, because a person does. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

/**
 * Sends an answer in the turn; tries again where the channel said that nothing was done (429, 412, 502, 503, 504), and only
 * there, so that nobody sees it twice. Throws the channel's error when it will not go.
 */
export async function patientSend(
  context: TurnContext,
  activity: Partial<Activity>,
  clock: Clock,
): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await context.sendActivity(activity))?.id;
    } catch (error) {
      const result = deliveryResultOf(error, clock.now(), false);
      if (result.outcome !== 'throttled' || attempt === ATTEMPTS) throw error;
      const asked = result.until === null ? 0 : result.until.getTime() - clock.now().getTime();
      if (asked > LONGEST_PAUSE) throw error;
      await pause(clock, Math.max(asked, FIRST_PAUSE * 2 ** (attempt - 1)));
    }
  }
}

function pause(clock: Clock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => clock.after(milliseconds, resolve));
}
