import assert from 'node:assert/strict';
import { worldPerTest } from '../operations/rules/ruleWorld.ts';
import { signedWith, TOKEN } from '../support/engineSignature.ts';
import { JambonzTelephone, Telephone, type TestPhone } from '../support/telephone.ts';
import { TelephonyStandIn } from '../support/telephonyStandIn.ts';
import { AMOS, AMOS_ID, change, newPinOf } from './callWorld.ts';

const HOUR = 3_600_000;
const SECRET = 'the secret of jambonz';

for (const kind of ['jambonz', 'twilio'] as const)
  describe(`a call that has lasted long enough is ended through the engine (${kind})`, () => {
    let engine: TelephonyStandIn;
    const env: Record<string, string> = {};
    beforeEach(async () => {
      engine = await TelephonyStandIn.start();
      Object.assign(env, kind === 'twilio' ? engine.twilio : { ...engine.jambonz, JAMBONZ_SECRET: SECRET });
    });
    afterEach(() => engine.close());
    const world = worldPerTest(env);

    async function calls(): Promise<TestPhone & { callSid: string }> {
      const origin = `http://127.0.0.1:${world().serving.port}`;
      const Authorization = `Basic ${Buffer.from(`jambonz:${SECRET}`).toString('base64')}`;
      const phone =
        kind === 'twilio'
          ? new Telephone({ origin, sign: signedWith(TOKEN) })
          : new JambonzTelephone({ origin, headers: { Authorization } });
      await phone.dials();
      await phone.presses(`${AMOS_ID}#`);
      return phone;
    }

    /** What the engine was asked of calls in the hours that pass. */
    async function passes(hours: number): Promise<string[]> {
      world().clock.jump(hours * HOUR);
      await world().clock.pass(60_000, () => world().serving.calls.idle());
      return engine.seen
        .splice(0)
        .map(({ method, path, body }) => `${method} ${path.split('/Calls/')[1]} ${body}`);
    }

    const ended = (sid: string) =>
      kind === 'twilio' ? `POST ${sid}.json Status=completed` : `PUT ${sid} {"call_status":"completed"}`;

    it('four hours after callers have started it without any PIN', async () => {
      await change(world(), AMOS, { allowPstnOnlyMeetings: true });
      const phone = await calls();
      assert.ok(phone.room);
      assert.deepEqual(await passes(3.9), []);
      assert.deepEqual(await passes(0.2), [ended(phone.callSid)]);
      assert.deepEqual(await passes(1), [], 'once');
    });

    it('24 hours after it has begun otherwise, and not when it has ended before', async () => {
      const pin = await newPinOf(world());
      const [stays, leaves] = [await calls(), await calls()];
      for (const phone of [stays, leaves]) {
        if (phone.room === undefined && /star/.test(phone.said)) await phone.presses('*');
        if (/PIN/.test(phone.said)) await phone.presses(`${pin}#`);
        assert.ok(phone.room);
      }
      await leaves.hangsUp();
      assert.deepEqual(await passes(23.9), []);
      assert.deepEqual(await passes(0.2), [ended(stays.callSid)]);
    });

    it('and counts as ended then, whatever the engine tells', async () => {
      await change(world(), AMOS, { allowPstnOnlyMeetings: true });
      const phone = await calls();
      if (kind === 'twilio') engine.faults.push({ status: 400, code: 21220 });
      await passes(4.1);
      const call = await world().serving.store.transaction((tx) => tx.calls.get(`${kind}:${phone.callSid}`));
      assert.equal(call?.stage, 'ended');
      const next = await calls();
      assert.notEqual(next.room, phone.room, 'and a new meeting begins');
    });

    it('but not because the engine refuses to, or does not know it any more where that may mean anything', async () => {
      await change(world(), AMOS, { allowPstnOnlyMeetings: true });
      const phone = await calls();
      engine.faults.push(kind === 'twilio' ? { status: 400, code: 20001 } : 404);
      assert.deepEqual(await passes(4.1), [ended(phone.callSid)]);
      assert.deepEqual(await passes(0.1), [ended(phone.callSid)], 'asked again');
    });

    it('once more where the engine does not answer', async () => {
      await change(world(), AMOS, { allowPstnOnlyMeetings: true });
      const phone = await calls();
      engine.faults.push(503);
      assert.deepEqual(await passes(4.1), [ended(phone.callSid)]);
      assert.deepEqual(await passes(0.1), [ended(phone.callSid)]);
      assert.deepEqual(await passes(1), []);
    });
  });
