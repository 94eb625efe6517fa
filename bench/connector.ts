import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerParent } from './children.ts';

// Answers whatever a bot sends with an id, as fast as it can, and counts the messages: a bot under heavy load also shows that it types.
let calls = 0;
let messages = 0;
const server = createServer((request, response) => {
  void text(request).then((body) => {
    calls += 1;
    if (body.includes('"type":"message"')) messages += 1;
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'Content-Type': 'application/json' });
    response.end(`{"id":"message-${calls}"}`);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  answerParent({ port: (server.address() as AddressInfo).port }, () => {
    const counted = messages;
    messages = 0;
    return { messages: counted };
  });
});
