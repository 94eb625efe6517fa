import type { Language } from '../domain/language.ts';
import type { Step } from '../domain/request.ts';
import { nearSteps, stepOf, type Frame } from './grammarFrames.ts';
import type { Lexicon } from './grammarWords.ts';
import { clausesOf, segmentOf, segmentsOf } from './phraseClauses.ts';
import type { Combined } from './phraseCombining.ts';
import { namesOf, reasonOf } from './phraseGuards.ts';
import { itemsOf, type Item } from './phraseItems.ts';
import { respelt } from './phraseSpelling.ts';
import { stepsOf, type StepTools } from './phraseSteps.ts';
import type { Token } from './phraseText.ts';
import type { NothingReason } from './understood.ts';

/** What is known of a language, ready for use. */
export interface LanguageTools {
  language: Language;
  lexicon: Lexicon;
  frames: readonly Frame[];
  sendFrames: readonly Frame[];
}

/** The same for one text, of which it may stand elsewhere for whom. */
type TextTools = LanguageTools & StepTools;

/** A text read in one language. The lower the cost, the better the language fits. */
export interface Draft {
  cost: number;
  /** Whether it means something, or nothing for a reason that is known. */
  isSensible: boolean;
  /** All of it; what is offered for words that were not understood is looked for only now, for it takes longest. */
  reading(): Reading;
}

/** What a text means in one language. */
export interface Reading {
  language: Language;
  /** What is offered was found by another spelling. */
  respelt?: true;
  outcome: Asked | { reason: NothingReason; near: Step[] };
}

interface Asked {
  steps: Step[];
  preview: boolean;
}

/** What words ask for; `near` looks for what they may have meant. */
type Outcome = Asked | { reason: NothingReason; near: () => Step[] };

function nothing(reason: NothingReason, near: () => Step[] = () => []): Outcome {
  return { reason, near };
}

/** The most words that are taken for one name. */
const LONGEST_NAME = 6;

/** The longest name for which something is offered, in words. */
const LONGEST_NEAR_NAME = 3;

/** The most things offered for words that were not understood. */
const MOST_NEAR = 3;

/** Reads a text as one of a language. */
export function readIn(
  tools: TextTools,
  text: string,
  tokens: readonly Token[],
  isWord: (plain: string) => boolean,
): Draft {
  const { language, lexicon } = tools;
  const { items, cost, longestName } = itemsOf(text, tokens, lexicon);
  const isTooLong = longestName > LONGEST_NAME;
  const outcome = isTooLong ? nothing(reasonOf(items)) : outcomeOf(tools, items);
  if ('steps' in outcome) return { cost, isSensible: true, reading: () => ({ language, outcome }) };
  const { reason, near } = outcome;
  const isSensible = reason !== 'unknown';
  const reading = (): Reading => {
    const meant = isSensible || isTooLong ? undefined : respelt(tokens, lexicon.commandWords, isWord);
    const other = meant ? asked(outcomeOf(tools, itemsOf(text, meant, lexicon).items)) : [];
    if (other.length > 0) return { language, respelt: true, outcome: { reason, near: other } };
    return { language, outcome: { reason, near: near() } };
  };
  return { cost, isSensible, reading };
}

/** The steps of an outcome that can be offered: no preview, and nothing for nobody. */
function asked(outcome: Outcome): Step[] {
  if (!('steps' in outcome) || outcome.preview) return [];
  const steps = outcome.steps.slice(0, MOST_NEAR);
  const isForNobody = ({ input: { people } }: Step) => Array.isArray(people) && people.length === 0;
  return steps.some(isForNobody) ? [] : steps;
}

function outcomeOf(tools: TextTools, items: readonly Item[]): Outcome {
  const fillers = items
    .filter((item) => item.kind === 'concept' && item.role === 'filler')
    .map((item) => (item as { name: string }).name);
  const contents = items.filter((item) => !(item.kind === 'concept' && item.role === 'filler'));
  const says = (item: Item) => item.kind === 'concept' && item.role !== 'day';
  const names = (item: Item) => item.kind === 'named' || item.kind === 'number' || item.kind === 'phone';
  if (!contents.some((item) => says(item) || names(item))) {
    return fillersOnly(tools, fillers, contents);
  }
  if (fillers.includes('yes') && namesOf(contents).has('no')) return nothing('contradiction');
  const preview = fillers.includes('whatIf');
  const how = contents.filter((item) => !isHelpWord(item) && !isAsker(item));
  if (contents.some(isHelpWord)) return helpAbout(tools, contents, how);
  const combined = stepsOf(tools, contents);
  if ('steps' in combined) return { steps: combined.steps, preview };
  const { reason } = combined;
  return nothing(reason, () => nearTo(tools, contents, reason));
}

