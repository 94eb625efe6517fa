import type { Config } from '../config.ts';
import { textLanguage } from '../calls/languages.ts';
import type { Mount } from '../http/server.ts';
import { attend } from '../operations/attending/attendant.ts';
import { conferenceMapper, type ConferenceMapper } from '../operations/attending/conferenceMapper.ts';
import type { Gate } from '../operations/operation.ts';
import type { Log } from '../ports/log.ts';
import type { Texts } from '../presentation/texts.ts';
import type { Attend } from '../calls/callEvent.ts';

/** The dial-in attendant, for telephony engines to call. */
export interface Voice {
  mounts: Mount[];
  /** Lets it answer; what a call has brought about is carried out by `workers`. */
  start(gate: Gate, workers: readonly { wake(): void }[], port: number): void;
}

/** The attendant where calls are taken; loaded when the first one comes. */
export function openVoice({ voice }: Pick<Config, 'voice'>, texts: Texts, log: Log): Voice {
  if (voice === null) return { mounts: [], start: () => undefined };
  let attending: Attend | undefined;
  let mapper: ConferenceMapper | undefined;
  let origin = voice.url;
  const load = once(async () => {
    const { voiceRoutes } = await import('../voice/voiceRoutes.ts');
    return voiceRoutes({
      ...voice,
      url: () => `${origin}/voice`,
      speak: (text, params, language) => texts(textLanguage(language), `voice.${text}`, params),
      mapper: () => mapper ?? notYet(),
      attend: (event) => (attending ? attending(event) : Promise.reject(new Error('not yet'))),
    });
  });
  const handle: Mount['handle'] = (request, response) => {
    load()
      .then((routes) => routes(request, response))
      .catch((error: unknown) => {
        log.error({ err: error }, 'a call could not be answered');
        response.statusCode = attending ? 500 : 503;
        response.end();
      });
  };
  return {
    mounts: [{ path: '/voice', handle }],
    start(gate, workers, port) {
      if (origin === null) origin = `http://127.0.0.1:${port}`;
      mapper = conferenceMapper(gate);
      attending = async (event) => {
        const attended = await attend(gate, event);
        for (const worker of workers) worker.wake();
        return attended;
      };
    },
  };
}

/** The store is still being read. */
function notYet(): never {
  throw new Error('not yet');
}

/** Work that is done once, when it is first asked for, and again only if it failed. */
function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let done: Promise<Result> | undefined;
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    }));
}
