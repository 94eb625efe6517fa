import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  folded,
  foldedWords,
  nameWordsOf,
  typingErrors,
  wholeNamesOf,
} from '../../src/domain/personSearch.ts';
import { aUser } from '../support/builders.ts';

describe('looking for people', () => {
  for (const [text, words] of [
    ["Ada O'Neil-Łukasz", ['ada', 'oneil', 'lukasz']],
    ['Åsa  LINDSTRÖM', ['asa', 'lindstrom']],
    ['Søren Æbelø Weiß', ['soren', 'aebelo', 'weiss']],
    ['Đorđe Þór Œuvre', ['dorde', 'thor', 'oeuvre']],
    ['İpek Işık', ['ipek', 'isik']],
    ['王 伟', ['王', '伟']],
    ['…—!', []],
  ] as const) {
    it(`"${text}" has the words ${words.join(', ') || 'none'}`, () => {
      assert.deepEqual(foldedWords(text), words);
    });
  }

  it('a person is known by display name and alias, each word once', () => {
    const ada = aUser({ displayName: "Ada O'Neil-Łukasz", upn: "ada.o'neil@contoso.com" });

    const wholes = wholeNamesOf(ada);

    assert.deepEqual(wholes, ['ada oneil lukasz', 'ada oneil']);
    assert.deepEqual(nameWordsOf(wholes), ['ada', 'oneil', 'lukasz']);
  });

  for (const [one, other, errors] of [
    ['amos', 'amos', 0],
    ['amso', 'amos', 1],
    ['marbel', 'marble', 1],
    ['mable', 'marble', 1],
    ['marrble', 'marble', 1],
    ['narbel', 'marble', 2],
    ['granite', 'marble', undefined],
    ['', 'ab', 2],
  ] as const) {
    it(`between "${one}" and "${other}" lie ${errors ?? 'more than 2'} typing errors`, () => {
      assert.equal(typingErrors(one, other, 2), errors);
    });
  }

  it('typing errors are the same in both directions, and none only between equal words', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

    fc.assert(
      fc.property(word, word, (one, other) => {
        const errors = typingErrors(one, other, 20);
        assert.equal(errors, typingErrors(other, one, 20));
        assert.equal(errors === 0, one === other);
      }),
    );
  });

  it('folding twice changes nothing more', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });

    fc.assert(
      fc.property(text, (any) => assert.equal(folded(folded(any)), folded(any))),
      { numRuns: 2_000 },
    );
  });
});
