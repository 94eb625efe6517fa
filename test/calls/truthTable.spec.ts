import assert from 'node:assert/strict';
import { worldPerTest } from '../operations/rules/ruleWorld.ts';
import type { SwitchboardWorld } from '../support/switchboardWorld.ts';
import type { TestPhone } from '../support/telephone.ts';
import { AMOS, calling, change, ENGINES, newPinOf } from './callWorld.ts';

/** What somebody presses who is asked whether they are the organizer. */
type Keys =
  | 'nothing'
  | 'another key'
  | 'star and the PIN'
  | 'star and wrong PINs'
  | 'star and the PIN of somebody else';

/** One row: how things stand, what is pressed, and where the caller gets. */
interface Row {
  mayStart: boolean;
  started: false | 'by the organizer' | 'by a caller';
  /** `null` where nobody is asked. */
  keys: Keys | null;
  gets: 'room' | 'lobby';
}

const ROWS: readonly Row[] = [
  { mayStart: false, started: false, keys: 'nothing', gets: 'lobby' },
  { mayStart: false, started: false, keys: 'another key', gets: 'lobby' },
  { mayStart: false, started: false, keys: 'star and the PIN', gets: 'room' },
  { mayStart: false, started: false, keys: 'star and wrong PINs', gets: 'lobby' },
  { mayStart: false, started: false, keys: 'star and the PIN of somebody else', gets: 'lobby' },
  { mayStart: true, started: false, keys: null, gets: 'room' },
  { mayStart: false, started: 'by the organizer', keys: null, gets: 'room' },
  { mayStart: true, started: 'by a caller', keys: null, gets: 'room' },
];

for (const engine of ENGINES)
  describe(`the start of a meeting by telephone (${engine})`, () => {
    const world = worldPerTest();

    for (const { mayStart, started, keys, gets } of ROWS)
      it(`callers ${mayStart ? 'may' : 'may not'} start, ${started === false ? 'not started' : `started ${started}`}, ${keys ?? 'nobody is asked'}: ${gets}`, async () => {
        const [pin, others] = [await newPinOf(world()), await newPinOf(world(), 'ada')];
        await change(world(), AMOS, { allowPstnOnlyMeetings: mayStart });
        const first = started === false ? undefined : await starts(world(), engine, mayStart ? null : pin);

        const caller = await calling(world(), { engine });
        const asked = /press star/.test(caller.said);
        if (keys !== null) await press(caller, keys, pin, others);

        assert.equal(asked, keys !== null, 'whether somebody is asked for star');
        assert.equal(caller.room !== undefined, gets === 'room');
        assert.equal(caller.isWaiting, gets === 'lobby');
        if (first) assert.equal(caller.room, first.room, 'all are in one room');
      });

    for (const admission of ['auto', 'organizer'] as const)
      it(`who waits is let in ${admission === 'auto' ? 'when the organizer comes' : 'by the organizer'} (LobbyAdmission ${admission})`, async () => {
        const { adele, amos } = world();
        await adele.says(`Set-CsOnlineDialInConferencingTenantSettings -LobbyAdmission ${admission}`);
        const pin = await newPinOf(world());
        const waiting = await calling(world(), { engine });
        await waiting.waits();
        await waiting.waits();
        assert.ok(waiting.isWaiting, 'music');

        const organizer = await starts(world(), engine, pin);
        await waiting.waits();
        assert.equal(waiting.room, admission === 'auto' ? organizer.room : undefined);
        await amos.says('let my callers in');
        if (waiting.isWaiting) await waiting.waits();

        assert.equal(waiting.room, organizer.room);
      });
  });

async function starts(
  world: SwitchboardWorld,
  engine: (typeof ENGINES)[number],
  pin: string | null,
): Promise<TestPhone> {
  const phone = await calling(world, { engine, from: '+46709999999' });
  if (pin !== null) await press(phone, 'star and the PIN', pin, '');
  assert.ok(phone.room, 'the meeting has begun');
  return phone;
}

async function press(phone: TestPhone, keys: Keys, pin: string, others: string): Promise<void> {
  if (keys === 'nothing') return void (await phone.waits());
  if (keys === 'another key') return void (await phone.presses('1'));
  await phone.presses('*');
  if (keys === 'star and the PIN') return void (await phone.presses(`${pin}#`));
  const wrong = keys === 'star and wrong PINs' ? ['00000', '1', '999999999'] : [others, others, others];
  for (const one of wrong) await phone.presses(`${one}#`);
}
