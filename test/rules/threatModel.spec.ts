import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

const PAGE = 'docs/threat-model.md';

/** The tables of the page, one list of cells a row, without headers and rules. */
const rows = readFileSync(PAGE, 'utf8')
  .split('\n')
  .filter(
    (line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line) && !line.includes('stands against it'),
  )
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** The tests that a cell names. */
function testsIn(cell: string): { file: string; words: string }[] {
  return [...cell.matchAll(/`([^`]+)` › `([^`]+)`/g)].map(([, file = '', words = '']) => ({ file, words }));
}

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
