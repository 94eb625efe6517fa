import { randomUUID } from 'node:crypto';
import { Chat, type Conversation } from '../../src/simulator/chat.ts';
import type { Person } from '../../src/simulator/person.ts';
import { messageActivity, type Envelope } from '../../src/simulator/teamsActivities.ts';
import type { WireActivity } from '../../src/simulator/wire.ts';

/** The organisation of test payloads. */
export const TEST_TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';

/** The bot of test payloads, as Teams names it. */
export const TEST_BOT = { id: '28:c9e8c047-2a74-40a2-b28a-b162d5f5327c', name: 'Switchboard' };

const clock = { now: () => new Date('2026-11-23T10:00:00.000Z'), after: () => () => undefined };

/** Amos Marble in his personal chat with the bot, as Teams would frame whatever he does; change what matters to the test. */
export function anEnvelope(changes: Partial<Envelope> = {}): Envelope {
  const { person, conversation } = aPersonalChat();
  const serviceUrl = 'https://smba.trafficmanager.net/emea/';
  return {
    person,
    conversation,
    bot: TEST_BOT,
    tenantId: TEST_TENANT,
    serviceUrl,
    id: '1485983408511',
    at: clock.now(),
    ...changes,
  };
}

/** A person and their personal chat, outside of any running connector. */
export function aPersonalChat(): { person: Person; conversation: Conversation } {
  const chat = new Chat({ bot: TEST_BOT, tenantId: TEST_TENANT, clock });
  const person = chat.addPerson({
    objectId: '7faf8ab2-3d56-4244-b585-20c8a42ed2b8',
    name: 'Amos Marble',
    userPrincipalName: 'amos.marble@contoso.com',
  });
  return { person, conversation: chat.personal(person) };
}

/** A message as Teams sends it. */
export function aTeamsMessage(text: string, changes: Partial<WireActivity> = {}): WireActivity {
  return { ...messageActivity(anEnvelope(), text), ...changes };
}

/** A message as Bot Framework Emulator sends it: random user ids, no object id, no tenant. */
export function anEmulatorMessage(text: string, changes: Partial<WireActivity> = {}): WireActivity {
  const id = randomUUID();
  return {
    type: 'message',
    text,
    textFormat: 'plain',
    from: { id: randomUUID(), name: 'User', role: 'user' },
    locale: 'en-US',
    entities: [
      { requiresBotState: true, supportsListening: true, supportsTts: true, type: 'ClientCapabilities' },
    ],
    channelData: {
      clientActivityID: '1795428000000',
      clientTimestamp: '2026-11-23T10:00:00.000Z',
      postback: false,
    },
    channelId: 'emulator',
    conversation: { id: `${randomUUID()}|livechat` },
    id,
    localTimestamp: '2026-11-23T11:00:00+01:00',
    recipient: { id: randomUUID(), name: 'Bot', role: 'bot' },
    serviceUrl: 'http://localhost:56150',
    timestamp: '2026-11-23T10:00:00.000Z',
    ...changes,
  };
}

/** A message as Direct Line sends it, which may come without a recipient. */
export function aDirectLineMessage(text: string, changes: Partial<WireActivity> = {}): WireActivity {
  const conversationId = `${randomUUID().replaceAll('-', '').slice(0, 22)}-eu`;
  return {
    type: 'message',
    id: `${conversationId}|0000001`,
    timestamp: '2026-11-23T10:00:00.0000000Z',
    serviceUrl: 'https://europe.directline.botframework.com/',
    channelId: 'directline',
    from: { id: `dl_${randomUUID()}`, name: '' },
    conversation: { id: conversationId },
    text,
    ...changes,
  };
}
