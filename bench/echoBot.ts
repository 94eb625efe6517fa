import {
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type TurnContext,
} from 'botbuilder';
import restify from 'restify';

// The least that botbuilder and restify can do: nothing is read, decided or kept. With `cards` it answers with two cards of
// the size of a result card and a PIN card instead of one line of text.
const answers = process.argv[2] === 'cards' ? [card(12), card(4)] : ['It is done.'];

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', (request: restify.Request, response: restify.Response, next: restify.Next) => {
  // restify's request is all that the adapter asks for; only the types of the two do not know each other.
  adapter.process(request as unknown as Request, response, turn).then(() => next(), next);
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () =>
  process.send?.({ port: server.address().port }),
);
process.on('message', () => process.send?.(process.cpuUsage()));
process.once('disconnect', () => process.exit());

async function turn(context: TurnContext): Promise<void> {
  if (context.activity.type !== 'message') return;
  for (const answer of answers) await context.sendActivity(answer);
}

/** A message with a card of some lines. */
function card(lines: number) {
  const body = Array.from({ length: lines }, (_, line) => ({
    type: 'TextBlock',
    text: `Line ${line} of a card that says what was done`,
    wrap: true,
    spacing: 'Small',
  }));
  return {
    type: 'message',
    attachments: [CardFactory.adaptiveCard({ type: 'AdaptiveCard', version: '1.5', body })],
  };
}
