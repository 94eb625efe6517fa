import assert from 'node:assert/strict';
import { afterWrong, freshGuard, isLocked, limitOfPin, LOCK, WINDOW } from '../../src/calls/pinGuard.ts';
import { tryPin } from '../../src/operations/attending/pinTries.ts';
import type { CallWork } from '../../src/operations/attending/callWork.ts';
import type { House } from '../../src/operations/operation.ts';
import { NO_DIRECTORY_ROLES } from '../../src/ports/directory.ts';
import type { Transaction } from '../../src/ports/store.ts';
import { createSecrets } from '../../src/adapters/crypto/secrets.ts';
import { cryptoRandom } from '../../src/adapters/crypto/random.ts';
import { worldPerTest, screenOf } from '../operations/rules/ruleWorld.ts';
import { minutesLater, TEST_TIME } from '../support/builders.ts';
import { shownIn } from '../support/switchboardWorld.ts';
import { AMOS, calling, newPinOf, settled } from './callWorld.ts';

const MINUTE = 60_000;
/** Tries of the long run; more of them by hand. */
/** Tries that come at one moment; the next come five minutes later. */
const AT_A_TIME = 500;
const TRIES = Number(process.env['PIN_TRIES'] ?? 100_000);

describe('the guard of a PIN', () => {
  const wrong = (length: number, at: readonly Date[]) => {
    let guard = freshGuard('user:amos');
    const fell = at.map((now) => {
      const after = afterWrong(guard, limitOfPin(length), now);
      guard = after.guard;
      return after.fell;
    });
    return { guard, fell };
  };
  const times = (count: number, minutes = 0) =>
    Array.from({ length: count }, (_, at) => minutesLater(at * minutes));

  it('locks it for an hour at 10 wrong tries within half an hour for four digits, at 25 for more', () => {
    for (const [length, most] of [
      [4, 10],
      [5, 25],
      [12, 25],
    ] as const) {
      const { guard, fell } = wrong(length, times(most));
      assert.deepEqual(fell.indexOf('lock'), most - 1);
      assert.equal(isLocked(guard, new Date(TEST_TIME.getTime() + LOCK - 1)), true);
      assert.equal(isLocked(guard, new Date(TEST_TIME.getTime() + LOCK)), false);
    }
  });

  it('does not count together what is further apart than half an hour', () => {
    const { guard } = wrong(4, times(30, WINDOW / MINUTE / 9));
    assert.equal(isLocked(guard, minutesLater((30 * WINDOW) / MINUTE / 9)), false);
    assert.equal(guard.total, 30);
  });

  it('closes it at a thousand, however slowly they came', () => {
    const { guard, fell } = wrong(5, times(1_000, 10));
    assert.deepEqual([fell.indexOf('closed'), guard.isClosed], [999, true]);
    assert.equal(isLocked(guard, minutesLater(1_000_000)), true);
  });
});

