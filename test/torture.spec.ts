import assert from 'node:assert/strict';
import { torture } from '../bench/torture/torture.ts';

describe('the program under kill -9', () => {
  it('keeps its promises over thirty kills: every acknowledged command once, no half, no notice twice', async function () {
    this.timeout(900_000);

    const { tally, violations } = await torture({
      kills: 30,
      seed: 7,
      lanes: 4,
      killsPerLife: 13,
      tell: () => undefined,
    });

    assert.deepEqual(violations, []);
    const kills = Object.values(tally.kills).reduce((sum, count) => sum + count, 0);
    assert.equal(kills, 30);
    assert.ok(tally.acknowledged > 30, 'commands were carried out between the kills');
    assert.ok(tally.redelivered > 0, 'some were under way when it was killed');
  });
});
