import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How many messages and buttons are taken in a minute; 0 stands for no limit. */
export interface TurnLimits {
  perPerson: number;
  inAll: number;
}

/** A message too many: when to try again, and whether it is the first one since the limit was reached. */
export interface TooMany {
  seconds: number;
  isFirst: boolean;
}

/** Seconds for which a limit counts. */
const MINUTE = 60;

/** Counts what somebody sends; gives what stands against taking one more, if anything does. */
export type TakeTurn = (person: string) => Promise<TooMany | undefined>;

/** Makes the count. It is of this process, and gone with it: nothing is owed to anybody who starts anew. */
export function turnLimits({ perPerson, inAll }: TurnLimits): TakeTurn {
  const own = perPerson > 0 ? new RateLimiterMemory({ points: perPerson, duration: MINUTE }) : undefined;
  const all = inAll > 0 ? new RateLimiterMemory({ points: inAll, duration: MINUTE }) : undefined;
  // Whoever sends too much does not use up what there is for the others.
  return async (person) =>
    (own && (await refusedBy(own, perPerson, person))) ?? (all && (await refusedBy(all, inAll, 'all')));
}

async function refusedBy(
  limiter: RateLimiterMemory,
  points: number,
  key: string,
): Promise<TooMany | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    return { seconds, isFirst: error.consumedPoints === points + 1 };
  }
}
