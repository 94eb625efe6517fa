import assert from 'node:assert/strict';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { createPhrases } from '../../src/intake/phrases.ts';
import * as en from './sentences/enStatus.ts';
import * as fr from './sentences/frStatus.ts';
import * as sv from './sentences/svStatus.ts';

const understand = createPhrases(readLocales('locales'));

describe('phrases about status, reports and cmdlets', () => {
  for (const [language, { UNDERSTOOD, NOT_DONE }] of Object.entries({ en, fr, sv })) {
    for (const { say, steps } of UNDERSTOOD)
      it(`understand "${say}" (${language})`, () => {
        const understood = understand(say);

        assert.equal(understood.kind, 'steps');
        assert.deepEqual(understood.steps, steps);
      });

    for (const { say, reason } of NOT_DONE)
      it(`do nothing on "${say}" (${language})`, () => {
        const understood = understand(say);

        assert.equal(understood.kind, 'nothing');
        assert.equal(understood.reason, reason);
      });

    it(`are at least 25 (${language})`, () => {
      assert.ok(UNDERSTOOD.length + NOT_DONE.length >= 25);
    });
  }
});
