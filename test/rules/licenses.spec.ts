import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COMPATIBLE, licensesPage, shippedPackages } from '../../deploy/licenses.ts';

const LOCK_FILE = readFileSync('package-lock.json', 'utf8');

describe('what the program is shipped with', () => {
  const packages = shippedPackages(LOCK_FILE);

  it('has licences that allow that', () => {
    assert.ok(packages.length > 200);
    assert.deepEqual(
      packages.filter(({ license }) => !COMPATIBLE.includes(license)),
      [],
    );
  });

  it('is listed, with its licences, as the lock file has it (npm run licenses)', async () => {
    assert.equal(readFileSync('docs/licenses.md', 'utf8'), await licensesPage(packages));
  });

  it('is locked without the address of any registry', () => {
    assert.doesNotMatch(LOCK_FILE, /"resolved":/);
  });
});
