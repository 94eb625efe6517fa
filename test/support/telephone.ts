import assert from 'node:assert/strict';

/** An element of a TwiML document. */
export interface Verb {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Verb[];
}

/** Reads a TwiML document; throws where it is none. */
export function readTwiml(xml: string): Verb[] {
  const tokens = [...xml.matchAll(/<\?[^>]*\?>|<(\/?)([A-Za-z]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>|([^<]+)/g)];
  assert.equal(tokens.map(([whole]) => whole).join(''), xml, 'every character belongs to something');
  const root: Verb = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  for (const [, closing, name, attributes = '', selfClosing, text] of tokens) {
    const top = open.at(-1)!;
    if (text !== undefined) top.text += unescaped(text);
    else if (name === undefined) continue;
    else if (closing) assert.equal(open.pop()?.name, name, 'what was opened is closed');
    else {
      const found = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)];
      const verb: Verb = {
        name,
        attributes: Object.fromEntries(found.map(([, key, value]) => [key!, unescaped(value!)])),
        text: '',
        children: [],
      };
      top.children.push(verb);
      if (!selfClosing) open.push(verb);
    }
  }
  assert.equal(open.length, 1, 'everything is closed');
  assert.deepEqual(
    root.children.map(({ name }) => name),
    ['Response'],
  );
  return root.children[0]!.children;
}

function unescaped(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (named[name] ?? '?') : String.fromCodePoint(Number(code)),
  );
}

/** What a telephone is connected to. */
export interface Line {
  /** Where `/voice` is. */
  origin: string;
  from?: string;
  to?: string;
  /** Whether the test says a name when one is recorded; otherwise nothing is said, and the call goes on. */
  saysName?: boolean;
  /** Headers that prove who calls. */
  sign?: (url: string, fields: Record<string, string>) => Record<string, string>;
}

let calls = 0;

/** A telephone that calls through an engine that speaks TwiML. */
export class Telephone {
  readonly callSid = `CA${String((calls += 1)).padStart(32, '0')}`;
  /** What the attendant has said, oldest first. */
  readonly heard: string[] = [];
  /** What it said last. */
  said = '';
  /** The verbs after which the call waits. */
  verbs: Verb[] = [];
  /** Every document that was answered. */
  readonly documents: string[] = [];

  constructor(private readonly line: Line) {}

  /** The room that the caller is in. */
  get room(): string | undefined {
    return this.#verb('Dial')?.children.find(({ name }) => name === 'Conference')?.text;
  }

  get isWaiting(): boolean {
    return this.#verb('Play') !== undefined;
  }

  get isOver(): boolean {
    return this.#verb('Hangup') !== undefined;
  }

  /** Whether a name is recorded. */
  get isRecording(): boolean {
    return this.#verb('Record') !== undefined;
  }

  /** A name is said, and the engine tells where it has it. */
  async says(recordingUrl: string): Promise<string> {
    const record = this.#verb('Record');
    assert.ok(record, `a name is recorded after: ${this.said}`);
    const fields = { RecordingUrl: recordingUrl, RecordingDuration: '2', Digits: '#' };
    await this.posts(record.attributes['action']!, fields);
    return this.said;
  }

  /** The engine tells that this caller is in the room. */
  async enters(engineRoom: string, room = this.room ?? ''): Promise<Response> {
    const [conference] = this.#verb('Dial')?.children ?? [];
    return this.posts(conference?.attributes['statusCallback'] ?? '', {
      StatusCallbackEvent: 'participant-join',
      FriendlyName: room,
      ConferenceSid: engineRoom,
    });
  }

  /** The number is dialled, and the attendant answers. */
  async dials(): Promise<this> {
    await this.posts(`${this.line.origin}/voice/twilio`);
    return this;
  }

