import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CallAnswer } from '../../src/domain/call.ts';
import { jambonz } from '../../src/voice/jambonz.ts';
import type { Rendering } from '../../src/voice/rendering.ts';
import { twiml } from '../../src/voice/twiml.ts';
import { readTwiml, type Verb } from '../support/telephone.ts';

const HOSTILE = `"Fish & <Chips>" 'sv' \u00e5`;

const RENDERING: Rendering = {
  step: (what) => `https://bot.contoso.com/voice/engine?step=7${what === undefined ? '' : `&what=${what}`}`,
  music: 'https://bot.contoso.com/voice/music.wav',
  status: 'https://bot.contoso.com/voice/engine/status',
  speak: (text) => text,
};

const SAYS: CallAnswer['says'] = [
  { text: HOSTILE, params: {}, language: 'en-US' },
  { text: 'två', params: {}, language: 'sv-SE' },
  { text: 'tre', params: {}, language: 'sv-SE' },
];

const ANSWERS: Record<string, CallAnswer> = {
  'asks for keys that # ends': { says: SAYS, then: { do: 'gather', most: 16, endKey: '#', seconds: 10 } },
  'asks for one key': { says: SAYS, then: { do: 'gather', most: 1, endKey: '', seconds: 5 } },
  'records a name': { says: SAYS, then: { do: 'record', seconds: 5 } },
  'plays music': { says: [], then: { do: 'wait' } },
  'puts into a room': { says: SAYS, then: { do: 'join', room: 'a-room', tone: true, seconds: 60 } },
  'hangs up': { says: SAYS, then: { do: 'hangUp' } },
};

const require = createRequire(import.meta.url);

/** The verbs of TwiML with their attributes, as the vendor publishes them in the types of its library. */
function publishedTwiml(): Map<string, Set<string>> {
  const types = readFileSync(
    require.resolve('twilio/lib/twiml/VoiceResponse').replace(/\.js$/, '.d.ts'),
    'utf8',
  );
  const interfaces = [...types.matchAll(/export interface (\w+)Attributes \{([^]*?)\n {4}\}/g)];
  return new Map(
    interfaces.map(([, name, body]) => [
      name!,
      new Set([...body!.matchAll(/^\s+(\w+)\?:/gm)].map(([, attribute]) => attribute!)),
    ]),
  );
}

/** Verbs inside which others may stand, and which. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  Response: ['Say', 'Gather', 'Record', 'Redirect', 'Play', 'Dial', 'Hangup'],
  Gather: ['Say'],
  Dial: ['Conference'],
};

describe('TwiML', () => {
  const published = publishedTwiml();

  for (const [name, answer] of Object.entries(ANSWERS))
    it(`${name} with the vendor’s verbs and attributes alone`, () => {
      const faults: string[] = [];
      const check = (verb: Verb, parent: string) => {
        if (!NESTED[parent]?.includes(verb.name)) faults.push(`${verb.name} in ${parent}`);
        const known = published.get(verb.name) ?? new Set();
        for (const attribute of Object.keys(verb.attributes))
          if (!known.has(attribute)) faults.push(`${verb.name} has no ${attribute}`);
        for (const child of verb.children) check(child, verb.name);
      };
      for (const verb of readTwiml(twiml(answer, RENDERING))) check(verb, 'Response');
      assert.deepEqual(faults, []);
      assert.ok(published.size > 20, 'the vendor’s list was read');
    });

  it('says what is to be said as it stands, in its language', () => {
    const verbs = readTwiml(twiml(ANSWERS['hangs up']!, RENDERING));
    assert.deepEqual(
      verbs.map(({ name, text, attributes }) => [name, text, attributes['language']]),
      [
        ['Say', HOSTILE, 'en-US'],
        ['Say', 'två', 'sv-SE'],
        ['Say', 'tre', 'sv-SE'],
        ['Hangup', '', undefined],
      ],
    );
  });

  it('goes on by itself where nothing was pressed', () => {
    const [gather, redirect] = readTwiml(twiml(ANSWERS['asks for one key']!, RENDERING));
    assert.deepEqual(gather?.attributes, {
      input: 'dtmf',
      action: RENDERING.step(),
      method: 'POST',
      numDigits: '1',
      finishOnKey: '',
      timeout: '5',
    });
    assert.deepEqual([redirect?.name, redirect?.text], ['Redirect', RENDERING.step()]);
  });

  it('goes on by itself where nothing was said while a name was recorded', () => {
    const [record, redirect] = readTwiml(twiml(ANSWERS['records a name']!, RENDERING)).slice(-2);
    assert.deepEqual(
      [record?.name, record?.attributes['maxLength'], record?.attributes['finishOnKey']],
      ['Record', '5', '#'],
    );
    assert.deepEqual([redirect?.name, redirect?.text], ['Redirect', RENDERING.step('recorded')]);
  });

  it('puts into the room of the conference, for as long as is allowed', () => {
    const dial = readTwiml(twiml(ANSWERS['puts into a room']!, RENDERING)).at(-1)!;
    assert.deepEqual(
      [dial.attributes['timeLimit'], dial.attributes['action']],
      ['60', RENDERING.step('left')],
    );
    assert.equal(dial.children[0]?.text, 'a-room');
    assert.equal(dial.children[0]?.attributes['beep'], 'true');
  });
});

describe('a jambonz application', () => {
  const { validate } = require('@jambonz/verb-specifications') as {
    validate: (log: unknown, verbs: unknown) => void;
  };
  const { default: specs } = {
    default: require('@jambonz/verb-specifications/specs.json') as Record<string, { properties: object }>,
  };

  for (const [name, answer] of Object.entries(ANSWERS))
    it(`${name} with the vendor’s verbs and properties alone`, () => {
      const verbs = jambonz(answer, RENDERING);
      validate({ info: () => undefined, debug: () => undefined, error: () => undefined }, verbs);
      const strays = verbs.flatMap(({ verb, ...rest }) =>
        Object.keys(rest).filter((property) => !(property in (specs[verb]?.properties ?? {}))),
      );
      assert.deepEqual(strays, []);
    });

  it('says in one piece what is in one language, and with the gather what is last', () => {
    const verbs = jambonz(ANSWERS['asks for one key']!, RENDERING);
    assert.deepEqual(verbs, [
      { verb: 'say', text: HOSTILE, synthesizer: { vendor: 'default', language: 'en-US' } },
      {
        verb: 'gather',
        input: ['digits'],
        actionHook: RENDERING.step(),
        numDigits: 1,
        timeout: 5,
        say: { text: 'två tre', synthesizer: { vendor: 'default', language: 'sv-SE' } },
      },
    ]);
  });
});
