import type { Clock } from '../../ports/clock.ts';
import { TelephonyError, type Telephony } from '../../ports/telephony.ts';
import { askEngine } from './engineApi.ts';

/** How often a recording is asked for: it may take a moment until it is there. */
const TRIES = 4;
/** Milliseconds between two of them. */
const PAUSE = 700;

/** The statuses with which the engine says that a call, a room or a recording is no more. */
const GONE = [404, 410];
/** The status and the code with which it says that a call is not under way any more. Source: Twilio, "Error 21220". */
const NOT_UNDER_WAY = { status: 400, code: 21220 };

/** What a recording comes as; engines whose storage does not know better send it as bytes. */
const AUDIO = /^(?:audio\/|application\/octet-stream)/;

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
    engine: 'twilio',
    async announce(engineRoom, address) {
      const body = new URLSearchParams({ AnnounceUrl: address, AnnounceMethod: 'POST' });
      await askEngine(api, 'POST', of('Conferences', engineRoom), { body, expected: GONE });
    },
    async recording(name) {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        if (attempt > 1) await pause();
        const answer = await askEngine(api, 'GET', of('Recordings', name, '.wav'), { expected: GONE });
        if (GONE.includes(answer.status)) continue;
        if (!AUDIO.test(answer.type)) throw new TelephonyError('a recording that is none');
        return { type: answer.type.startsWith('audio/') ? answer.type : 'audio/wav', body: answer.body };
      }
      return undefined;
    },
    async forget(recording) {
      await askEngine(api, 'DELETE', of('Recordings', recording), { expected: GONE });
    },
    async hangUp(call) {
      const body = new URLSearchParams({ Status: 'completed' });
      const expected = [...GONE, NOT_UNDER_WAY.status];
      const answer = await askEngine(api, 'POST', of('Calls', call), { body, expected });
      if (answer.status === NOT_UNDER_WAY.status && codeOf(answer.body) !== NOT_UNDER_WAY.code)
        throw new TelephonyError(`status ${answer.status}`);
    },
  };
}

function codeOf(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString('utf8')) as { code?: unknown } | null)?.code;
  } catch {
    return undefined;
  }
}
