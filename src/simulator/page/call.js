// @ts-check
import { post } from './server.js';

/** Seconds in which a name is typed here; it is said faster. */
const NAME = 30;

/** Seconds for which a telephone here listens to music before it goes on; the real music is longer. */
const MUSIC = 2;

/**
 * @typedef {{ text: string, language: string }} Sentence
 * @typedef {'off' | 'saying' | 'asked' | 'recording' | 'music' | 'room' | 'over' | 'failed'} Standing
 */

/**
 * A call to the dial-in attendant by way of its webhooks, as a telephony engine that speaks TwiML makes them. Tells with every change
 * where it stands, and what was said.
 */
export class Call {
  /** @type {Standing} */
  standing = 'off';
  /** @type {Sentence[]} */
  said = [];
  /** The engine's name of the room that the caller is in. */
  room = '';
  /** The name that this telephone has as an engine for it. */
  engineRoom = '';
  /** Keys pressed since the last question. */
  keys = '';
  #sid = `page-${crypto.randomUUID()}`;
  #from;
  #to;
  #changed;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {{ action: string, most: number, end: string, seconds: number, rest: Element[] } | null} */
  #question = null;
  /** @type {{ action: string, rest: Element[] } | null} */
  #recording = null;

  /**
   * @param {string} from
   * @param {string} to
   * @param {() => void} changed
   */
  constructor(from, to, changed) {
    this.#from = from;
    this.#to = to;
    this.#changed = changed;
  }

  dial() {
    return this.#ask('/voice/twilio');
  }

  /** Whether keys do something now. */
  get isAsked() {
    return this.#question !== null;
  }

  /** @param {string} key */
  press(key) {
    const question = this.#question;
    if (!question) return;
    if (key !== question.end) this.keys += key;
    this.#changed();
    if (key === question.end || this.keys.length >= question.most) return this.#answer();
    this.#wait(question.seconds, () => this.#answer());
  }

  /** Says a name while one is recorded; an empty one is silence. @param {string} name */
  async say(name) {
    const recording = this.#recording;
    if (!recording) return;
    this.#recording = null;
    clearTimeout(this.#timer);
    const { recording: kept } = name.trim() === '' ? {} : await post('record', { name });
    if (kept === undefined) return this.#run(recording.rest);
    await this.#ask(recording.action, { RecordingUrl: `${location.origin}/recordings/${kept}` });
  }

  /** Hears what everybody in the room is told. @param {string[]} sentences @param {string} language */
  hear(sentences, language) {
    this.said.push({ text: sentences.join(' '), language });
    this.#changed();
  }

  /** Whether the engine calls this call so. @param {string} sid */
  is(sid) {
    return this.#sid === sid;
  }

  /** Puts the receiver down. */
  hangUp() {
    if (this.standing === 'over' || this.standing === 'off') return;
    this.#become('over');
    this.#tell('/voice/twilio/status', { CallStatus: 'completed' });
  }

  /** The page goes away, and with it the telephone. */
  drop() {
    if (this.standing === 'over' || this.standing === 'off') return;
    const fields = { CallSid: this.#sid, CallStatus: 'completed' };
    navigator.sendBeacon('/voice/twilio/status', new URLSearchParams(fields));
  }

  #answer() {
    const question = this.#question;
    if (!question) return;
    this.#question = null;
    if (this.keys === '') return this.#run(question.rest);
    const keys = this.keys;
    this.keys = '';
    // Until the attendant asks again keys do nothing, and are seen to.
    this.#changed();
    void this.#ask(question.action, { Digits: keys });
  }

  /**
   * @param {string} url
   * @param {Record<string, string>} more
   */
  async #ask(url, more = {}) {
    try {
      const verbs = await twiml(url, this.#fields(more));
      if (this.standing !== 'over') this.#run(verbs);
    } catch {
      this.#become('failed');
    }
  }

  /** @param {string} url @param {Record<string, string>} more */
  #tell(url, more) {
    const body = new URLSearchParams(this.#fields(more));
    void fetch(here(url), { method: 'POST', body }).catch(() => undefined);
  }

  /** @param {Record<string, string>} more */
  #fields(more) {
    return { CallSid: this.#sid, From: this.#from, To: this.#to, CallStatus: 'in-progress', ...more };
  }

  /** Does what a document says, until something has to be waited for. @param {Element[]} verbs @returns {void} */
  #run([verb, ...rest]) {
    if (!verb) return this.hangUp();
    switch (verb.tagName) {
      case 'Say':
        this.#say(verb);
        return this.#run(rest);
      case 'Gather':
        return this.#gather(verb, rest);
      case 'Play':
        this.#become('music');
        return this.#wait(MUSIC, () => this.#run(rest));
      case 'Redirect':
        return void this.#ask(verb.textContent ?? '');
      case 'Record':
        this.#recording = { action: verb.getAttribute('action') ?? '', rest };
        this.#become('recording');
        return this.#wait(NAME, () => void this.say(''));
      case 'Dial':
        return this.#enter(verb.querySelector('Conference'));
      default:
        return this.hangUp();
    }
  }

