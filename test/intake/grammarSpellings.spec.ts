import assert from 'node:assert/strict';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { beginningsOf, spellingsOf, wordsOfSpellings } from '../../src/intake/grammarSpellings.ts';

const { frames: _frames, sendAlso: _sendAlso, ...sample } = readLocales('locales').en.grammar;

/** Every entry of a grammar, wherever it stands. */
function entriesIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return Object.values(node as object).flatMap(entriesIn);
}

const sorted = (words: Iterable<string>) => [...new Set(words)].sort();

describe('spellings of a grammar entry', () => {
  for (const [entry, spellings] of [
    ['pin', ['pin']],
    ['pin(| code)(s|)', ['pins', 'pin', 'pin codes', 'pin code']],
    ['a(b(c|)|d)', ['abc', 'ab', 'ad']],
    ['(l|)id|x', ['lid|x', 'id|x']],
  ] as const)
    it(`of "${entry}" are ${spellings.join(', ')}`, () => {
      assert.deepEqual(spellingsOf(entry), spellings);
    });

  it('are not written out when there are too many', () => {
    assert.throws(
      () => spellingsOf('(a|b)(c|d)(e|f)(g|h)(i|j)(k|l)(m|n)(o|p)(q|r)(s|t)(u|v)(w|x)'),
      /too many/,
    );
  });

  it('there are entries to look at', () => assert.ok(entriesIn(sample).length > 1_000));

  for (const language of LANGUAGES)
    it(`in ${language} have the words that are told without writing them out`, () => {
      const { frames: _own, sendAlso: _also, ...grammar } = readLocales('locales')[language].grammar;
      for (const entry of entriesIn(grammar)) {
        const pieces = spellingsOf(entry).map((spelling) => spelling.split(' '));
        assert.deepEqual(sorted(wordsOfSpellings(entry)), sorted(pieces.flat()), entry);
        assert.deepEqual(sorted(beginningsOf(entry)), sorted(pieces.map(([first = '']) => first)), entry);
      }
    });
});
