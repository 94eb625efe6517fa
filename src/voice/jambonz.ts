import type { CallAnswer, Spoken } from '../domain/call.ts';
import type { Rendering } from './rendering.ts';

/** One verb of a jambonz application. */
export interface JambonzVerb {
  verb: string;
  [property: string]: unknown;
}

/** Writes an answer as a jambonz application. A conference there has no limit of time for one caller: the call is ended by its REST interface. */
export function jambonz({ says, then }: CallAnswer, { step, music, speak }: Rendering): JambonzVerb[] {
  const spoken = sentences(says, speak);
  switch (then.do) {
    case 'gather': {
      // Only what is said by the gather itself is interrupted by a key.
      const last = spoken.at(-1);
      return [
        ...spoken.slice(0, -1).map(said),
        {
          verb: 'gather',
          input: ['digits'],
          actionHook: step(),
          ...(then.endKey === ''
            ? { numDigits: then.most }
            : { finishOnKey: then.endKey, maxDigits: then.most }),
          timeout: then.seconds,
          ...(last && { say: speech(last) }),
        },
      ];
    }
    case 'record':
      // Nothing is recorded here: `records` is false of its calls, so that nobody is asked.
      return [...spoken.map(said), { verb: 'redirect', actionHook: step('recorded') }];
    case 'wait':
      return [
        ...spoken.map(said),
        { verb: 'play', url: music },
        { verb: 'redirect', actionHook: step('waited') },
      ];
    case 'join':
      return [
        ...spoken.map(said),
        {
          verb: 'conference',
          name: then.room,
          beep: then.tone,
          startConferenceOnEnter: true,
          endConferenceOnExit: false,
          actionHook: step('left'),
        },
      ];
    case 'hangUp':
      return [...spoken.map(said), { verb: 'hangup' }];
  }
}

interface Sentence {
  text: string;
  language: string;
}

/** What is said, in one piece for as long as the language is the same. */
function sentences(says: readonly Spoken[], speak: Rendering['speak']): Sentence[] {
  const found: Sentence[] = [];
  for (const { text, params, language } of says) {
    const sentence = speak(text, params, language);
    const last = found.at(-1);
    if (last?.language === language) last.text += ` ${sentence}`;
    else found.push({ text: sentence, language });
  }
  return found;
}

function said(sentence: Sentence): JambonzVerb {
  return { verb: 'say', ...speech(sentence) };
}

function speech({ text, language }: Sentence) {
  return { text, synthesizer: { vendor: 'default', language } };
}
