import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the server does at a point of the conversation instead of going on: an SMTP reply, a cut connection, or silence. */
export type SmtpTrouble = { code: number; text: string } | 'cut' | 'silence';

/** Trouble by the point at which it happens; what is not there goes well. */
export interface SmtpTroubles {
  greeting?: SmtpTrouble;
  sender?: SmtpTrouble;
  recipient?: SmtpTrouble;
  /** After the whole message was received. */
  message?: SmtpTrouble;
}

/** A real SMTP server on the loopback interface. */
export interface TestSmtpServer {
  url: string;
  /** Read back with mailparser, with the envelope of the SMTP conversation. */
  received: { mail: ParsedMail; source: string; sender: string; recipients: string[] }[];
  troubles: SmtpTroubles;
  /** How many messages were received in full, whether acknowledged or not. */
  messages: number;
  /** Called with each of them, before it is acknowledged. */
  onMessage?: (source: string) => void;
  close(): Promise<void>;
}

/** Starts a server that takes every mail until told otherwise through `troubles`. `login` makes it ask for user and password. */
export async function startSmtpServer(login?: { user: string; pass: string }): Promise<TestSmtpServer> {
  const server = new SMTPServer({
    authOptional: login === undefined,
    disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) =>
      username === login?.user && password === login?.pass
        ? done(null, { user: username })
        : done(Object.assign(new Error('5.7.8 bad credentials'), { responseCode: 535 })),
    onConnect: (session, done) => act('greeting', session, done),
    onMailFrom: (_address, session, done) => act('sender', session, done),
    onRcptTo: (_address, session, done) => act('recipient', session, done),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void take(Buffer.concat(chunks), session, done));
    },
  });
  const test: TestSmtpServer = { url: '', received: [], troubles: {}, messages: 0, close };

  function act(
    point: keyof SmtpTroubles,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): void {
    const trouble = test.troubles[point];
    if (trouble === undefined) return done();
    if (trouble === 'silence') return;
    if (trouble === 'cut') return cut(session);
    done(Object.assign(new Error(trouble.text), { responseCode: trouble.code }));
  }

  function cut(session: SMTPServerSession): void {
    const connections = (
      server as unknown as { connections: Set<{ session: SMTPServerSession; _socket: { destroy(): void } }> }
    ).connections;
    for (const connection of connections) if (connection.session === session) connection._socket.destroy();
  }

  async function take(
    source: Buffer,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    test.messages += 1;
    test.onMessage?.(source.toString('utf8'));
    if (test.troubles.message !== undefined) return act('message', session, done);
    const { mailFrom, rcptTo } = session.envelope;
    const sender = mailFrom === false ? '' : mailFrom.address;
    const mail = await simpleParser(source);
    test.received.push({
      mail,
      source: source.toString('utf8'),
      sender,
      recipients: rcptTo.map(({ address }) => address),
    });
    done();
  }

  async function close(): Promise<void> {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  server.on('error', () => undefined); // cut connections
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const credentials = login ? `${login.user}:${login.pass}@` : '';
  test.url = `smtp://${credentials}127.0.0.1:${port}`;
  return test;
}
