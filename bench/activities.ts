import { randomUUID } from 'node:crypto';
import { objectIdOf, upnOf } from './organization.ts';

/** The admin resets somebody's PIN. */
export function messageTo(connectorPort: number, number: number, people: number): string {
  return saying(connectorPort, `reset PIN for ${upnOf(1 + (number % (people - 1))).split('@')[0]}`);
}

/** The admin says something: an activity as Teams sends it, each with an id of its own. */
export function saying(connectorPort: number, text: string): string {
  return JSON.stringify({
    type: 'message',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: `http://127.0.0.1:${connectorPort}/emea/`,
    from: { id: '29:admin', name: 'Person 0', aadObjectId: objectIdOf(0) },
    recipient: { id: '28:switchboard', name: 'Switchboard' },
    conversation: { conversationType: 'personal', id: 'a:admin', tenantId: 'tenant' },
    channelData: { tenant: { id: 'tenant' } },
    entities: [
      { type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Paris' },
    ],
    textFormat: 'plain',
    locale: 'en-US',
    text,
  });
}