describe('guessing PINs on the telephone', () => {
  const world = worldPerTest();
  it('is over after three tries in one call: the caller is a participant like others', async () => {
    const phone = await calling(world());
    await phone.presses('*');
    for (const pin of ['11111', '22222'])
      assert.match(await phone.presses(pin), /not recognised.*enter your PIN/);
    assert.match(await phone.presses('33333'), /You join as a participant.*Please wait/);
  });

  it('locks the PIN, tells the admins, and says nothing of it to whoever guesses; "unlock" ends it', async () => {
    const { adele } = world();
    const pin = await newPinOf(world());
    const guess = async (guesses: readonly string[], from: string) => {
      const phone = await calling(world(), { from });
      await phone.presses('*');
      const said: string[] = [];
      for (const one of guesses) said.push(await phone.presses(one));
      return { phone, said };
    };
    for (let call = 0; call < 8; call += 1) await guess(['00001', '00002', '00003'], `+4670000000${call}`);
    const last = await guess(['00001', pin], '+46700000009');
    assert.equal(last.said[0], last.said[1], 'the right one is answered like a wrong one');
    await settled(world());
    assert.match(screenOf(adele).join('\n'), /PIN of Amos Marble locked for an hour/);
    assert.match(shownIn(await adele.says('history amos')), /Locked on the telephone: Amos Marble/);

    assert.match(shownIn(await adele.says('unlock amos')), /accepted on the telephone again[^]*25/);
    const after = await guess([pin], '+46700000008');
    assert.ok(after.phone.room);
  });

  it('ends with the hour, and with a new PIN', async () => {
    const amos = await world().user(AMOS);
    const key = `user:${amos.key}`;
    const guard = {
      ...freshGuard(key, amos.pin?.setAt ?? null),
      lockedUntil: minutesLater(60).toISOString(),
    };
    await world().serving.store.transaction((tx) => tx.pinGuards.put(guard));
    const pin = await newPinOf(world());
    const phone = await calling(world());
    await phone.presses('*');
    await phone.presses(pin);
    assert.ok(phone.room, 'the tries were about the PIN before');
  });

  it('locks a caller out who gets too much wrong, IDs as well, and tells the admins of one an hour', async () => {
    const from = '+46733333333';
    const guesses = async (number: string) => {
      for (let call = 0; call < 9; call += 1) {
        const phone = await calling(world(), { from: number }, '7777777');
        for (const id of ['7777778', '7777779']) await phone.presses(id);
      }
      await settled(world());
    };
    await world().adele.says('hello');
    await guesses(from);
    await guesses('+46734444444');
    const cards = world().adele.unread();
    assert.equal(cards.length, 1);
    assert.match(shownIn(cards), /A caller is kept out for an hour[^]*\+46 73 333 33 33[^]*Unlock a caller/);
    const right = await calling(world(), { from });
    assert.match(right.said, /not recognised/);
    assert.match((await calling(world(), { from: '+46733333334' })).said, /press star/);

    const { adele, amos } = world();
    await adele.presses('Unlock a caller');
    assert.match((await calling(world(), { from })).said, /press star/, 'by the button of the card');
    assert.match(shownIn(await amos.says(`unlock ${from}`)), /right-missing/);
    assert.match(shownIn(await adele.says('unlock +46 73 333 33 33 33 33')), /not a telephone number/);
    assert.match(shownIn(await adele.says('unlock +46 73 333 33 34')), /\+46 73 333 33 34 was not locked/);
    const other = '+46734444444';
    assert.match((await calling(world(), { from: other })).said, /not recognised/);
    assert.match(shownIn(await adele.says(`unlock ${other}`)), /\+46 73 444 44 44 find meetings again/);
    assert.match((await calling(world(), { from: other })).said, /press star/);
    const history = shownIn(await adele.says('history'));
    assert.match(history, /Locked on the telephone: \+46 73 333 33 33/);
    assert.match(history, /Unlock a caller[^]*Changed\n\+46 73 333 33 33: Yes → No/);
  });

  it('locks out those who hide their number together', async () => {
    const { store } = world().serving;
    const hidden = {
      ...freshGuard('caller:hidden'),
      wrong: Array.from({ length: 248 }, () => TEST_TIME.toISOString()),
    };
    await store.transaction((tx) => tx.pinGuards.put(hidden));
    await calling(world(), { from: 'anonymous' }, '7777777');
    assert.match((await calling(world(), { from: 'anonymous' })).said, /press star/);
    await calling(world(), { from: 'Restricted' }, '7777777');
    assert.match((await calling(world(), { from: 'anonymous' })).said, /not recognised/);
    assert.match((await calling(world())).said, /press star/);
    const unlocked = shownIn(await world().adele.says('unlock callers who hide their number'));
    assert.match(unlocked, /hide their number find meetings again[^]*Wrong IDs and PINs\n2/);
    assert.match((await calling(world(), { from: 'anonymous' })).said, /press star/);
  });

  it(`opens nothing in ${TRIES} tries from many callers beyond what the locks let through`, async function () {
    this.timeout(120_000);
    const secrets = createSecrets(Buffer.alloc(32, 7));
    const salt = secrets.newSalt();
    const amos = await world().user(AMOS);
    const hash = secrets.hashPin(amos.key, salt, '40719');
    const user = {
      ...amos,
      pin: { hash, salt, keyId: secrets.keyId, length: 5, setAt: TEST_TIME.toISOString(), setBy: 'test' },
    };
    const { store } = world().serving;
    const house = { secrets, random: cryptoRandom, directoryRoles: NO_DIRECTORY_ROLES } as unknown as House;
    const settings = await store.transaction((tx) => tx.settings.get());
    const guardIn = async (tx: Transaction) => (await tx.pinGuards.get(`user:${user.key}`))?.total ?? 0;
    let opened = 0;
    for (let from = 0; from < TRIES; from += AT_A_TIME) {
      const now = new Date(TEST_TIME.getTime() + (from / AT_A_TIME) * 5 * MINUTE);
      await store.transaction(async (tx) => {
        const work: CallWork = { tx, house, now, settings, correlationId: 'guessing' };
        for (let guess = from; guess < from + AT_A_TIME; guess += 1) {
          const caller = `+4670${String(guess % 5_000).padStart(7, '0')}`;
          if (await tryPin(work, user, caller, String(guess % 100_000).padStart(5, '0'))) opened += 1;
        }
      });
    }
    const looked = await store.transaction(guardIn);
    const hours = (TRIES / AT_A_TIME / 60) * 5;
    assert.equal(opened, 0);
    assert.ok(looked > 25, `${looked} tries were looked at`);
    assert.ok(
      looked <= Math.min(1_000, 25 * (Math.ceil(hours) + 1)),
      `${looked} tries were looked at in ${hours} hours`,
    );
  });
});
