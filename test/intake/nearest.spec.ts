import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editDistance, nearest } from '../../src/intake/nearest.ts';

describe('the edit distance', () => {
  for (const [from, to, distance] of [
    ['', '', 0],
    ['', 'pin', 3],
    ['pin', 'pin', 0],
    ['pin', 'pni', 1],
    ['identity', 'identify', 1],
    ['confencing', 'conferencing', 2],
    ['kitten', 'sitting', 3],
  ] as const) {
    it(`of "${from}" and "${to}" is ${distance}`, () => {
      assert.equal(editDistance(from, to), distance);
    });
  }

  it('is the same both ways, zero only for equal words, and never more than the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (from, to) => {
        const distance = editDistance(from, to);

        assert.equal(distance, editDistance(to, from));
        assert.equal(distance === 0, from === to);
        assert.ok(distance <= Math.max(from.length, to.length));
      }),
    );
  });
});

describe('the nearest words', () => {
  it('come nearest first, whatever their case, and leave out what is too far', () => {
    const near = nearest('PINLENGHT', ['Identity', 'PinLengths', 'PinLength'], 2);

    assert.deepEqual(near, [
      { word: 'PinLength', distance: 1 },
      { word: 'PinLengths', distance: 2 },
    ]);
  });
});
