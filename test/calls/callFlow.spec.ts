import assert from 'node:assert/strict';
import fc from 'fast-check';
import { heard, learned, newCall } from '../../src/calls/callFlow.ts';
import type { Heard, Learned, Need, Turn } from '../../src/calls/callTurn.ts';
import { enter, goIn, leave, mayGoIn, secondsLeft } from '../../src/calls/admission.ts';
import { spokenOf } from '../../src/calls/languages.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Conference } from '../../src/domain/conference.ts';
import { aConference, minutesLater, TEST_TIME } from '../support/builders.ts';

const ID = '8271964';
const PIN = '40719';

const SILENCE: Heard = { kind: 'recorded', recording: null };

/** Somebody does something on one of three telephones. */
interface Deed {
  phone: number;
  event: Heard;
}

const DEEDS = fc.array(
  fc.record({
    phone: fc.integer({ min: 0, max: 2 }),
    event: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(ID, PIN, '*', '2', '').map(keys) },
      { weight: 2, arbitrary: fc.stringMatching(/^[0-9*#]{0,12}$/).map(keys) },
      { weight: 2, arbitrary: fc.constant<Heard>({ kind: 'waited' }) },
      { weight: 2, arbitrary: fc.constantFrom<Heard>({ kind: 'recorded', recording: 'RE1' }, SILENCE) },
      { weight: 1, arbitrary: fc.constant<Heard>({ kind: 'left' }) },
      { weight: 1, arbitrary: fc.constant<Heard>({ kind: 'arrived' }) },
    ),
  }),
  { maxLength: 40 },
);

const RULES = fc.record({
  start: fc.constantFrom('anybody' as const, 'organizer' as const),
  admission: fc.constantFrom('auto' as const, 'organizer' as const),
  tellsNames: fc.boolean(),
  records: fc.boolean(),
});

function keys(pressed: string): Heard {
  return { kind: 'keys', keys: pressed };
}

/** One meeting and three telephones, in memory. */
class SmallWorld {
  conference: Conference = aConference();
  readonly calls: Call[];
  #rooms = 0;

  constructor(
    private readonly rules: {
      start: 'anybody' | 'organizer';
      admission: 'auto' | 'organizer';
      tellsNames: boolean;
      records: boolean;
    },
  ) {
    this.calls = [0, 1, 2].map((at) =>
      newCall({
        id: `twilio:${at}`,
        from: null,
        to: '+14255550100',
        startedAt: TEST_TIME.toISOString(),
        languages: ['en-US', 'sv-SE'],
        records: rules.records,
      }),
    );
    this.calls.forEach((_, phone) => this.does({ phone, event: { kind: 'arrived' } }));
  }

  does({ phone, event }: Deed): Turn {
    const before = this.calls[phone]!;
    let turn = heard(before, event);
    for (let steps = 0; turn.need; steps += 1) {
      assert.ok(steps < 5, 'it comes to an end');
      turn = learned(turn.call, this.#find(turn.call, turn.need));
    }
    if (turn.call.stage === 'ended') this.conference = leave(this.conference, before.id);
    this.calls[phone] = turn.call;
    return turn;
  }

  #find(call: Call, need: Need): Learned {
    const { start, admission, tellsNames } = this.rules;
    const needsOrganizer = start === 'organizer' && this.conference.startedAt === null;
    switch (need.need) {
      case 'meeting': {
        const found = { conference: this.conference.key, conferenceId: ID, needsOrganizer, tellsNames };
        return { kind: 'meeting', meeting: need.conferenceId === ID ? found : null };
      }
      case 'pin':
        return { kind: 'pin', isRight: need.pin === PIN };
      case 'knock':
        if (!mayGoIn(this.conference, admission)) return { kind: 'lobby', admission };
        this.conference = goIn(this.conference, call.id, call.startedAt, TEST_TIME);
        return this.#room(false);
      case 'entry': {
        const rules = { start, admission: start === 'anybody' ? null : admission };
        const { id, from, isOrganizer, startedAt: callStartedAt } = call;
        const entered = enter(
          this.conference,
          { call: id, from, isOrganizer, callStartedAt },
          rules,
          TEST_TIME,
          () => `room-${(this.#rooms += 1)}`,
        );
        this.conference = entered.conference;
        return entered.place === 'lobby' ? { kind: 'lobby', admission } : this.#room(entered.starts);
      }
    }
  }

  #room(starts: boolean): Learned {
    return { kind: 'room', room: this.conference.room, tone: true, seconds: 60, starts };
  }
}

