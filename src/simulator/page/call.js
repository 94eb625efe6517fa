// @ts-check

/** Seconds for which a telephone here listens to music before it goes on; the real music is longer. */
const MUSIC = 2;

/**
 * @typedef {{ text: string, language: string }} Sentence
 * @typedef {'off' | 'saying' | 'asked' | 'music' | 'room' | 'over' | 'failed'} Standing
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

  /** Puts the receiver down. */
  hangUp() {
    if (this.standing === 'over' || this.standing === 'off') return;
    this.#become('over');
    void this.#post('/voice/twilio/status', { CallStatus: 'completed' }).catch(() => undefined);
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
    void this.#ask(question.action, { Digits: keys });
  }

  /**
   * @param {string} url
   * @param {Record<string, string>} more
   */
  async #ask(url, more = {}) {
    try {
      const response = await this.#post(url, more);
      if (!response.ok) return this.#become('failed');
      const parsed = new DOMParser().parseFromString(await response.text(), 'text/xml');
      if (this.standing !== 'over') this.#run([...parsed.documentElement.children]);
    } catch {
      this.#become('failed');
    }
  }

  /**
   * @param {string} url
   * @param {Record<string, string>} more
   */
  #post(url, more) {
    // The address is this machine's, by whichever name the page was opened.
    const { pathname, search } = new URL(url, location.href);
    const fields = { CallSid: this.#sid, From: this.#from, To: this.#to, CallStatus: 'in-progress', ...more };
    return fetch(pathname + search, { method: 'POST', body: new URLSearchParams(fields) });
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
      case 'Dial':
        this.room = verb.querySelector('Conference')?.textContent ?? '';
        return this.#become('room');
      default:
        return this.hangUp();
    }
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
      this.room = '';
    }
    this.standing = standing;
    this.#changed();
  }
}
