import type { Step } from '../domain/request.ts';
import type { Grammar } from '../domain/locale.ts';
import type { Segment } from './phraseClauses.ts';
import { spellingsOf } from './grammarSpellings.ts';
import { fillSlots, isSlotName, type Slot } from './phraseSlots.ts';

/** A way to ask for an operation, ready to be compared. */
export interface Frame {
  operation: string;
  required: readonly string[];
  optional: readonly string[];
  slots: readonly Slot[];
  input: Readonly<Record<string, unknown>>;
  /** How much it needs: of the frames that fit, the one that needs most is meant. */
  weight: number;
}

/** The concepts that `{send}` lets in. */
const SENDING = ['send', 'mail'];

/** Reads the frames of a language. Throws for a slot or a concept that does not exist. */
export function createFrames(grammar: Grammar): Frame[] {
  const concepts = new Set([
    ...Object.keys(grammar.verbs),
    ...Object.keys(grammar.words),
    ...Object.keys(grammar.guards),
    ...Object.keys(grammar.fillers),
  ]);
  return Object.entries(grammar.frames).flatMap(([operation, frames]) =>
    frames.flatMap((frame) => {
      const { when, input } = typeof frame === 'string' ? { when: frame, input: {} } : frame;
      return spellingsOf(when).map((one) => createFrame(operation, one, input, concepts));
    }),
  );
}

/** Reads the frames by which a clause has the result of the clause before it sent. */
export function createSendFrames(grammar: Grammar): Frame[] {
  const { sendAlso, ...rest } = grammar;
  return createFrames({ ...rest, sendAlso: [], frames: { send: sendAlso } });
}

function createFrame(
  operation: string,
  when: string,
  input: Frame['input'],
  concepts: ReadonlySet<string>,
): Frame {
  const required: string[] = [];
  const optional: string[] = [];
  const slots: Slot[] = [];
  for (const word of when.split(' ')) {
    if (word.startsWith('{')) {
      const slot = createSlot(word, operation);
      slots.push(slot);
      optional.push(...letInBy(slot));
      continue;
    }
    const name = word.endsWith('?') ? word.slice(0, -1) : word;
    if (!concepts.has(name))
      throw new Error(`the frame "${when}" of ${operation} speaks of an unknown "${name}"`);
    (name === word ? required : optional).push(name);
  }
  const weight = required.length + slots.filter((slot) => slot.needed).length;
  return { operation, required, weight, optional, slots, input };
}

/** The concepts that may stand in a text because of a slot. */
function letInBy({ name, field }: Slot): readonly string[] {
  if (name === 'send') return SENDING;
  if (name === 'day') return ['yesterday'];
  if (name === 'provider') return ['withoutProvider'];
  return name === 'flag' ? [field] : [];
}

/** `{number:PinLength!}`: a slot, the input field that it fills, and whether it must be there. */
function createSlot(word: string, operation: string): Slot {
  const [, name = '', field, needed] = SLOT.exec(word) ?? [];
  if (!isSlotName(name)) throw new Error(`a frame of ${operation} has an unknown slot ${word}`);
  return { name, field: field ?? name, needed: needed === '!' };
}

const SLOT = /^\{([a-zA-Z]+)(?::(\w+))?(!?)\}$/;

/** The step that a segment asks for: that of the frame that needs most of what is there. */
export function stepOf(frames: readonly Frame[], segment: Segment): Step | undefined {
  const concepts = new Set([...segment.verbs, ...segment.words]);
  let best: { frame: Frame; input: Record<string, unknown> } | undefined;
  for (const frame of frames) {
    // Of nearly a thousand frames, one look rules out nearly all.
    if (!frame.required.every((name) => concepts.has(name))) continue;
    if (best && frame.weight <= best.frame.weight) continue;
    const input = fits(frame, concepts) ? fillSlots(frame.slots, segment) : undefined;
    if (input) best = { frame, input: { ...frame.input, ...input } };
  }
  return best && { operation: best.frame.operation, input: best.input };
}

function fits(frame: Frame, concepts: ReadonlySet<string>): boolean {
  if (!frame.required.every((name) => concepts.has(name))) return false;
  return [...concepts].every((name) => frame.required.includes(name) || frame.optional.includes(name));
}

/** Whether a frame says enough without one of its words: by another one, or by somebody's name. */
function isNearable({ required, slots }: Frame): boolean {
  return required.length > 1 || slots.some(({ name, needed }) => needed && name === 'people');
}

/** What a segment would ask for if one more word stood in it, at most `most` operations. */
export function nearSteps(frames: readonly Frame[], segment: Segment, most: number): Step[] {
  const concepts = new Set([...segment.verbs, ...segment.words]);
  const steps = new Map<string, Step>();
  for (const frame of frames) {
    const missing = frame.required.filter((name) => !concepts.has(name));
    if (missing.length !== 1 || !isNearable(frame) || steps.has(frame.operation)) continue;
    if (!fits(frame, new Set([...concepts, ...missing]))) continue;
    const input = fillSlots(frame.slots, segment);
    if (input)
      steps.set(frame.operation, { operation: frame.operation, input: { ...frame.input, ...input } });
    if (steps.size === most) break;
  }
  return [...steps.values()];
}
