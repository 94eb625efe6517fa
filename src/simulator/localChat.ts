import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConversationAddress } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import type { Clock } from '../ports/clock.ts';
import type { Mailbox } from '../ports/mailbox.ts';
import type { MeetingList } from '../ports/meetingList.ts';
import type { Telephony } from '../ports/telephony.ts';
import { BotDoor } from './botDoor.ts';
import { Chat, type ChatEvent } from './chat.ts';
import { Connector } from './connector.ts';
import type { LocalNumber } from './localNumber.ts';
import { LocalPeople, type LocalPerson } from './localPeople.ts';
import { PageEvents } from './pageEvents.ts';
import { createPageFiles } from './pageFiles.ts';
import { servePage } from './pageRoutes.ts';
import { PageTelephony } from './pageTelephony.ts';
import { shownConversation, shownMail, shownMessage } from './pageState.ts';
import { shownMeetings } from './shownMeetings.ts';
import type { WireActivity } from './wire.ts';

/** What the local chat is made of. */
export interface LocalChatOptions {
  clock: Clock;
  /** Null when mails leave this machine. */
  mailbox: Mailbox | null;
  /** Null when meetings are kept elsewhere, or nowhere. */
  calendar: MeetingList | null;
  /** The page's texts by dotted key. */
  texts: (language: Language) => Record<string, string>;
}

/** What is known only when the bot listens and its store is open. */
export interface LocalChatStart {
  /** Where the bot listens, such as `http://127.0.0.1:3978`. */
  origin: string;
  people: () => Promise<LocalPerson[]>;
  /** The numbers that a telephone of the page can call. */
  numbers: () => Promise<LocalNumber[]>;
}

/** A handler and the path at or below which it is to be reached. */
export interface Mount {
  path: string;
  handle: (request: IncomingMessage, response: ServerResponse) => void;
}

/** The simulated Teams of local mode and its page. */
export interface LocalChat {
  mounts: Mount[];
  /** The telephones of the page. */
  telephony: Telephony;
  /** Begins to answer; gives where the bot reaches people. */
  start(given: LocalChatStart): ConversationAddress;
  /** Ends what would keep the server from closing. */
  close(): void;
}

/** The bot and the organisation, as activities name them. */
const BOT = { id: '28:5b1c7a52-0000-4000-8000-5717c4b0a2d0', name: 'Switchboard' };
const TENANT = '10ca1000-0000-4000-8000-00000000c0de';

const PAGE = '/chat';
const CONNECTOR = '/connector';
const MEMORY = { events: 1_000, messages: 400 };
const MAILS = 200;
const GROUP_MEMBERS = 50;

/** Sets up the simulated Teams of local mode: people, a connector for the bot, and a page for whoever tries it. */
export function createLocalChat({ clock, mailbox, calendar, texts }: LocalChatOptions): LocalChat {
  const chat = new Chat({ bot: BOT, tenantId: TENANT, clock, memory: MEMORY });
  const people = new LocalPeople(chat);
  const events = new PageEvents();
  const telephony = new PageTelephony(events, () => chat.newId());
  let started: LocalChatStart | null = null;
  const serviceUrl = () => `${started?.origin}${CONNECTOR}/`;
  const connector = new Connector({ chat, clock, prefix: CONNECTOR, serviceUrl, memory: MEMORY.events });
  const door = {
    deliver: (activity: WireActivity) =>
      new BotDoor({ url: `${started?.origin}/api/messages` }).deliver(activity),
  };

  const refreshPeople = async () => people.refresh((await started?.people()) ?? []);
  const mails = async () => (mailbox ? (await mailbox.list(MAILS)).map(shownMail) : null);
  const meetings = async () => (calendar ? shownMeetings(await calendar.list(), clock.now()) : null);
  const tellPeople = () => refreshPeople().then(() => events.tellAll('people', people.shown));
  // Nobody looks through the folder for nobody; and once for all mails that come while it is looked through.
  const tellMails = oneAtATime(async () => events.areHeard && events.tellAll('mails', await mails()));
  const tellMeetings = oneAtATime(
    async () => events.areHeard && events.tellAll('meetings', await meetings()),
  );

  async function listen(response: ServerResponse): Promise<void> {
    await refreshPeople();
    const kept = { mails: await mails(), meetings: await meetings() };
    if (!events.add(response)) return refuse(response);
    const conversations = chat.conversations.map(shownConversation);
    events.tell(response, 'state', { bot: BOT.name, people: people.shown, conversations, ...kept });
  }

  const routes = {
    acts: { chat, people, door, serviceUrl },
    file: createPageFiles(),
    texts,
    mailbox,
    calendar,
    telephony,
    listen,
    numbers: async () => (await started?.numbers()) ?? [],
    changed: () => void tellPeople().catch(() => undefined),
  };
  // Who is there is read when somebody first asks: a large organisation is not to start the later for it.
  const filled = once(async () => {
    await refreshPeople();
    chat.group(
      'Team',
      people.shown.slice(0, GROUP_MEMBERS).flatMap(({ id }) => people.find(id) ?? []),
    );
  });
  const whenFilled = (handle: Mount['handle']) => (request: IncomingMessage, response: ServerResponse) => {
    if (!started) return refuse(response);
    filled().then(
      () => handle(request, response),
      () => response.destroy(),
    );
  };
  const page = (mount: string) => (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    servePage(routes, pathname.slice(mount.length) || '/', request, response).catch(() => response.destroy());
  };
  const endings = [chat.subscribe((event) => tellEvent(chat, events, event))];

  return {
    telephony,
    mounts: [
      { path: '/', handle: whenFilled(page('')) },
      { path: PAGE, handle: whenFilled(page(PAGE)) },
      { path: CONNECTOR, handle: whenFilled(connector.handle) },
    ],
    start(given) {
      started = given;
      if (mailbox) endings.push(mailbox.watch(tellMails));
      if (calendar) endings.push(calendar.watch(tellMeetings));
      return {
        channelId: 'msteams',
        serviceUrl: serviceUrl(),
        conversationId: '',
        tenantId: TENANT,
        botId: BOT.id,
        memberId: null,
      };
    },
    close() {
      for (const end of endings) end();
      events.close();
    },
  };
}

/** Work that is done when it is first asked for, and again only if it failed. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = null;
      throw error;
    }));
}

/** Tells every page what happened in the chat. */
function tellEvent(
  chat: Chat,
  events: PageEvents,
  { kind, conversationId, activityId, author }: ChatEvent,
): void {
  const conversation = chat.conversation(conversationId);
  if (!conversation || kind === 'opened') return;
  if (kind === 'typing') return events.tellAll('typing', { conversation: conversationId });
  const message = conversation.messages.find(({ id }) => id === activityId);
  const by = author === 'bot' || author === null ? 'bot' : author.objectId;
  if (message)
    events.tellAll('message', { conversation: conversationId, kind, by, message: shownMessage(message) });
}

/** Asks to come again. In two steps: in the same process restify takes the chaining out of node's `writeHead`. */
function refuse(response: ServerResponse): void {
  response.writeHead(503, { 'Retry-After': '1' });
  response.end();
}

/** Does something whenever it is called for; what is called for meanwhile is done once afterwards. What fails is let be. */
function oneAtATime(work: () => Promise<unknown>): () => void {
  let isRunning = false;
  let again = false;
  return function call() {
    again = true;
    if (isRunning) return;
    isRunning = true;
    again = false;
    void work()
      .catch(() => undefined)
      .then(() => {
        isRunning = false;
        if (again) call();
      });
  };
}
