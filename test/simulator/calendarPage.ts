import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openCalendarFile,
  type LocalCalendar,
  type StoredMeeting,
} from '../../src/adapters/files/calendarFile.ts';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { createLocalChat, type LocalChat } from '../../src/simulator/localChat.ts';
import type { LocalPerson } from '../../src/simulator/localPeople.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { samplePeople } from '../support/sampleOrganization.ts';

/** Amos Marble's meeting with Adele Vance in three days. */
export function aStoredMeeting(changes: Partial<StoredMeeting> = {}): StoredMeeting {
  return {
    id: 'budget',
    owner: 'amos.marble@contoso.com',
    subject: 'Budget review',
    location: 'Microsoft Teams Meeting',
    start: '2026-11-26T09:00:00.000Z',
    end: '2026-11-26T10:00:00.000Z',
    weekly: null,
    attendees: [{ name: 'Adele Vance', address: 'Adele.Vance@contoso.com' }],
    isOnline: true,
    body: { format: 'html', content: '<p>Conference ID: 8271964</p>' },
    version: 1,
    updates: 0,
    updatedAt: null,
    ...changes,
  };
}

/** The chat page of the sample's people behind a server of its own, without the bot, and with a calendar unless told otherwise. */
export class CalendarPage {
  readonly clock = new FakeClock();
  port = 0;
  calendar!: LocalCalendar;
  readonly #folder = mkdtempSync(join(tmpdir(), 'switchboard-calendar-'));
  #chat!: LocalChat;
  #server!: Server;

  static async serve(meetings: readonly StoredMeeting[] | null): Promise<CalendarPage> {
    const page = new CalendarPage();
    await page.#serve(meetings);
    return page;
  }

  async #serve(meetings: readonly StoredMeeting[] | null): Promise<void> {
    const locales = readLocales('locales');
    this.calendar = await openCalendarFile(join(this.#folder, 'calendar.json'), this.clock);
    await this.calendar.begin(async () => [...(meetings ?? [])]);
    this.#chat = createLocalChat({
      clock: this.clock,
      mailbox: null,
      calendar: meetings && this.calendar,
      texts: (language) => locales[language].texts,
    });
    this.#server = createServer((request, response) => this.#handle(request, response));
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = (this.#server.address() as AddressInfo).port;
    const people = async () => samplePeople().map(shown);
    this.#chat.start({ origin: `http://127.0.0.1:${this.port}`, people, numbers: async () => [] });
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const mounts = this.#chat.mounts.filter(({ path }) => path !== '/' && pathname.startsWith(path));
    (mounts[0] ?? this.#chat.mounts[0])?.handle(request, response);
  }

  /** Asks for something of the page. */
  get(path: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`);
  }

  async close(): Promise<void> {
    this.#chat.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function shown({
  id,
  upn,
  displayName,
  email,
  department,
}: ReturnType<typeof samplePeople>[number]): LocalPerson {
  const role = upn.startsWith('adele.') ? 'admin' : 'user';
  return { objectId: id, upn, name: displayName, email, role, department, language: 'en' };
}