  /** Keys are pressed where keys are asked for. */
  async presses(keys: string): Promise<string> {
    const gather = this.#verb('Gather');
    assert.ok(gather, `keys are asked for after: ${this.said}`);
    const end = gather.attributes['finishOnKey'];
    const digits = end === '' ? keys : keys.replace(/#$/, '');
    await this.posts(gather.attributes['action']!, { Digits: digits });
    return this.said;
  }

  /** Nothing is done until the document goes on by itself: no key was pressed, or the music is over. */
  async waits(): Promise<string> {
    const redirect = this.#verb('Redirect');
    assert.ok(redirect, 'the document goes on');
    await this.posts(redirect.text);
    return this.said;
  }

  /** The receiver is put down. */
  async hangsUp(): Promise<void> {
    await this.posts(`${this.line.origin}/voice/twilio/status`, { CallStatus: 'completed' });
  }

  /** Sends a webhook; what is answered with a document is what the call does next. */
  async posts(url: string, more: Record<string, string> = {}): Promise<Response> {
    const { from = '+46701234567', to = '+14255550100', sign = () => ({}) } = this.line;
    const fields = { CallSid: this.callSid, From: from, To: to, CallStatus: 'in-progress', ...more };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...sign(url, fields) },
      body: new URLSearchParams(fields),
    });
    const xml = await response.text();
    if (response.status === 200) this.#takes(xml);
    if (this.isRecording && !this.line.saysName) {
      const before = this.said;
      await this.waits();
      this.said = `${before} ${this.said}`;
    }
    return response;
  }

  #takes(xml: string): void {
    this.documents.push(xml);
    this.verbs = readTwiml(xml);
    const says = this.verbs.flatMap((verb) => [verb, ...verb.children]).filter(({ name }) => name === 'Say');
    this.said = says.map(({ text }) => text).join(' ');
    this.heard.push(this.said);
  }

  #verb(name: string): Verb | undefined {
    return this.verbs.find((verb) => verb.name === name);
  }
}

/** What tests do with a telephone, whatever the engine behind it speaks. */
export interface TestPhone {
  readonly said: string;
  readonly room: string | undefined;
  readonly isWaiting: boolean;
  readonly isOver: boolean;
  dials(): Promise<TestPhone>;
  presses(keys: string): Promise<string>;
  waits(): Promise<string>;
  hangsUp(): Promise<void>;
}

/** A telephone that calls through jambonz. */
export class JambonzTelephone implements TestPhone {
  readonly callSid = `jambonz-${(calls += 1)}`;
  said = '';
  /** The application that was answered last. */
  verbs: Record<string, unknown>[] = [];

  constructor(private readonly line: Line & { headers?: Record<string, string> }) {}

  get room(): string | undefined {
    return this.#verb('conference')?.['name'] as string | undefined;
  }

  get isWaiting(): boolean {
    return this.#verb('play') !== undefined;
  }

  get isOver(): boolean {
    return this.#verb('hangup') !== undefined;
  }

  async dials(): Promise<this> {
    await this.posts(`${this.line.origin}/voice/jambonz`);
    return this;
  }

  async presses(keys: string): Promise<string> {
    const gather = this.#verb('gather');
    assert.ok(gather, `keys are asked for after: ${this.said}`);
    const digits = gather['finishOnKey'] === '#' ? keys.replace(/#$/, '') : keys;
    await this.posts(String(gather['actionHook']), { digits, reason: 'dtmfDetected' });
    return this.said;
  }

  async waits(): Promise<string> {
    const gather = this.#verb('gather');
    if (gather) await this.posts(String(gather['actionHook']), { reason: 'timeout' });
    else await this.posts(String(this.#verb('redirect')?.['actionHook']));
    return this.said;
  }

  async hangsUp(): Promise<void> {
    await this.posts(`${this.line.origin}/voice/jambonz/status`, { call_status: 'completed' });
  }

  /** Sends a webhook. */
  async posts(url: string, more: Record<string, string> = {}): Promise<Response> {
    const { from = '+46701234567', to = '+14255550100', headers = {} } = this.line;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ call_sid: this.callSid, from, to, call_status: 'in-progress', ...more }),
    });
    const text = await response.text();
    if (response.status === 200) this.#takes(JSON.parse(text) as Record<string, unknown>[]);
    return response;
  }

  #takes(verbs: Record<string, unknown>[]): void {
    this.verbs = verbs;
    const says = verbs.map(
      (verb) => (verb['verb'] === 'say' ? verb : verb['say']) as { text: string } | undefined,
    );
    this.said = says.flatMap((say) => say?.text ?? []).join(' ');
  }

  #verb(name: string): Record<string, unknown> | undefined {
    return this.verbs.find(({ verb }) => verb === name);
  }
}
