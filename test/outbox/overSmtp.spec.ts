import assert from 'node:assert/strict';
import { createSmtpDelivery } from '../../src/adapters/smtp/smtpDelivery.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer.ts';
import { PIN, World } from './world.ts';

describe('the courier and a real mail server', () => {
  let world: World;
  let server: TestSmtpServer;

  beforeEach(async () => {
    world = await World.open();
    server = await startSmtpServer();
    const defaultFrom = { address: 'no-reply@contoso.com', name: 'Contoso meetings' };
    world.courier = world.newCourier({ mail: createSmtpDelivery({ url: server.url, defaultFrom }) });
  });

  afterEach(async () => {
    await world.close();
    await server.close();
  });

  it('E3: the PIN arrives in text and HTML, and is gone from the store', async () => {
    const queued = await world.queue({ channel: 'mail', language: 'sv' });

    await world.run();

    const [received] = server.received;
    assert.equal(received?.mail.subject, 'Din PIN-kod har återställts');
    assert.ok(received?.mail.text?.includes(`PIN-kod: ${PIN}`));
    assert.ok(received?.mail.html && received.mail.html.includes(PIN));
    const row = await world.row(queued);
    assert.deepEqual([row.state, row.secret], ['sent', null]);
  });

  it('rule 13: after a lost answer the mail goes again under the same Message-ID', async () => {
    const queued = await world.queue({ channel: 'mail' });
    server.troubles = { message: 'cut' };
    await world.run();
    const between = await world.row(queued);
    server.troubles = {};

    await world.later(5_000);

    assert.deepEqual([between.state, between.reason], ['retrying', 'no-answer']);
    assert.equal(server.messages, 2);
    assert.equal(server.received[0]?.mail.messageId, `<${queued.id}@contoso.com>`);
    assert.equal((await world.row(queued)).state, 'sent');
  });

  it('a mailbox that does not exist is given up with the server’s reply', async () => {
    const queued = await world.queue({ channel: 'mail' });
    server.troubles = { recipient: { code: 550, text: '5.1.1 no such user' } };

    await world.run();

    const row = await world.row(queued);
    assert.deepEqual([row.state, row.reason, row.secret], ['givenUp', 'mailbox-unknown', null]);
    assert.match(row.detail ?? '', /^550 5\.1\.1/);
  });
});