describe('the flow of a call', () => {
  it('has always something to say or an end, whatever is pressed in whatever order', () => {
    fc.assert(
      fc.property(RULES, DEEDS, (rules, deeds) => {
        const world = new SmallWorld(rules);
        for (const deed of deeds) {
          const { call } = world.does(deed);
          const { says, then } = call.answer;
          assert.ok(then.do !== 'gather' || says.length > 0, 'whoever is asked hears what for');
          assert.equal(then.do === 'hangUp', call.stage === 'ended');
          assert.equal(then.do === 'join', call.stage === 'meeting');
          assert.doesNotMatch(JSON.stringify(call.answer), /40719/, 'a PIN is in no answer');
          const asks = then.do === 'record';
          assert.equal(asks, call.stage === 'name');
          assert.ok(
            !asks || (rules.tellsNames && rules.records && !call.isOrganizer),
            'who is asked their name',
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never names a room to somebody without a right to it', () => {
    fc.assert(
      fc.property(RULES, DEEDS, (rules, deeds) => {
        const world = new SmallWorld(rules);
        const hasGiven = { id: [false, false, false], pin: false };
        for (const deed of deeds) {
          const before = world.calls[deed.phone]!;
          const wasStarted = world.conference.startedAt !== null;
          const pressed = deed.event.kind === 'keys' ? deed.event.keys.replace(/#$/, '') : '';
          if (before.stage === 'id' && pressed === ID) hasGiven.id[deed.phone] = true;
          const provesIt = before.stage === 'pin' && pressed === PIN;
          const { call } = world.does(deed);
          if (before.stage === 'meeting' || call.stage !== 'meeting') continue;
          assert.ok(hasGiven.id[deed.phone], 'the ID was given');
          assert.ok(
            rules.start === 'anybody' || wasStarted || provesIt,
            'the meeting was begun by whoever may',
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('has everybody of a meeting in one room for as long as anybody is in it', () => {
    fc.assert(
      fc.property(RULES, DEEDS, (rules, deeds) => {
        const world = new SmallWorld(rules);
        for (const deed of deeds) {
          world.does(deed);
          const rooms = world.calls.flatMap(({ answer: { then } }) => (then.do === 'join' ? then.room : []));
          assert.ok(new Set(rooms).size <= 1);
          const inside = world.conference.participants.filter(({ place }) => place === 'room');
          assert.equal(inside.length, rooms.length);
          assert.equal(world.conference.startedAt !== null, rooms.length > 0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('counts what is left of a call, and of a meeting that callers have started', () => {
    const started = (startedBy: Conference['startedBy']) =>
      aConference({ startedAt: TEST_TIME.toISOString(), startedBy });
    const at = TEST_TIME.toISOString();
    assert.equal(secondsLeft(started('organizer'), at, minutesLater(60)), 23 * 3_600);
    assert.equal(secondsLeft(started('callers'), at, minutesLater(60)), 3 * 3_600);
    assert.equal(secondsLeft(started('callers'), at, minutesLater(300)), 1);
  });

  it('speaks the languages of a number that there are texts for, each once, and English for the others', () => {
    assert.deepEqual(spokenOf(['sv-SE', 'en-GB']), ['sv-SE', 'en-GB']);
    assert.deepEqual(spokenOf(['de-DE', 'fr-FR', 'es-MX']), ['en-US', 'fr-FR']);
    assert.deepEqual(spokenOf(['de-DE', 'fr-FR', 'en-GB', 'fr-CA']), ['fr-FR', 'en-GB']);
    assert.deepEqual(spokenOf(['']), ['en-US']);
  });
});
