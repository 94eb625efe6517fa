import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSecrets } from '../../../src/adapters/crypto/secrets.ts';
import { cryptoRandom } from '../../../src/adapters/crypto/random.ts';
import { PIN_LENGTH, pinFlaw } from '../../../src/domain/pin.ts';
import type { User } from '../../../src/domain/user.ts';
import { newPin } from '../../../src/operations/newPin.ts';
import type { Work } from '../../../src/operations/operation.ts';
import type { Random } from '../../../src/ports/random.ts';
import { aUser, settingsWith, TEST_TIME } from '../../support/builders.ts';

const secrets = createSecrets(Buffer.alloc(32, 7));
const amos = aUser({ pin: null, conferenceId: '8271964', serviceNumber: '+14255550100' });

/** Work in which chance says one candidate after the other. */
function workWith(candidates: readonly string[], PinLength = 5): Work {
  const left = [...candidates];
  const digits = () => left.shift() ?? assert.fail('no candidate is left: a good one was refused');
  return workOf({ ...cryptoRandom, digits }, PinLength);
}

function workOf(random: Random, PinLength: number): Work {
  const house = { random, secrets };
  return {
    house,
    settings: settingsWith({ PinLength }),
    now: TEST_TIME,
    actor: { user: aUser() },
  } as unknown as Work;
}

describe('rule 1: what a new PIN may be', () => {
  const refused: readonly (readonly [what: string, candidate: string, length?: number])[] = [
    ['all digits equal', '77777'],
    ['one run up', '23456'],
    ['one run down', '98765'],
    ['the shortest run', '0123', 4],
    ['the longest run that there is', '0123456789', 10],
    ['a part of the conference ID', '82719'],
    ['the end of the conference ID', '71964'],
    ['a part of the default number', '55501'],
    ['a part of the toll-free number', '80055'],
    ['the country code and what follows', '14255'],
  ];
  for (const [what, candidate, length = 5] of refused) {
    it(`is never ${what}: ${candidate}`, () => {
      const good = '3'.repeat(length - 1) + '8';
      const { pin } = newPin(workWith([candidate, good], length), amos);
      assert.equal(pin, good);
    });
  }

  it('is never the previous PIN', () => {
    const before: User = { ...amos, pin: newPin(workWith(['40917']), amos).stored };
    const { pin } = newPin(workWith(['40917', '40918']), before);
    assert.equal(pin, '40918');
  });

  it('may begin with 0, and may have a run in it that is not all of it', () => {
    assert.equal(newPin(workWith(['01239']), amos).pin, '01239');
  });

  it('has the length of the setting and no flaw, whoever it is for', () => {
    const digits = (min: number, max: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
    const person = fc.record({ conferenceId: fc.option(digits(7, 7)), number: fc.option(digits(7, 15)) });
    fc.assert(
      fc.property(fc.integer(PIN_LENGTH), person, (length, { conferenceId, number }) => {
        const serviceNumber = number === null ? null : `+${number}`;
        const user = aUser({ pin: null, conferenceId, serviceNumber, tollFreeServiceNumber: null });
        const { pin, stored } = newPin(workOf(cryptoRandom, length), user);
        assert.match(pin, new RegExp(`^\\d{${length}}$`));
        assert.equal(
          pinFlaw(pin, { conferenceId, phoneNumbers: number === null ? [] : [number] }),
          undefined,
        );
        assert.equal(stored.length, length);
        assert.ok(!JSON.stringify({ ...stored, length: 0 }).includes(`"${pin}"`));
      }),
    );
  });

  it('comes from the whole range: no digit is rare at any place', () => {
    const pins = Array.from({ length: 4_000 }, () => newPin(workOf(cryptoRandom, 5), amos).pin);
    for (let place = 0; place < 5; place += 1) {
      const counts = Array.from(
        { length: 10 },
        (_, digit) => pins.filter((pin) => pin[place] === String(digit)).length,
      );
      // 400 are expected, with a standard deviation of 19.
      assert.ok(Math.min(...counts) > 280 && Math.max(...counts) < 520, counts.join(' '));
    }
  });
});

describe('rule 2: what is stored of a PIN', () => {
  it('is a keyed hash over salt, person and PIN, with the id of its key', () => {
    const { stored } = newPin(workWith(['40917']), amos);
    assert.equal(stored.keyId, secrets.keyId);
    assert.equal(stored.hash, secrets.hashPin(amos.key, stored.salt, '40917'));
    assert.notEqual(stored.hash, secrets.hashPin('somebody else', stored.salt, '40917'));
    assert.notEqual(stored.hash, createSecrets(Buffer.alloc(32, 8)).hashPin(amos.key, stored.salt, '40917'));
  });

  it('has a salt of its own each time', () => {
    const salts = ['40917', '40917'].map((pin) => newPin(workWith([pin]), amos).stored.salt);
    assert.notEqual(salts[0], salts[1]);
  });
});