  /** Is in the room, and has that told. @param {Element | null} conference */
  #enter(conference) {
    this.room = conference?.textContent ?? '';
    this.engineRoom = `page-${this.room}`;
    this.#become('room');
    const status = conference?.getAttribute('statusCallback');
    if (!status) return;
    const event = { StatusCallbackEvent: 'participant-join', FriendlyName: this.room };
    this.#tell(status, { ...event, ConferenceSid: this.engineRoom });
  }

  /**
   * @param {Element} gather
   * @param {Element[]} rest
   */
  #gather(gather, rest) {
    for (const say of gather.querySelectorAll('Say')) this.#say(say);
    const number = (/** @type {string} */ name) => Number(gather.getAttribute(name));
    const seconds = number('timeout');
    this.#question = {
      action: gather.getAttribute('action') ?? '',
      most: number('numDigits'),
      end: gather.getAttribute('finishOnKey') ?? '#',
      seconds,
      rest,
    };
    this.#become('asked');
    this.#wait(seconds, () => this.#answer());
  }

  /** @param {Element} say */
  #say(say) {
    this.said.push({ text: say.textContent ?? '', language: say.getAttribute('language') ?? 'en-US' });
    this.#become('saying');
  }

  /**
   * @param {number} seconds
   * @param {() => void} then
   */
  #wait(seconds, then) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, seconds * 1_000);
  }

  /** @param {Standing} standing */
  #become(standing) {
    if (standing === 'over' || standing === 'failed') {
      clearTimeout(this.#timer);
      this.#question = null;
      this.#recording = null;
      this.room = '';
      this.engineRoom = '';
    }
    this.standing = standing;
    this.#changed();
  }
}

/** An address of this machine, by whichever name the page was opened. @param {string} url */
export function here(url) {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}

/**
 * Asks for a TwiML document; gives its verbs. Throws where there is none.
 * @param {string} url
 * @param {Record<string, string>} fields
 */
export async function twiml(url, fields = {}) {
  const response = await fetch(here(url), { method: 'POST', body: new URLSearchParams(fields) });
  if (!response.ok) throw new Error(String(response.status));
  const parsed = new DOMParser().parseFromString(await response.text(), 'text/xml');
  return [...parsed.documentElement.children];
}

/**
 * What an address has to be said to a room: names as they were recorded, and sentences.
 * @param {string} url
 */
export async function announcement(url) {
  const verbs = await twiml(url);
  const sentences = await Promise.all(
    verbs.map(async ({ tagName, textContent }) =>
      tagName === 'Play' ? (await fetch(here(textContent ?? ''))).text() : (textContent ?? ''),
    ),
  );
  const language = verbs.find((verb) => verb.hasAttribute('language'))?.getAttribute('language') ?? 'en-US';
  return { sentences, language };
}
