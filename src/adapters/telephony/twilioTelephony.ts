import type { Clock } from '../../ports/clock.ts';
import { TelephonyError, type Telephony } from '../../ports/telephony.ts';
import { askEngine } from './engineApi.ts';

/** How often a recording is asked for: it may take a moment until it is there. */
const TRIES = 4;
/** Milliseconds between two of them. */
const PAUSE = 700;

/** The statuses with which the engine says that a call, a room or a recording is no more. */
const GONE = [404, 410];
/** The status with which it says that a call is not under way any more. Source: Twilio, error 21220. */
const NOT_UNDER_WAY = 400;

/**
 * The REST interface of Twilio, which SignalWire has as well: conferences, calls and recordings of one account. It is asked by `fetch`:
 * the vendor's client adds 29 MB and 0.4 seconds for these four requests, and reads no recordings.
 */
export function twilioTelephony(
  { url, account, authorization }: { url: string; account: string; authorization: string },
  clock: Clock,
): Telephony {
  const api = { url: `${url}/2010-04-01/Accounts/${encodeURIComponent(account)}`, authorization };
  const of = (kind: string, name: string, ending = '.json') =>
    `/${kind}/${encodeURIComponent(name)}${ending}`;
  const pause = () => new Promise<void>((resolve) => clock.after(PAUSE, resolve));
  return {
    async announce(engineRoom, address) {
      const body = new URLSearchParams({ AnnounceUrl: address, AnnounceMethod: 'POST' });
      await askEngine(api, 'POST', of('Conferences', engineRoom), { body, expected: GONE });
    },
    async recording(name) {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        if (attempt > 1) await pause();
        const answer = await askEngine(api, 'GET', of('Recordings', name, '.wav'), { expected: GONE });
        if (GONE.includes(answer.status)) continue;
        if (!/^audio\//.test(answer.type)) throw new TelephonyError('a recording that is none');
        return { type: answer.type, body: answer.body };
      }
      return undefined;
    },
    async forget(recording) {
      await askEngine(api, 'DELETE', of('Recordings', recording), { expected: GONE });
    },
    async hangUp(call) {
      const body = new URLSearchParams({ Status: 'completed' });
      await askEngine(api, 'POST', of('Calls', call), { body, expected: [...GONE, NOT_UNDER_WAY] });
    },
  };
}
