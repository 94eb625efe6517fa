import type { ServiceNumber } from '../domain/serviceNumber.ts';
import { isSame } from './signatures.ts';

/** What is asked of IDs, rooms and numbers. */
export interface Mapper {
  ofId(conferenceId: string): Promise<{ conferenceId: string; room: string } | null>;
  ofRoom(room: string): Promise<{ conferenceId: string; room: string } | null>;
  numbers(): Promise<readonly Pick<ServiceNumber, 'number' | 'country'>[]>;
}

/**
 * The answer to `conferenceMapper`, as Jitsi Meet and its SIP gateway ask: by `id`, or by `conference`, `room@domain`. The domain is
 * the asker's.
 */
export async function mapConference(query: URLSearchParams, mapper: Mapper): Promise<object> {
  const [room = '', domain] = (query.get('conference') ?? '').split('@');
  const id = query.get('id');
  const found = id === null ? await mapper.ofRoom(room) : await mapper.ofId(id);
  if (!found) return { message: 'No conference mapping was found', id: false, conference: false };
  return {
    message: 'Successfully retrieved conference mapping',
    id: Number(found.conferenceId),
    conference: domain === undefined ? found.room : `${found.room}@${domain}`,
  };
}

/** The answer to `phoneNumberList`: numbers by country. */
export async function listNumbers(mapper: Mapper): Promise<object> {
  const numbers: Record<string, string[]> = {};
  for (const { number, country } of await mapper.numbers()) (numbers[country || 'ZZ'] ??= []).push(number);
  const some = Object.keys(numbers).length > 0;
  return {
    message: some ? 'Phone numbers available.' : 'No phone numbers available.',
    numbers,
    numbersEnabled: some,
  };
}

/** Whether a request bears the key, as `Authorization: Bearer …` or `X-Api-Key`. */
export function hasKey(key: string, headers: Record<string, string | string[] | undefined>): boolean {
  const bearer = /^Bearer (.+)$/i.exec(String(headers['authorization'] ?? ''))?.[1];
  const given = bearer ?? headers['x-api-key'];
  return typeof given === 'string' && isSame(key, given);
}
