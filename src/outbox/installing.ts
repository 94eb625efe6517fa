import type { Clock } from '../ports/clock.ts';
import type { ChatDelivery, ChatRecipient, DeliveryResult } from '../ports/delivery.ts';
import { DirectoryError, type AppInstallation } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';

/** What the channel says of somebody who does not want the app, or may not have it: no installation helps there. */
const NOT_WANTED = /BotDisabledByAdmin|ConversationBlockedByUser|MessageWritesBlocked/;

/** Milliseconds until it is tried again: Teams needs a moment for a new app. */
const SETTLING = 2_000;

/**
 * Chat that puts the app where it is missing: a bot can write first only to people who have it. The message then comes again, in
 * its turn. What a person has removed is not put back.
 */
export function installing(
  chat: ChatDelivery,
  apps: AppInstallation,
  { clock, log }: { clock: Clock; log: Log },
): ChatDelivery {
  const later = (until: Date | null, detail: string): DeliveryResult => ({
    outcome: 'throttled',
    until,
    reason: 'not-installed',
    detail,
  });
  return {
    async send(to, message) {
      const result = await chat.send(to, message);
      if (to.objectId === null || !mayBeMissing(to, result)) return result;
      try {
        const state = await apps.install(to.objectId);
        if (state === 'present') return result;
        return later(new Date(clock.now().getTime() + SETTLING), 'app installed');
      } catch (error) {
        if (!(error instanceof DirectoryError)) throw error;
        log.warn(
          { objectId: to.objectId, detail: error.detail },
          'the app could not be installed for a person',
        );
        return error.kind === 'silent' ? later(error.until, `app: ${error.detail}`) : result;
      }
    },
    update: (address, activityId, message) => chat.update(address, activityId, message),
  };
}

function mayBeMissing(to: ChatRecipient, result: DeliveryResult): boolean {
  if (result.outcome !== 'unreachable' || to.withoutApp || NOT_WANTED.test(result.detail)) return false;
  return result.reason === 'not-installed' || to.address === null;
}
