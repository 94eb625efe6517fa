import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { rowsIn, testsIn } from './tables.ts';

const rows = rowsIn(readFileSync('docs/threat-model.md', 'utf8'));

describe('the threat model', () => {
  it('has something against every threat, and a test that shows it', () => {
    assert.ok(rows.length > 20);
    for (const [threat = '', against = '', shown = ''] of rows) {
      assert.ok(threat !== '' && against !== '', threat);
      assert.ok(testsIn(shown).length > 0, `no test shows what stands against: ${threat}`);
    }
  });

  it('names tests that exist', () => {
    for (const { file, words } of rows.flatMap((row) => testsIn(row[2] ?? ''))) {
      assert.ok(existsSync(file), `there is no ${file}`);
      assert.ok(readFileSync(file, 'utf8').includes(words), `${file} has no test “${words}”`);
    }
  });
});
