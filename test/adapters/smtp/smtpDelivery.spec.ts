import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createSmtpDelivery } from '../../../src/adapters/smtp/smtpDelivery.ts';
import type { DeliveryResult, Mail } from '../../../src/ports/delivery.ts';
import { startSmtpServer, type SmtpTroubles, type TestSmtpServer } from '../../support/smtpServer.ts';

const DEFAULT_FROM = { address: 'no-reply@contoso.com', name: 'Contoso meetings' };

function aMail(changes: Partial<Mail> = {}): Mail {
  return {
    id: '7d0e7d5e-outbox-row',
    to: 'amos.marble@contoso.com',
    from: null,
    subject: 'Votre code confidentiel a été réinitialisé',
    text: 'Bonjour François,\n\n.\nPIN-kod återställd\n',
    html: '<!DOCTYPE html><html lang="fr"><body><p>Bonjour François</p></body></html>',
    language: 'fr',
    ...changes,
  };
}

describe('mail over SMTP', () => {
  let server: TestSmtpServer;

  beforeEach(async () => {
    server = await startSmtpServer();
  });

  afterEach(async () => {
    await server.close();
  });

  const delivery = (query = '') =>
    createSmtpDelivery({ url: `${server.url}${query}`, defaultFrom: DEFAULT_FROM });

  it('arrives as text and HTML, in its language, from the default sender', async () => {
    const result = await delivery().send(aMail());

    const [received] = server.received;
    assert.deepEqual(result, { outcome: 'sent' });
    assert.equal(received?.mail.subject, 'Votre code confidentiel a été réinitialisé');
    assert.equal(received?.mail.text, 'Bonjour François,\n\n.\nPIN-kod återställd\n');
    assert.ok(received?.mail.html && received.mail.html.includes('Bonjour François'));
    assert.deepEqual(received?.mail.from?.value, [DEFAULT_FROM]);
    assert.deepEqual(received?.recipients, ['amos.marble@contoso.com']);
    assert.equal(received?.mail.headers.get('content-language'), 'fr');
    assert.equal(received?.mail.headers.get('auto-submitted'), 'auto-generated');
  });

  it('comes from another sender when the notice has one', async () => {
    const from = { address: 'amos.marble@contoso.com', name: 'Amos Marble' };

    await delivery().send(aMail({ from }));

    assert.deepEqual(server.received[0]?.mail.from?.value, [from]);
    assert.equal(server.received[0]?.sender, from.address);
  });

  it('bears the same Message-ID at every attempt of one notice, and another for another notice', async () => {
    await delivery().send(aMail());
    await delivery().send(aMail({ from: { address: 'other@fabrikam.com', name: 'Other' } }));
    await delivery().send(aMail({ id: 'another-row' }));

    const [first, second, third] = server.received.map(({ mail }) => mail.messageId);
    assert.equal(first, '<7d0e7d5e-outbox-row@contoso.com>');
    assert.equal(second, first);
    assert.notEqual(third, first);
  });

  it('logs in with the user and the password of the URL', async () => {
    const guarded = await startSmtpServer({ user: 'bot', pass: 'secret' });
    try {
      const result = await createSmtpDelivery({ url: guarded.url, defaultFrom: DEFAULT_FROM }).send(aMail());

      assert.equal(result.outcome, 'sent');
      assert.equal(guarded.received.length, 1);
    } finally {
      await guarded.close();
    }
  });

  it('tries again later when the login is refused, because that is not the fault of the mail', async () => {
    const guarded = await startSmtpServer({ user: 'bot', pass: 'secret' });
    try {
      const url = guarded.url.replace('secret', 'wrong');
      const result = await createSmtpDelivery({ url, defaultFrom: DEFAULT_FROM }).send(aMail());

      assert.equal(result.outcome, 'throttled');
      assert.equal((result as { reason: string }).reason, 'service-error');
    } finally {
      await guarded.close();
    }
  });

  const cases: {
    what: string;
    troubles: SmtpTroubles;
    query?: string;
    expected: Partial<DeliveryResult>;
    detail: RegExp;
  }[] = [
    {
      what: 'a greeting of 421',
      troubles: { greeting: { code: 421, text: '4.3.2 not now' } },
      expected: { outcome: 'throttled', reason: 'throttled' },
      detail: /421/,
    },
    {
      what: 'a recipient that is deferred (450)',
      troubles: { recipient: { code: 450, text: '4.2.0 greylisted' } },
      expected: { outcome: 'throttled', reason: 'throttled' },
      detail: /450 4\.2\.0/,
    },
    {
      what: 'a message that is deferred (451)',
      troubles: { message: { code: 451, text: '4.3.0 try again' } },
      expected: { outcome: 'throttled', reason: 'throttled' },
      detail: /451/,
    },
    {
      what: 'an unknown mailbox (550 5.1.1)',
      troubles: { recipient: { code: 550, text: '5.1.1 no such user' } },
      expected: { outcome: 'failed', reason: 'mailbox-unknown' },
      detail: /550 5\.1\.1/,
    },
    {
      what: 'a sender that is refused (553)',
      troubles: { sender: { code: 553, text: '5.7.1 not allowed' } },
      expected: { outcome: 'failed', reason: 'rejected' },
      detail: /553/,
    },
    {
      what: 'a message that is refused (554)',
      troubles: { message: { code: 554, text: '5.7.0 spam' } },
      expected: { outcome: 'failed', reason: 'rejected' },
      detail: /554/,
    },
    {
      what: 'a connection cut at the greeting',
      troubles: { greeting: 'cut' },
      expected: { outcome: 'throttled', reason: 'service-error' },
      detail: /ECONNECTION|ESOCKET/,
    },
    {
      what: 'a connection cut before the message',
      troubles: { recipient: 'cut' },
      expected: { outcome: 'throttled', reason: 'service-error' },
      detail: /ECONNECTION|ESOCKET/,
    },
    {
      what: 'a connection cut after the message',
      troubles: { message: 'cut' },
      expected: { outcome: 'unknown', reason: 'no-answer' },
      detail: /ECONNECTION|ESOCKET/,
    },
    {
      what: 'a server that says nothing at all',
      troubles: { greeting: 'silence' },
      query: '?greetingTimeout=150',
      expected: { outcome: 'throttled', reason: 'service-error' },
      detail: /ETIMEDOUT/,
    },
    {
      what: 'a server that is too slow before the message',
      troubles: { recipient: 'silence' },
      query: '?socketTimeout=150',
      expected: { outcome: 'throttled', reason: 'service-error' },
      detail: /ETIMEDOUT/,
    },
    {
      what: 'a server that is too slow after the message',
      troubles: { message: 'silence' },
      query: '?socketTimeout=150',
      expected: { outcome: 'unknown', reason: 'no-answer' },
      detail: /ETIMEDOUT/,
    },
  ];
  for (const { what, troubles, query, expected, detail } of cases) {
    it(`translates ${what}: ${expected.outcome}`, async () => {
      server.troubles = troubles;

      const result = await delivery(query).send(aMail());

      const { detail: told, ...rest } = result as { detail: string; until?: null };
      delete rest.until;
      assert.deepEqual(rest, expected);
      assert.match(told, detail);
    });
  }

  it('translates a refused connection: throttled', async () => {
    const port = await closedPort();

    const result = await createSmtpDelivery({
      url: `smtp://127.0.0.1:${port}`,
      defaultFrom: DEFAULT_FROM,
    }).send(aMail());

    assert.equal(result.outcome, 'throttled');
  });

  it('is not confused by mails at the same time: each has its own fate', async () => {
    const mails = Array.from({ length: 10 }, (_, at) => aMail({ id: `row-${at}` }));

    const results = await Promise.all(mails.map((mail) => delivery().send(mail)));

    assert.ok(results.every(({ outcome }) => outcome === 'sent'));
    assert.equal(new Set(server.received.map(({ mail }) => mail.messageId)).size, 10);
  });

  describe('header injection', () => {
    const names = [
      'Amos\r\nBcc: evil@evil.example',
      'Amos "the boss" Marble',
      'Marble, Amos <evil@evil.example>',
      'Åsa Öberg 会議',
      'a'.repeat(300),
      '\u2028Bcc: evil@evil.example',
    ];
    for (const name of names) {
      it(`a sender named ${JSON.stringify(name.slice(0, 40))} changes no other header`, async () => {
        const result = await delivery().send(aMail({ from: { address: 'amos.marble@contoso.com', name } }));

        const [received] = server.received;
        assert.equal(result.outcome, 'sent');
        assert.equal(received?.mail.bcc, undefined);
        assert.deepEqual(received?.recipients, ['amos.marble@contoso.com']);
        assert.equal(received?.mail.from?.value.length, 1);
        assert.equal(received?.mail.from?.value[0]?.address, 'amos.marble@contoso.com');
        assert.equal(received?.mail.from?.value[0]?.name, name.replace(/[\r\n\u2028]+/g, ' ').trim());
      });
    }

    it('a name that is encoded already decodes to a name and to nothing else', async () => {
      const name = '=?utf-8?q?x=0D=0ABcc:_evil@evil.example?=';

      await delivery().send(aMail({ from: { address: 'amos.marble@contoso.com', name } }));

      const [received] = server.received;
      assert.equal(received?.mail.bcc, undefined);
      assert.equal(received?.mail.from?.value[0]?.address, 'amos.marble@contoso.com');
    });

    it('a subject with line breaks stays one header', async () => {
      await delivery().send(aMail({ subject: 'Hello\r\nBcc: evil@evil.example\r\n\r\nbody' }));

      const [received] = server.received;
      assert.equal(received?.mail.subject, 'Hello Bcc: evil@evil.example body');
      assert.equal(received?.mail.bcc, undefined);
    });

    const addresses = [
      'a@contoso.com\r\nBcc: evil@evil.example',
      'a@contoso.com, evil@evil.example',
      'a@contoso.com> RCPT TO:<evil@evil.example',
      '"a b"@contoso.com',
      'group: a@contoso.com;',
      'contoso.com',
      '',
    ];
    for (const address of addresses) {
      it(`the address ${JSON.stringify(address)} is refused, as recipient and as sender`, async () => {
        const asRecipient = await delivery().send(aMail({ to: address }));
        const asSender = await delivery().send(aMail({ from: { address, name: 'Amos' } }));

        assert.equal(asRecipient.outcome, 'failed');
        assert.equal(asSender.outcome, 'failed');
        assert.equal(server.messages, 0);
      });
    }
  });
});

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
