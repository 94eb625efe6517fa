import assert from 'node:assert/strict';
import { startSmtpServer, type SmtpTroubles, type TestSmtpServer } from '../support/smtpServer.ts';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { DAY, HOUR, pass, resultCard, SECOND, undelivered } from './faultWorld.ts';

const COMMAND = 'reset PIN for amos';

/** What the admin reads of a mail. */
const SLOW_DOWN = 'new PIN: will be tried again (the service asks us to slow down)';
const PROBLEM = 'new PIN: will be tried again (the service has a problem)';
const MAYBE = 'new PIN: will be tried again (no answer came; it may have arrived)';
const REJECTED = 'new PIN: given up (it was rejected)';
const NO_MAILBOX = 'new PIN: given up (there is no mailbox)';

/** Trouble with the mail server, what the admin then sees, and what makes the mail arrive once the trouble is over. */
const TROUBLES: [name: string, troubles: SmtpTroubles, seen: string, remedy: 'time' | 'a new reset'][] = [
  ['421 instead of a greeting', { greeting: { code: 421, text: '4.3.2 closing' } }, SLOW_DOWN, 'time'],
  [
    '554 instead of a greeting',
    { greeting: { code: 554, text: '5.7.1 no service' } },
    REJECTED,
    'a new reset',
  ],
  ['450 to the sender', { sender: { code: 450, text: '4.2.0 later' } }, SLOW_DOWN, 'time'],
  ['550 to the sender', { sender: { code: 550, text: '5.7.60 not allowed' } }, REJECTED, 'a new reset'],
  ['451 to the recipient', { recipient: { code: 451, text: '4.7.1 greylisted' } }, SLOW_DOWN, 'time'],
  ['550 to the recipient', { recipient: { code: 550, text: '5.7.1 denied' } }, REJECTED, 'a new reset'],
  [
    '550, there is no such mailbox',
    { recipient: { code: 550, text: '5.1.1 unknown' } },
    NO_MAILBOX,
    'a new reset',
  ],
  ['452 to the message', { message: { code: 452, text: '4.3.1 disk full' } }, SLOW_DOWN, 'time'],
  ['554 to the message', { message: { code: 554, text: '5.6.0 content' } }, REJECTED, 'a new reset'],
  ['silence instead of a greeting', { greeting: 'silence' }, PROBLEM, 'time'],
  ['silence after the message', { message: 'silence' }, MAYBE, 'time'],
  ['cut before a greeting', { greeting: 'cut' }, PROBLEM, 'time'],
  ['cut before the message', { recipient: 'cut' }, PROBLEM, 'time'],
  ['cut after the message', { message: 'cut' }, MAYBE, 'time'],
];

describe('faults of the mail server, and what the admin sees of them', () => {
  let world: SwitchboardWorld;
  let server: TestSmtpServer;
  beforeEach(async () => {
    server = await startSmtpServer();
  });
  afterEach(async () => {
    await world.close();
    await server.close();
  });

  /** Starts the program with a mail server; chat notices are off, so that every line is of a mail. */
  async function startWith(url: string): Promise<void> {
    world = await SwitchboardWorld.start({ SMTP_URL: url });
    await world.adele.says('turn chat notices off');
  }

  for (const [name, troubles, seen, remedy] of TROUBLES) {
    it(`${name}: "${seen}"; what helps is: ${remedy}`, async () => {
      await startWith(`${server.url}?greetingTimeout=150&socketTimeout=150`);
      server.troubles = troubles;

      await world.adele.says(COMMAND);
      await pass(world, 3 * SECOND);

      assert.ok((await undelivered(world)).includes(seen), await undelivered(world));
      assert.ok(resultCard(world, COMMAND).includes(seen), resultCard(world, COMMAND));
      server.troubles = {};
      if (remedy === 'a new reset') await world.adele.says(COMMAND);
      await pass(world, HOUR);
      assert.equal(server.received.length, 1);
      assert.match(await undelivered(world), /Nothing is undelivered/);
    });
  }

  it('a mail whose answer was lost comes again under the same Message-ID', async () => {
    await startWith(server.url);
    const ids: (string | undefined)[] = [];
    server.troubles = { message: 'cut' };
    server.onMessage = (source) => void ids.push(/^Message-ID: (.*)$/im.exec(source)?.[1]);

    await world.adele.says(COMMAND);
    await pass(world, SECOND / 2);
    server.troubles = {};
    await pass(world, HOUR);

    assert.ok(ids.length > 1);
    assert.equal(new Set(ids).size, 1);
  });

  for (const [name, url] of [
    ['nobody listens', 'smtp://127.0.0.1:9'],
    ['the host does not exist', 'smtp://mail.invalid'],
    ['TLS is expected of a server without', ''],
  ] as const) {
    it(`${name}: "${PROBLEM}", and after 30 days "new PIN: given up (it took too long; reset the PIN again)"`, async () => {
      await startWith(url || server.url.replace('smtp:', 'smtps:'));

      await world.adele.says(COMMAND);
      await pass(world, 3 * SECOND);

      assert.ok((await undelivered(world)).includes(PROBLEM), await undelivered(world));
      world.clock.jump(30 * DAY);
      await pass(world, 60 * SECOND);
      assert.match(await undelivered(world), /new PIN: given up \(it took too long; reset the PIN again\)/);
      assert.match(resultCard(world, COMMAND), /given up/);
    });
  }

  it('a password that is refused is our own fault, so the mail is tried again', async () => {
    const guarded = await startSmtpServer({ user: 'bot', pass: 'right' });
    try {
      await startWith(guarded.url.replace('right', 'wrong'));

      await world.adele.says(COMMAND);
      await pass(world, 3 * SECOND);

      assert.ok((await undelivered(world)).includes(PROBLEM), await undelivered(world));
      assert.ok(!world.logged.join('').includes('wrong'), 'the log does not have the password');
    } finally {
      await guarded.close();
    }
  });
});