/** Only courtesies, or a yes. */
function fillersOnly(tools: TextTools, fillers: readonly string[], contents: readonly Item[]): Outcome {
  const isQuestion = contents.some((item) => item.kind === 'question');
  if (fillers.length === 0 && isQuestion)
    return { steps: [{ operation: 'help', input: {} }], preview: false };
  const step =
    fillers.length > 0 ? stepOf(tools.frames, { ...segmentOf([]), words: new Set(fillers) }) : undefined;
  if (step) return { steps: [step], preview: false };
  return nothing(fillers.length > 0 ? 'smalltalk' : 'unknown');
}

function isHelpWord(item: Item): boolean {
  return item.kind === 'concept' && (item.name === 'how' || item.name === 'help');
}

/** "How do I …", "hur återställer jag …": who asks is no part of what is asked. */
function isAsker(item: Item): boolean {
  return item.kind === 'concept' && (item.name === 'statement' || item.name === 'question');
}

/** Help, about what the other words ask for. "Can you help? Reset …" asks for more than help. */
function helpAbout(tools: TextTools, contents: readonly Item[], rest: readonly Item[]): Outcome {
  const isSeparate =
    clausesOf(contents).length > 1 &&
    !contents.some((item) => item.kind === 'concept' && item.name === 'how');
  const combined = rest.length > 0 ? stepsOf(tools, rest) : undefined;
  if (combined && 'steps' in combined && isSeparate) return { steps: combined.steps, preview: false };
  const manual = combined && 'steps' in combined ? combined.steps.filter(isManual) : [];
  if (manual.length > 0) return { steps: manual, preview: false };
  const topic = topicOf(tools, rest, combined);
  const isAnswered = topic !== undefined || segmentOf(rest).words.size + segmentOf(rest).named.length === 0;
  if (!isAnswered) return nothing(reasonOf(rest), () => [{ operation: 'help', input: {} }]);
  return { steps: [{ operation: 'help', input: topic === undefined ? {} : { topic } }], preview: false };
}

/** Help about a cmdlet is its page of the manual. */
function isManual({ operation }: Step): boolean {
  return operation === 'cmdletHelp' || operation === 'listCmdlets';
}

function topicOf(
  tools: TextTools,
  rest: readonly Item[],
  combined: Combined | undefined,
): string | undefined {
  if (combined && 'steps' in combined) return combined.steps[0]?.operation;
  const segment = segmentOf(rest);
  return segment.words.size > 0 ? nearSteps(tools.frames, segment, 1)[0]?.operation : undefined;
}

/** What words that were not understood may have meant. Of what was denied nothing is offered; the past can be looked up. */
function nearTo(tools: TextTools, items: readonly Item[], reason: NothingReason): Step[] {
  if (reason === 'denial') return [];
  const near = offers(tools, items);
  const [person, ...others] = segmentOf(items).named;
  if (reason !== 'past' || !person || others.length > 0) return near;
  return [
    { operation: 'history', input: { people: [person.text] } },
    ...near.filter((step) => step.operation !== 'history'),
  ].slice(0, MOST_NEAR);
}

/** What the words would ask for without their guards, or with one word more. */
function offers(tools: TextTools, items: readonly Item[]): Step[] {
  const plain = items.filter(
    (item) => !(item.kind === 'concept' && item.role === 'guard') && item.kind !== 'question',
  );
  const whole = segmentOf(plain);
  // Whole sentences in quotes, or words that nobody's name is made of.
  if (whole.named.some((one) => one.text.split(' ').length > LONGEST_NEAR_NAME)) return [];
  const step = stepOf(tools.frames, whole);
  if (step) return [step];
  const separate = segmentsOf(plain).map((segment) => stepOf(tools.frames, segment));
  const found = separate.filter((one) => one !== undefined);
  return found.length > 1 ? found.slice(0, MOST_NEAR) : nearSteps(tools.frames, whole, MOST_NEAR);
}
