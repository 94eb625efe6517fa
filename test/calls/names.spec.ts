import assert from 'node:assert/strict';
import { aCall } from '../support/builders.ts';
import { worldPerTest } from '../operations/rules/ruleWorld.ts';
import { signedWith, TOKEN } from '../support/engineSignature.ts';
import { shownIn } from '../support/switchboardWorld.ts';
import { Telephone } from '../support/telephone.ts';
import { TelephonyStandIn } from '../support/telephonyStandIn.ts';
import { AMOS, AMOS_ID, change, newPinOf, SWEDISH } from './callWorld.ts';

const MINUTE = 60_000;
const CONFERENCE = `CF${'7'.repeat(32)}`;
const ASKED = /Please say your name after the tone, followed by the pound key\.$/;

describe('names of callers', () => {
  let engine: TelephonyStandIn;
  const env: Record<string, string> = {};
  beforeEach(async () => {
    engine = await TelephonyStandIn.start();
    Object.assign(env, engine.twilio);
  });
  afterEach(() => engine.close());
  const world = worldPerTest(env);

  const origin = () => `http://127.0.0.1:${world().serving.port}`;

  /** A telephone that has given an ID, and is asked for a name where one is. */
  async function caller(from = '+46701234567', to?: string): Promise<Telephone> {
    const line = { origin: origin(), from, sign: signedWith(TOKEN), saysName: true };
    const phone = await new Telephone({ ...line, ...(to !== undefined && { to }) }).dials();
    await phone.presses(AMOS_ID);
    return phone;
  }

  /** Somebody who has said their name and is in the room. */
  async function inside(words: string, from?: string): Promise<Telephone> {
    const phone = await caller(from);
    await phone.says(engine.records(`RE-${words}`, words));
    assert.ok(phone.room, phone.said);
    await phone.enters(CONFERENCE);
    return phone;
  }

  /** What those in the room have been told since the last time. */
  async function told(): Promise<string[]> {
    // The engine is asked after the answer to its webhook.
    for (let count = 0; count < 20; count += 1) await new Promise((resolve) => setImmediate(resolve));
    await engine.idle();
    return engine.told.splice(0).map(({ heard }) => heard);
  }

  /** Waits until the engine was asked for something. */
  async function asked(method: string, path: RegExp): Promise<string> {
    for (;;) {
      const found = engine.seen.find((one) => one.method === method && path.test(one.path));
      if (found) return found.path;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const passes = (time: number) => world().clock.pass(time, () => world().serving.calls.idle());

  const free = () => change(world(), AMOS, { allowPstnOnlyMeetings: true });

  it('are asked for, and played to the others when they come and when they go', async () => {
    await free();
    const first = await caller();
    assert.match(first.said, ASKED);
    assert.equal(await first.says(engine.records('RE-one', 'Anna')), 'The meeting begins.');
    await first.enters(CONFERENCE);
    assert.deepEqual(await told(), [], 'nobody else is there');

    const second = await inside('Bo', '+46702222222');
    assert.deepEqual(await told(), ['Bo has joined the meeting.']);
    await first.hangsUp();
    assert.deepEqual(await told(), ['Anna has left the meeting.']);
    await second.hangsUp();
    assert.deepEqual(await told(), []);
  });

  it('are forgotten by the engine some minutes after the call, also after a restart, and tried again when it cannot', async () => {
    await free();
    const anna = await inside('Anna');
    await inside('Bo', '+46702222222');
    await anna.hangsUp();
    await told();
    assert.deepEqual(engine.kept, ['RE-Anna', 'RE-Bo'], 'still needed');
    await world().stopBot();
    engine.faults.push(500, 'lost');
    world().clock.jump(3 * MINUTE);
    await world().startBot(env);
    await world().serving.calls.idle();
    assert.deepEqual(engine.kept, ['RE-Anna', 'RE-Bo'], 'the engine has refused');
    await passes(5 * MINUTE);
    assert.deepEqual(engine.kept, ['RE-Bo'], 'whose call goes on');
    const before = engine.seen.length;
    await passes(30 * MINUTE);
    assert.equal(engine.seen.length, before, 'and never again');
    assert.doesNotMatch(world().logged.join(), new RegExp(TOKEN));
  });

  const hangUps: Record<string, (phone: Telephone, recording: string) => Promise<unknown>> = {
    'by the answer to the recording': (phone, recording) =>
      phone.posts(`${origin()}/voice/twilio?step=2&what=recorded`, {
        CallStatus: 'completed',
        RecordingUrl: recording,
        Digits: 'hangup',
      }),
    'by that, as if the call went on': (phone, recording) =>
      phone.posts(`${origin()}/voice/twilio?step=2&what=recorded`, {
        RecordingUrl: recording,
        Digits: 'hangup',
      }),
    'by that, after the word that the call has ended': async (phone, recording) => {
      await phone.hangsUp();
      await phone.posts(`${origin()}/voice/twilio?step=2&what=recorded`, {
        CallStatus: 'completed',
        RecordingUrl: recording,
      });
    },
    'by the word of the recording alone': async (phone, recording) => {
      await phone.hangsUp();
      await phone.posts(`${origin()}/voice/twilio/status`, {
        RecordingUrl: recording,
        RecordingStatus: 'completed',
      });
    },
  };
  for (const [how, hangsUp] of Object.entries(hangUps))
    it(`are forgotten too when the caller hangs up while saying them, which is told ${how}`, async () => {
      await free();
      const phone = await caller();
      await hangsUp(phone, engine.records('RE-half', 'An'));
      const [day] = [await world().serving.store.transaction((tx) => tx.callDays.get('2026-11-23'))];
      assert.equal(day?.started, 0, 'nobody has begun the meeting');
      await passes(3 * MINUTE);
      assert.deepEqual(engine.kept, []);
    });

  it('are forgotten though the engine’s word that the call has ended is lost, from the room and from the lobby', async () => {
    const waiting = await caller();
    await waiting.waits();
    await waiting.says(engine.records('RE-lobby', 'Lo'));
    assert.equal(waiting.isWaiting, true);
    await free();
    await inside('Room', '+46702222222');
    for (const hours of [4.1, 20, 0.1]) {
      // Both have hung up long ago.
      engine.faults.push({ status: 400, code: 21220 });
      world().clock.jump(hours * 60 * MINUTE);
      await passes(5 * MINUTE);
    }
    assert.deepEqual(engine.kept, []);
    const kept: string[] = [];
    for await (const [name] of world().serving.store.everything()) kept.push(name);
    assert.equal(kept.includes('conferences'), false, 'nor is anybody thought to be there');
  });

  it('are forgotten by a program that has nothing else to go by than records of an older one', async () => {
    await free();
    const anna = await inside('Anna');
    await anna.hangsUp();
    const id = `twilio:${anna.callSid}`;
    await world().serving.store.transaction(async (tx) => {
      const {
        records: _r,
        isNamed: _n,
        recording: _g,
        dueAt: _d,
        dueTries: _t,
        ...old
      } = (await tx.calls.get(id))!;
      await tx.calls.put(old as never);
    });
    await world().stopBot();
    await world().startBot(env);
    const call = await world().serving.store.transaction((tx) => tx.calls.get(id));
    assert.deepEqual(
      [call?.records, call?.isNamed, call?.recording, call?.dueAt, call?.dueTries],
      [false, false, null, null, 0],
    );
  });

  it('are forgotten all, however many calls have ended at once', async () => {
    await world().serving.store.transaction(async (tx) => {
      for (let number = 0; number < 50; number += 1) {
        engine.records(`RE-${number}`, 'Name');
        const dueAt = world().clock.now().toISOString();
        await tx.calls.put(
          aCall({ id: `twilio:${number}`, stage: 'ended', recording: `RE-${number}`, dueAt }),
        );
      }
    });
    await passes(MINUTE);
    assert.deepEqual(engine.kept, []);
  });

  it('are let be after very many tries, which is an error in the log; those of another engine are never asked for', async () => {
    await world().serving.store.transaction(async (tx) => {
      const due = { stage: 'ended', dueAt: world().clock.now().toISOString(), dueTries: 39 } as const;
      await tx.calls.put(aCall({ ...due, id: 'twilio:1', recording: 'RE-one' }));
      await tx.calls.put(aCall({ ...due, id: 'jambonz:1', recording: 'RE-two' }));
    });
    engine.faults.push(500);
    await passes(3 * 60 * MINUTE);
    assert.deepEqual(
      engine.seen.map(({ path }) => path.split('/').at(-1)),
      ['RE-one.json'],
    );
    const errors = world().logged.filter((line) =>
      line.includes('not asked any more to remove a recorded name'),
    );
    assert.equal(errors.length, 2);
    assert.ok(errors.every((line) => line.includes('"level":50')));
  });

  it('of other recordings of the account are none of ours', async () => {
    await world().adele.says('Set-CsOnlineDialInConferencingTenantSettings -EnableNameRecording $false');
    await free();
    const phone = await caller();
    await phone.posts(`${origin()}/voice/twilio/status`, {
      CallStatus: 'completed',
      RecordingUrl: engine.records('RE-theirs', 'a whole call'),
    });
    await passes(10 * MINUTE);
    assert.deepEqual(engine.kept, ['RE-theirs']);
  });

  it('are told no more once the settings do not want it, also of those who have said theirs', async () => {
    await free();
    await inside('Anna');
    const waits = await caller('+46702222222');
    await world().adele.says(
      'Set-CsOnlineDialInConferencingTenantSettings -EntryExitAnnouncementsType ToneOnly',
    );
    await waits.says(engine.records('RE-two', 'Bo'));
    assert.equal(waits.verbs.at(-1)?.children[0]?.attributes['beep'], 'true');
    await waits.enters(CONFERENCE);
    assert.deepEqual(await told(), []);
  });

  it('go to the room in which the others are now', async () => {
    await free();
    const anna = await inside('Anna');
    const bo = await caller('+46702222222');
    await bo.says(engine.records('RE-Bo', 'Bo'));
    await anna.hangsUp();
    // The engine opens another room under the same name, and tells the end of the first one before, and late.
    const ends = () =>
      bo.posts(`${origin()}/voice/twilio/status`, {
        StatusCallbackEvent: 'conference-end',
        FriendlyName: room,
        ConferenceSid: CONFERENCE,
      });
    const room = bo.room!;
    await ends();
    await ends();
    await bo.enters('CF-second');
    await ends();
    await bo.posts(`${origin()}/voice/twilio/status`, {
      StatusCallbackEvent: 'conference-end',
      FriendlyName: bo.room!,
      ConferenceSid: CONFERENCE,
    });
    const cy = await caller('+46703333333');
    assert.match(cy.said, ASKED, 'nobody is asked for a PIN');
    await cy.says(engine.records('RE-Cy', 'Cy'));
    assert.equal(cy.room, bo.room, 'the meeting goes on');
    await cy.enters('CF-second');
    assert.deepEqual(await told(), ['Cy has joined the meeting.']);
    const rooms = engine.seen.filter(({ path }) => path.includes('/Conferences/'));
    assert.match(rooms.at(-1)!.path, /CF-second/);
  });

  it('are not asked of the organizer, who has proven theirs', async () => {
    const pin = await newPinOf(world());
    const organizer = await caller();
    await organizer.presses('*');
    assert.equal(await organizer.presses(pin), 'The meeting begins.');
    await organizer.enters(CONFERENCE);
    await inside('Bo', '+46702222222');
    assert.deepEqual(await told(), ['Bo has joined the meeting.']);
    await organizer.hangsUp();
    assert.deepEqual(await told(), ['Amos Marble has left the meeting.']);
  });

  it('are asked of whoever gives wrong PINs, or says that they are not the organizer, and only once', async () => {
    const phone = await caller();
    await phone.presses('*');
    for (const pin of ['1', '2', '3']) await phone.presses(pin);
    assert.match(phone.said, /^You join as a participant\. Please say your name/);
    await phone.says(engine.records('RE-one', 'Anna'));
    assert.equal(phone.isWaiting, true);
    await world().amos.says('let my callers in');
    assert.equal(await phone.waits(), 'You are joining the meeting.');
    assert.ok(phone.room);
  });

  it('that nobody has said are no obstacle: “a caller”, or their number where the settings mask none', async () => {
    await free();
    await inside('Anna');
    const silent = await caller('+46702222222');
    await silent.waits();
    await silent.enters(CONFERENCE);
    assert.deepEqual(await told(), ['A caller has joined the meeting.']);
    await world().adele.says('Set-CsOnlineDialInConferencingTenantSettings -MaskPstnNumbersType NoMasking');
    await silent.hangsUp();
    assert.deepEqual(await told(), ['The caller 4 6 7 0 2 2 2 2 2 2 2 has left the meeting.']);
    const hidden = await caller('anonymous');
    await hidden.waits();
    await hidden.enters(CONFERENCE);
    assert.deepEqual(await told(), ['A caller has joined the meeting.']);
  });

  it('are told in the language of the meeting, whatever number was called', async () => {
    await free();
    await inside('Anna');
    const phone = await caller('+46702222222', SWEDISH);
    assert.match(phone.said, /^Säg ditt namn/);
    await phone.says(engine.records('RE-two', 'Åsa'));
    await phone.enters(CONFERENCE);
    assert.deepEqual(await told(), ['Åsa has joined the meeting.']);
  });

  for (const [setting, beep] of [
    ['-EntryExitAnnouncementsType ToneOnly', 'true'],
    ['-EnableNameRecording $false', 'true'],
    ['-EnableEntryExitNotifications $false', 'false'],
  ])
    it(`are not asked for with ${setting}`, async () => {
      await free();
      await world().adele.says(`Set-CsOnlineDialInConferencingTenantSettings ${setting}`);
      const phone = await caller();
      assert.equal(phone.said, 'The meeting begins.');
      const [conference] = phone.verbs.at(-1)!.children;
      assert.equal(conference?.attributes['beep'], beep);
      await phone.enters(CONFERENCE);
      const other = await caller('+46702222222');
      await other.enters(CONFERENCE);
      assert.deepEqual(await told(), []);
    });

  it('take the place of the tone', async () => {
    await free();
    const phone = await inside('Anna');
    const { attributes } = phone.verbs.at(-1)!.children[0]!;
    assert.deepEqual([attributes['beep'], attributes['statusCallbackEvent']], ['false', 'join leave end']);
  });

  it('are told once, however often the engine tells, and of nobody who is not in that room', async () => {
    await free();
    await inside('Anna');
    const bo = await inside('Bo', '+46702222222');
    await bo.enters(CONFERENCE);
    await bo.enters(CONFERENCE, 'another-room');
    const outside = await caller('+46703333333');
    await outside.posts(`${origin()}/voice/twilio/status`, {
      StatusCallbackEvent: 'participant-join',
      FriendlyName: bo.room!,
      ConferenceSid: CONFERENCE,
    });
    assert.deepEqual(await told(), ['Bo has joined the meeting.']);
    await bo.hangsUp();
    await bo.hangsUp();
    await bo.enters(CONFERENCE);
    assert.deepEqual(await told(), ['Bo has left the meeting.']);
  });

  it('that the engine will not tell hold up nobody, and are not told late', async () => {
    await free();
    await inside('Anna');
    engine.faults.push(500);
    const bo = await inside('Bo', '+46702222222');
    await asked('POST', /Conferences/);
    assert.deepEqual(await told(), []);
    assert.ok(bo.room);
    const warning = world().logged.find((line) => line.includes('could not be announced')) ?? '';
    assert.match(warning, /status 500/);
    assert.doesNotMatch(warning, new RegExp(`${TOKEN}|RE-Bo`));
  });

  it('are waited for when the engine does not have them yet', async () => {
    await free();
    await inside('Anna');
    const bo = await caller('+46702222222');
    await bo.says(`https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE-late`);
    await bo.enters(CONFERENCE);
    await asked('GET', /RE-late\.wav/);
    engine.records('RE-late', 'Late');
    await passes(700);
    assert.deepEqual(await told(), ['Late has joined the meeting.']);
  });

  it('are given to nobody but the engine', async () => {
    await free();
    await inside('Anna');
    const statuses = async (...asks: [string, RequestInit?][]) =>
      Promise.all(asks.map(async ([path, init]) => (await fetch(`${origin()}${path}`, init)).status));
    const body = new URLSearchParams({ ConferenceSid: CONFERENCE });
    const url = '/voice/twilio/announcement?call=twilio%3ACA1&what=entered';
    const sign = (path: string) => signedWith(TOKEN)(`${origin()}${path}`, { ConferenceSid: CONFERENCE });
    assert.deepEqual(
      await statuses(
        [url, { method: 'POST', body }],
        [url, { method: 'POST', body, headers: sign(url) }],
        ['/voice/twilio/announcement', { method: 'POST', body, headers: sign('/voice/twilio/announcement') }],
        ['/voice/names/UkUtQW5uYQ'],
        ['/voice/names/RE-Anna'],
        ['/voice/names/'],
        ['/voice/names/UkUtQW5uYQ', { method: 'POST' }],
      ),
      [403, 200, 200, 404, 404, 404, 404],
    );
  });

  it('are what an admin is told of, and what a simulated call asks for', async () => {
    assert.match(shownIn(await world().adele.says("why do amos's callers wait")), /asked to say their name/);
    assert.match(
      shownIn(await world().adele.says('simulate a call to amos')),
      /Please say your name after the tone[^]*says their name[^]*Please wait/,
    );
  });
});

describe('names of callers, where the engine records none', () => {
  const world = worldPerTest({ TWILIO_AUTH_TOKEN: TOKEN });

  it('are not asked for: there is a tone, and the admin is told why', async () => {
    await change(world(), AMOS, { allowPstnOnlyMeetings: true });
    const origin = `http://127.0.0.1:${world().serving.port}`;
    const phone = new Telephone({ origin, sign: signedWith(TOKEN), saysName: true });
    await phone.dials();
    assert.equal(await phone.presses(AMOS_ID), 'The meeting begins.');
    assert.equal(phone.verbs.at(-1)?.children[0]?.attributes['beep'], 'true');
    assert.match(
      shownIn(await world().adele.says("why do amos's callers wait")),
      /A tone is played[^]*engine records no names/,
    );
  });
});
