import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { openPostgresStore } from '../src/adapters/postgres/store.ts';
import { slow } from '../src/simulator/faults.ts';
import { aConversation, anOutboxRow, aUser } from './support/builders.ts';
import { ADMIN_GROUP, aDirectoryUser } from './operations/directory/directoryWorld.ts';
import { AMOS_DETAILS, aMeetingWith } from './operations/migrating/migrationWorld.ts';
import { FakeLog } from './support/fakeLog.ts';
import { GraphStandIn } from './support/graphStandIn.ts';
import { PostgresPrograms } from './support/postgresPrograms.ts';
import { POSTGRES, PostgresServer, postgresTitle } from './support/postgresServer.ts';
import type { Program } from './support/program.ts';
import { pinsIn } from './operations/rules/ruleWorld.ts';
import { signedWith, TOKEN } from './support/engineSignature.ts';
import { Telephone } from './support/telephone.ts';
import { TelephonyStandIn } from './support/telephonyStandIn.ts';
import { startSplitter, type Splitter } from './support/splitter.ts';
import { shownIn } from './support/switchboardWorld.ts';
import type { TestPerson } from './support/teamsClient.ts';
import { TcpProxy } from './support/tcpProxy.ts';

describe(postgresTitle('several programs on one PostgreSQL database'), function () {
  this.timeout(120_000);
  let server: PostgresServer;
  let on: PostgresPrograms;
  let client: Client;
  let splitter: Splitter;
  let adele: TestPerson;
  let amos: TestPerson;
  const proxies: TcpProxy[] = [];

  before(async function () {
    if (!POSTGRES) return this.skip();
    server = await PostgresServer.start();
  });
  after(() => server?.stop());
  beforeEach(async () => {
    on = await PostgresPrograms.open(server);
    splitter = await startSplitter();
    on.world.connectBot(splitter.url);
    adele = on.world.person('Adele Vance', { objectId: '00000000-0000-4000-8000-000000000001' });
    amos = on.world.person('Amos Marble', { objectId: '00000000-0000-4000-8000-000000000002' });
    client = new Client({ connectionString: on.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await splitter.close();
    await on.close();
    for (const proxy of proxies.splice(0)) await proxy.close();
  });

  /** Starts a program on the database, or on a proxy before it, and gives it to the splitter. */
  async function start(url = on.url, env: Record<string, string> = {}): Promise<Program> {
    const program = on.start({ DATABASE_URL: url, ...env });
    splitter.add(program, (await program.ready) ?? assert.fail((await program.ended).errors));
    return program;
  }

  async function proxied(): Promise<{ proxy: TcpProxy; url: string }> {
    const proxy = await TcpProxy.start(server.port);
    proxies.push(proxy);
    return { proxy, url: on.url.replace(`:${server.port}/`, `:${proxy.port}/`) };
  }

  /** Adds people, as another program beside would; with `tell` also a notice for each. */
  async function addPeople(people: readonly TestPerson[], { tell = false } = {}): Promise<void> {
    const options = { url: on.url, migrations: 'migrations', log: new FakeLog(), fraction: () => 0.5 };
    const store = await openPostgresStore({ ...options, serves: false });
    const now = new Date();
    await store.transaction(async (tx) => {
      for (const { chat, teams } of people) {
        const { objectId, userPrincipalName: upn } = teams.person;
        await tx.users.put(aUser({ key: objectId, id: objectId, upn, conferenceId: null, pin: null }));
        const address = {
          ...aConversation().address,
          serviceUrl: on.world.serviceUrl,
          conversationId: chat.id,
        };
        await tx.conversations.put({ userKey: objectId, address, since: now.toISOString() });
        const moments = { createdAt: now.toISOString(), nextTryAt: now.toISOString() };
        const expiresAt = new Date(now.getTime() + 3_600_000).toISOString();
        const row = { userKey: objectId, kind: 'E5', channel: 'chat', ...moments, expiresAt } as const;
        if (tell) await tx.outbox.put(anOutboxRow({ id: `row ${objectId}`, ...row }));
      }
    });
    await store.close();
  }

  async function count(text: string, values: unknown[] = []): Promise<number> {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${text}`,
      values,
    );
    return rows[0]?.count ?? 0;
  }

  /** Waits for something that the database says; gives the milliseconds that it took. */
  async function until(holds: () => Promise<boolean>, what: string, patience = 20_000): Promise<number> {
    const began = performance.now();
    while (!(await holds())) {
      assert.ok(performance.now() - began < patience, `waited ${patience} ms for ${what}`);
      await pause(50);
    }
    return performance.now() - began;
  }

  const alive = () => count(`instances WHERE seen_at > clock_timestamp() - interval '5 seconds'`);
  const changes = (operation: string) =>
    count(`audit WHERE operation = $1 AND outcome = 'done'`, [operation]);
  const notices = (state: string) => count(`outbox WHERE state = $1`, [state]);

  it('share invitations: each is brought up to date once, also when the program that does it is killed in the middle', async () => {
    const graph = await GraphStandIn.start();
    const { objectId, userPrincipalName } = amos.teams.person;
    graph.put({ id: objectId, userPrincipalName });
    const meetings = Array.from({ length: 60 }, () =>
      graph.calendar.put(objectId, aMeetingWith(AMOS_DETAILS)),
    );
    const env = { CALENDAR: 'graph', GRAPH_URL: graph.url, MEETING_MIGRATION_MINUTES: '0' };
    const leader = await start(on.url, env);
    const other = await start(on.url, env);
    const answer = graph.calendar.answer.bind(graph.calendar);
    graph.calendar.answer = (request) => {
      if (request.method === 'PATCH' && graph.calendar.updatesSent.length === 20) leader.kill();
      return answer(request);
    };

    splitter.only(other);
    await adele.says('Set-CsOnlineDialInConferencingUser -Identity amos -ResetConferenceId -Force');
    await until(async () => graph.calendar.updatesSent.length >= 21, 'the first invitations');
    await leader.ended;
    const succeeded = () => count(`meeting_migrations WHERE state = 'Succeeded'`);
    await until(async () => (await succeeded()) === 1, 'the other program to go on', 60_000);

    assert.deepEqual(new Set(graph.calendar.updatesSent.map(({ id }) => id)), new Set(meetings));
    assert.equal(graph.calendar.updatesSent.length, meetings.length, 'each once');
    assert.ok(meetings.every((id) => !graph.calendar.textOf(id).includes('8271964')));
    await graph.close();
  });

  it('an activity that reaches both has one effect and one answer', async () => {
    await start();
    await start();
    await adele.says('hello');

    for (let length = 4; length < 12; length += 1) {
      const answers = await adele.says(`set PIN length to ${length}`);
      assert.equal(answers.length, 1, shownIn(answers));
    }
    const [resets] = [await adele.says('reset PIN for amos')];
    assert.match(shownIn(resets), /The PIN of Amos Marble has been reset/);
    await until(async () => (await notices('sent')) === 2, 'both notices');

    for (let length = 13; length < 21; length += 1) {
      const answers = await adele.says(`set PIN length to ${length}`);
      assert.equal(answers.length, 1, shownIn(answers));
      assert.match(shownIn(answers), /pin-length/);
    }

    assert.equal(await count(`audit WHERE outcome = 'refused'`), 8, 'what is refused is on record once');
    assert.equal(await changes('changeSettings'), 8);
    assert.equal(await changes('resetPin'), 1);
    assert.equal(amos.unread().length, 1);
    assert.deepEqual(on.faults, []);
  });

  it('share a call: whichever gets its next webhook goes on with it, and one that reaches both has one effect', async () => {
    const origin = `http://127.0.0.1:${splitter.port}`;
    const [one, other] = [
      await start(on.url, { VOICE_URL: origin }),
      await start(on.url, { VOICE_URL: origin }),
    ];
    splitter.only(one);
    const [pin] = pinsIn(await adele.says('reset PIN for amos'));
    const waiting = new Telephone({ origin, from: '+46701111111' });
    const organizer = new Telephone({ origin, from: '+46702222222' });

    splitter.only();
    await waiting.dials();
    await waiting.presses('7777777');
    splitter.only(other);
    await waiting.presses('8271964');
    splitter.only(one);
    await waiting.waits();
    assert.equal(waiting.isWaiting, true);
    splitter.only();
    await organizer.dials();
    await organizer.presses('8271964');
    await organizer.presses('*');
    await organizer.presses('00000');
    await organizer.presses(pin ?? '');
    await waiting.waits();

    assert.ok(organizer.room);
    assert.equal(waiting.room, organizer.room);
    const days = await client.query<{ record: object }>('SELECT record FROM call_days');
    const [counted] = days.rows.map(({ record }) => record as Record<string, number>);
    assert.deepEqual([counted?.['calls'], counted?.['started'], counted?.['wrongIds']], [2, 1, 1]);
    const guards = await client.query<{ record: { total: number } }>('SELECT record FROM pin_guards');
    assert.deepEqual(
      [...new Set(guards.rows.map(({ record }) => record.total))],
      [1],
      'one wrong PIN, one wrong ID',
    );
    await until(async () => (await count(`outbox WHERE record ->> 'kind' = 'lobby'`)) === 1, 'one card');
    splitter.only(other);
    await waiting.hangsUp();
    splitter.only();
    await organizer.hangsUp();
    await until(async () => (await count('conferences')) === 0, 'the end of the conference');
    assert.deepEqual(on.faults, []);
  });

  it('tell the name of a caller once, and when one is gone another has it forgotten', async () => {
    const engine = await TelephonyStandIn.start();
    try {
      const origin = `http://127.0.0.1:${splitter.port}`;
      const env = { VOICE_URL: origin, ...engine.twilio };
      const first = await start(on.url, env);
      const second = await start(on.url, env);
      splitter.only(first);
      await adele.says('allow callers to start meetings of amos');
      splitter.only();
      const inside = async (words: string, from: string) => {
        const phone = new Telephone({ origin, from, sign: signedWith(TOKEN), saysName: true });
        await phone.dials();
        await phone.presses('8271964');
        await phone.says(engine.records(`RE-${words}`, words));
        assert.ok(phone.room);
        await phone.enters('CF1');
        return phone;
      };
      await inside('Anna', '+46701111111');
      const bo = await inside('Bo', '+46702222222');
      await until(async () => engine.told.length > 0, 'the name');
      await bo.hangsUp();
      await until(async () => engine.told.length > 1, 'the farewell');
      assert.deepEqual(
        engine.told.map(({ heard }) => heard),
        ['Bo has joined the meeting.', 'Bo has left the meeting.'],
      );

      splitter.only(second);
      first.kill();
      const ago = new Date(Date.now() - 1_000).toISOString();
      await client.query(
        `UPDATE calls SET due_at = $1::timestamptz, record = jsonb_set(record::jsonb, '{dueAt}', to_jsonb($2::text))::json
         WHERE record ->> 'stage' = 'ended'`,
        [ago, ago],
      );
      await until(async () => engine.kept.join() === 'RE-Anna', 'the other one to have it forgotten', 60_000);
      assert.equal(await count(`calls WHERE record ->> 'recording' = 'RE-Bo'`), 0);
      assert.deepEqual(on.faults, []);
    } finally {
      await engine.close();
    }
  });

  it('each know the roles of the directory; the people of it one of them takes, and another goes on where it was', async () => {
    const graph = await GraphStandIn.start();
    try {
      const id = randomUUID();
      graph.put(aDirectoryUser(id, 'Nora New'));
      graph.groups.set(ADMIN_GROUP, [id]);
      const env = { GRAPH_URL: graph.url, ADMIN_GROUPS: ADMIN_GROUP, DIRECTORY_SYNC_MINUTES: '1440' };
      const askedFor = (what: string) => graph.asked.filter((line) => line.includes(what)).length;
      const first = await start(on.url, env);
      await until(async () => askedFor('users/delta') === 1, 'people');
      await start(on.url, env);
      await until(async () => askedFor('transitiveMembers') === 2, 'roles for both');
      const nora = on.world.person('Nora New', { objectId: id });
      assert.match(shownIn(await nora.says('set PIN length to 7')), /Settings changed/);
      assert.equal(askedFor('users/delta'), 1);

      graph.put({ id, department: 'Research' });
      first.kill();

      await until(async () => askedFor('users/delta') === 2, 'the other one to go on');
      await until(async () => (await changes('directory')) >= 2, 'what has changed');
      assert.match(graph.asked.at(-1) ?? '', /deltatoken=1$/);
      assert.deepEqual(on.faults, []);
    } finally {
      await graph.close();
    }
  });

  it('share what is to be sent: each sends a part, nobody is told twice, and together they keep to the pace of one', async () => {
    const began: number[] = [];
    on.world.connector.faults.add(slow(0), {
      when: ({ route }) => route === 'sendToConversation' && began.push(performance.now()) < 0,
    });
    await start();
    await start();
    await until(async () => (await alive()) === 2, 'both');
    // Whoever joins waits until all know of it.
    await pause(3_000);
    const people = Array.from({ length: 150 }, (_, at) =>
      on.world.person(`Person ${at}`, { objectId: randomUUID() }),
    );

    await addPeople(people, { tell: true });
    await until(async () => (await notices('sent')) === people.length, 'all to be told');

    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM outbox GROUP BY record ->> 'sender'`,
    );
    assert.equal(rows.length, 2);
    assert.ok(
      rows.every(({ count: sent }) => sent > 50),
      JSON.stringify(rows),
    );
    assert.ok(people.every((person) => person.unread().length === 1));
    // A call arrives a little later than it begins, the first ones most of all.
    const warm = began.slice(30);
    const busiest = Math.max(
      ...warm.map((from) => warm.filter((at) => at >= from && at < from + 900).length),
    );
    assert.ok(busiest <= 30, `${busiest} within 0.9 s`);
    const rate = (people.length - 30) / ((began.at(-1)! - began[0]!) / 1_000);
    assert.ok(rate > 20, `${rate.toFixed(1)} a second`);
  });

  it('what a killed one was sending is taken over within seconds: a mail goes, of a chat message it is said that nobody knows', async () => {
    const first = await start();
    splitter.only(first);
    await adele.says('hello');
    await amos.says('hello');
    const callOff = on.world.connector.faults.add(slow(60_000), { conversationId: amos.chat.id });
    await adele.says('reset PIN for amos');
    await until(async () => (await notices('sending')) === 1, 'the chat message to be on its way');
    const second = await start();
    splitter.only(second);
    callOff();

    first.kill();
    const took = await until(async () => (await notices('uncertain')) === 1, 'the other one to decide');

    assert.ok(took < 10_000, `${took} ms`);
    assert.match(shownIn(await adele.says('deliveries')), /Amos Marble[^]*uncertain/i);
    assert.equal(await notices('sent'), 1, 'the mail');
    assert.match(shownIn(await adele.says('reset PIN for amos')), /has been reset/);
    await until(async () => (await notices('sent')) === 3, 'what is new');
    assert.deepEqual(second.faults, []);
  });

  it('an interrupted connection to the database is not noticed: every command is carried out once, and answered', async () => {
    const { proxy, url } = await proxied();
    const program = await start(url);
    await adele.says('hello');
    for (let at = 0; at < 60; at += 1) {
      // By commands, not by the clock: on a busy machine one takes longer, and is not to be interrupted the more often for it.
      const interruptions = [(at * 37) % 150, 150 + ((at * 53) % 100)].map(async (milliseconds) => {
        await pause(milliseconds);
        proxy.interrupt();
      });
      const [answer] = [shownIn(await adele.says(`set PIN length to ${4 + (at % 9)}`))];
      assert.match(answer, new RegExp(`PIN length\n${4 + (at % 9)}`), `command ${at}: ${answer}`);
      await Promise.all(interruptions);
    }

    assert.equal(await changes('changeSettings'), 60);
    assert.deepEqual(program.faults, []);
  });

  it('one whose connection is silent is counted as gone, says so, and comes back by itself', async () => {
    const { proxy, url } = await proxied();
    const first = await start(url);
    const second = await start();
    await until(async () => (await alive()) === 2, 'both');
    splitter.only(first);
    await adele.says('hello');
    await amos.says('hello');
    const callOff = on.world.connector.faults.add(slow(8_000), { conversationId: amos.chat.id });
    await adele.says('send info to amos');
    await until(async () => (await notices('sending')) === 1, 'the chat message to be on its way');

    proxy.silence();
    await until(async () => (await alive()) === 1, 'the lease to end');
    callOff();
    await until(async () => (await notices('uncertain')) === 1, 'the other one to decide');
    await until(async () => (await first.health()) === 503, 'the first one to say that it can do nothing');
    splitter.only(second);
    assert.match(shownIn(await adele.says('reset PIN for amos')), /has been reset/);

    proxy.pass();
    await until(async () => (await first.health()) === 200, 'the first one to come back');
    await until(async () => (await alive()) === 2, 'both again');
    splitter.only(first);
    assert.match(shownIn(await adele.says('reset PIN for amos')), /has been reset/);
    // It knew how its own message had ended, and has told it.
    await until(async () => (await notices('uncertain')) === 0, 'the last word about the message');
    assert.equal(await changes('resetPin'), 2);
  });

  it('one that is asked to stop hands over at once', async () => {
    const first = await start();
    await start();
    await until(async () => (await alive()) === 2, 'both');

    first.stop();
    const { code } = await first.ended;

    assert.equal(code, 0);
    assert.equal(await count('instances'), 1);
  });

  it('goes on with what is done to many when the one that does it is killed, and nobody has it twice', async () => {
    const first = await start();
    splitter.only(first);
    const people = Array.from({ length: 200 }, (_, at) =>
      on.world.person(`Person ${at}`, { objectId: randomUUID() }),
    );
    await addPeople(people);
    await adele.says('hello');
    await start();
    await until(async () => (await alive()) === 2, 'both');
    await pause(3_000);
    await adele.says('reset PIN for all users');
    await adele.presses('Yes');
    await until(async () => (await changes('resetPin')) > 20, 'some to be done');

    first.kill();
    await until(async () => (await count(`batches WHERE state = 'done'`)) === 1, 'all to be done', 60_000);

    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit WHERE operation = 'resetPin' AND outcome = 'done' GROUP BY people`,
    );
    assert.ok(rows.length >= 200);
    assert.ok(rows.every(({ count: resets }) => resets === 1));
  });
});
