import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { spellingsOf } from '../../src/intake/grammarSpellings.ts';
import { createPhrases } from '../../src/intake/phrases.ts';
import { NOTHING_REASONS, type Understood } from '../../src/intake/understood.ts';

const locales = readLocales('locales');
const understand = createPhrases(locales);
const operations = new Set(LANGUAGES.flatMap((language) => Object.keys(locales[language].grammar.frames)));

/** Words of the grammars and words that are none, in any order: deeper than random characters get. */
const words = LANGUAGES.flatMap((language) => {
  const { verbs, words: nouns, guards, fillers, links, and, noise } = locales[language].grammar;
  const sections = [verbs, nouns, guards, fillers, links].flatMap((section) => Object.values(section).flat());
  return [...sections, ...and, ...noise].map((entry) => spellingsOf(entry)[0] ?? '');
});
const oddities = [
  'amos',
  "O'Neil",
  '8271964',
  'u@hotmail.com',
  '"',
  '«',
  '<',
  ',',
  '?',
  '\u202E',
  '👨‍👩‍👧',
  '(((',
  '-',
  "'",
];
const sentence = fc
  .array(fc.constantFrom(...words, ...oddities), { maxLength: 30 })
  .map((parts) => parts.join(' '));
const characters = fc.string({ unit: 'binary', maxLength: 4_200 });

/** Fails unless an answer is one that callers know. */
function assertKnown(understood: Understood): void {
  const steps = understood.kind === 'steps' ? understood.steps : understood.near;
  assert.ok(steps.every((step) => operations.has(step.operation)));
  if (understood.kind === 'nothing') assert.ok(NOTHING_REASONS.includes(understood.reason));
  else assert.ok(steps.length > 0);
}

describe('phrases of any kind', () => {
  it('are answered, whatever characters they are made of', () => {
    fc.assert(
      fc.property(characters, (text) => assertKnown(understand(text))),
      { numRuns: 1_000 },
    );
  }).timeout(60_000);

  it('are answered, whatever words they are made of', () => {
    fc.assert(
      fc.property(sentence, (text) => assertKnown(understand(text))),
      { numRuns: 2_000 },
    );
  }).timeout(60_000);

  it('are never done when a denial stands in front', () => {
    const denied = fc.constantFrom("don't", 'never', 'ne', 'jamais', 'inte', 'aldrig');
    const request = fc.constantFrom(
      'reset pin for amos',
      'réinitialiser le code de amos',
      'återställ pin för amos',
      'turn emails off',
    );
    fc.assert(
      fc.property(denied, request, (denial, words) => {
        assert.equal(understand(`${denial} ${words}`).kind, 'nothing');
      }),
    );
  });

  it('are read in time proportional to their length, also when made to be slow', () => {
    for (const bomb of [
      '"',
      '« ',
      '<a@',
      'a-',
      "d'",
      "l'l'",
      'reset ',
      'the ',
      ', ',
      '((',
      'a@b',
      '\u0301',
      '>',
      'A <',
      'and reset ',
    ]) {
      const text = bomb.repeat(Math.floor(1_000 / bomb.length));

      assertKnown(understand(text));
    }
  });
});
