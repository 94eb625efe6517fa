import type { ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { textLanguage } from '../calls/languages.ts';
import type { Mount } from '../http/server.ts';
import { attend } from '../operations/attending/attendant.ts';
import { conferenceMapper, type ConferenceMapper } from '../operations/attending/conferenceMapper.ts';
import type { Gate } from '../operations/operation.ts';
import { announced, recordingOf } from '../operations/attending/announcements.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Telephony } from '../ports/telephony.ts';
import type { Texts } from '../presentation/texts.ts';
import type { Attend } from '../calls/callEvent.ts';
import { openTelephony } from './telephony.ts';
import type { Announcing } from '../voice/announcing.ts';
import { recordsNames } from '../voice/voiceSettings.ts';

/** The dial-in attendant, for telephony engines to call. */
export interface Voice {
  mounts: Mount[];
  /** The engine, as far as it can be asked; null where none can. */
  telephony: Telephony | null;
  /** Lets it answer; what a call has brought about is carried out by `workers`. */
  start(gate: Gate, workers: readonly { wake(): void }[], port: number): void;
}

/** The attendant where calls are taken; loaded when the first one comes. `page`: the telephones of local mode. */
export async function openVoice(
  { voice }: Pick<Config, 'voice'>,
  texts: Texts,
  log: Log,
  clock: Clock,
  page?: Telephony,
): Promise<Voice> {
  if (voice === null) return { mounts: [], telephony: null, start: () => undefined };
  const telephony = await openTelephony(voice, clock, page);
  let origin = voice.url;
  let answering: Answering | undefined;
  const now = () => answering ?? notYet();
  const load = once(async () => {
    const { voiceRoutes } = await import('../voice/voiceRoutes.ts');
    return voiceRoutes({
      ...voice,
      url: () => `${origin}/voice`,
      speak: (text, params, language) => texts(textLanguage(language), `voice.${text}`, params),
      mapper: () => now().mapper,
      attend: async (event) => now().attend(event),
      records: recordsNames(voice),
      ...announcing(() => now().gate, telephony, log),
    });
  });
  const failed = (response: ServerResponse, error: unknown) => {
    log.error({ err: error }, 'a call could not be answered');
    response.statusCode = answering ? 500 : 503;
    response.end();
  };
  return {
    mounts: [{ path: '/voice', handle: answeredBy(load, failed) }],
    telephony,
    start(gate, workers, port) {
      if (origin === null) origin = `http://127.0.0.1:${port}`;
      const attendAndWake: Attend = async (event) => {
        const attended = await attend(gate, event);
        for (const worker of workers) worker.wake();
        return attended;
      };
      answering = { gate, mapper: conferenceMapper(gate), attend: attendAndWake };
    },
  };
}

type Handle = Mount['handle'];

/** Answers with routes that are loaded when they are first asked for. */
function answeredBy(
  load: () => Promise<(...asked: Parameters<Handle>) => Promise<void>>,
  failed: (response: ServerResponse, error: unknown) => void,
): Handle {
  return (request, response) => {
    load()
      .then((routes) => routes(request, response))
      .catch((error: unknown) => failed(response, error));
  };
}

/** What answers calls once the store is open. */
interface Answering {
  gate: Gate;
  mapper: ConferenceMapper;
  attend: Attend;
}

/** How those in a room are told who comes and goes; nobody waits for it. */
function announcing(
  gate: () => Gate,
  telephony: Telephony | null,
  log: Log,
): Pick<Announcing, 'announce' | 'announced' | 'nameOf'> {
  return {
    announce(engineRoom, url) {
      telephony?.announce(engineRoom, url).catch((error: unknown) => {
        log.warn({ err: error }, 'who comes or goes could not be announced');
      });
    },
    announced: async (call, coming) => announced(gate(), call, coming),
    async nameOf(token) {
      const recording = recordingOf(gate(), token);
      if (recording === undefined || !telephony) return undefined;
      return telephony.recording(recording).catch((error: unknown) => {
        log.warn({ err: error }, 'a recorded name could not be had');
        return undefined;
      });
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
