import { CloudAdapter, type Activity, type TurnContext } from 'botbuilder';
import type { Log } from '../ports/log.ts';
import { activityOf, type Trusted } from './activityCheck.ts';

/** What is answered to the channel: a status, and for invokes a body. */
export interface MessagesAnswer {
  status: number;
  body?: unknown;
}

/** Takes what was posted to `/api/messages`. */
export type MessagesHandler = (authorization: string | undefined, body: unknown) => Promise<MessagesAnswer>;

/** The SDK's adapter with its inner door open: the SDK's own `process` would answer with inner error texts. */
export class TeamsAdapter extends CloudAdapter {
  /** Authenticates an activity and runs its turn; gives the invoke response, if there is one. */
  async handle(authorization: string, activity: Activity, turn: (context: TurnContext) => Promise<void>) {
    return this.processActivity(authorization, activity, turn);
  }
}

/**
 * The front door: 400 for what is no activity of ours, 401 for what is not proven to come from the channel, 500 for our own
 * failures; never a word about why, and no turn unless everything is right.
 */
export function createMessagesHandler(
  adapter: TeamsAdapter,
  turn: (context: TurnContext) => Promise<void>,
  trusted: Trusted,
  log: Log,
): MessagesHandler {
  return async (authorization, body) => {
    const activity = activityOf(body, trusted);
    if (!activity) return { status: 400 };
    let isAuthentic = false;
    try {
      const invoked = await adapter.handle(authorization ?? '', activity, (context) => {
        isAuthentic = true;
        return turn(context);
      });
      return invoked ? { status: invoked.status ?? 200, body: invoked.body as unknown } : { status: 200 };
    } catch (error) {
      if (isAuthentic) {
        log.error({ error }, 'a turn failed');
        return { status: 500 };
      }
      // Whatever goes wrong before the turn, nobody has been let in. Only keys that cannot be had now are worth another try.
      log.warn({ error }, 'an activity was not accepted');
      return { status: isOutOfReach(error) ? 503 : 401 };
    }
  };
}

/** Whether the channel's signing keys could not be fetched: no connection, no answer in time, or one that says 5xx. */
function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return (
    error.name === 'FetchError' ||
    /^E[A-Z_]+$/.test(String(code)) ||
    (typeof statusCode === 'number' && statusCode >= 500)
  );
}
