import {
  CloudAdapter,
  ConfigurationServiceClientCredentialFactory,
  type Request,
  type Response,
  type TurnContext,
} from 'botbuilder';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { SingleAttemptAuthentication } from '../../src/teams/botAuthentication.ts';

/** An adapter without authentication, as in local mode. */
export function anAdapter(timeout?: number): CloudAdapter {
  return new CloudAdapter(
    new SingleAttemptAuthentication({}, new ConfigurationServiceClientCredentialFactory({}), timeout),
  );
}

/** Answers every message with its text, and every button with a card that says what came. */
export async function echo(context: TurnContext): Promise<void> {
  const { type, text, value } = context.activity;
  if (type === 'message')
    await context.sendActivity(value ? `got ${JSON.stringify(value)}` : `you said ${text}`);
  if (type !== 'invoke') return;
  const card = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: JSON.stringify(value) }],
  };
  const body = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

/** Runs a bot on 127.0.0.1 with the real botbuilder adapter. */
export async function startBot(
  turn = echo,
  adapter = anAdapter(),
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = Object.assign(response, {
      status: (code: number) => (response.statusCode = code),
      header: (name: string, value: string) => response.setHeader(name, value),
      send: (body: unknown) => response.end(body === undefined ? undefined : JSON.stringify(body)),
    });
    void json(request)
      .then((body) =>
        adapter.process(
          Object.assign(request, { body }) as unknown as Request,
          answer as unknown as Response,
          turn,
        ),
      )
      .catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`, close };
}
