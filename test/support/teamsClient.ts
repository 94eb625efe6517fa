import assert from 'node:assert/strict';
import { systemClock } from '../../src/adapters/clock/systemClock.ts';
import { BotDoor, type BotAnswer } from '../../src/simulator/botDoor.ts';
import type { Chat, ChatEvent, Conversation, Message } from '../../src/simulator/chat.ts';
import type { NewPerson } from '../../src/simulator/person.ts';
import type { Connector } from '../../src/simulator/connector.ts';
import { startConnector, type RunningConnector } from '../../src/simulator/startConnector.ts';
import { TeamsUser } from '../../src/simulator/teamsUser.ts';
import { cardOf, type Account, type WireActivity } from '../../src/simulator/wire.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { buttonsOf, inputsOf, type CardButton } from './teamsCards.ts';
import { TEST_BOT, TEST_TENANT } from './teamsPayloads.ts';

/** Milliseconds that a test waits for what it expects. */
const PATIENCE = 5_000;

/** What happened when a button was pressed. */
export interface Pressed {
  /** The bot's HTTP answer: for Action.Execute its body is the invoke response. */
  answer: BotAnswer;
  /** What the bot sent into the conversation meanwhile. */
  sent: WireActivity[];
}

/** Teams as a test sees it: people, their chats with one bot, and a connector that can fail. */
export class TeamsWorld {
  readonly chat: Chat;
  readonly connector: Connector;
  readonly serviceUrl: string;
  readonly #running: RunningConnector;
  #door: BotDoor | null = null;

  private constructor(running: RunningConnector) {
    this.#running = running;
    this.chat = running.chat;
    this.connector = running.connector;
    this.serviceUrl = running.serviceUrl;
  }

  /** Starts the connector; then start the bot and tell its address with `connectBot`. */
  static async start(options: { clock?: Clock; bot?: Account; tenantId?: string } = {}): Promise<TeamsWorld> {
    const { clock = systemClock, bot = TEST_BOT, tenantId = TEST_TENANT } = options;
    return new TeamsWorld(await startConnector({ clock, bot, tenantId }));
  }

  /** Says where the bot listens: `http://127.0.0.1:…/api/messages`. */
  connectBot(url: string, authorization?: () => Promise<string>): void {
    this.#door = new BotDoor({ url, ...(authorization && { authorization }) });
  }

  /** Adds a person, by name alone if nothing else matters. */
  person(name: string, given: Partial<NewPerson> = {}): TestPerson {
    const userPrincipalName = `${name.toLowerCase().replaceAll(' ', '.')}@contoso.com`;
    const objectId = `00000000-0000-4000-8000-${String(this.chat.people.length + 1).padStart(12, '0')}`;
    const person = this.chat.addPerson({ name, objectId, userPrincipalName, ...given });
    const door = { deliver: (activity: WireActivity) => this.#botDoor().deliver(activity) };
    return new TestPerson(new TeamsUser(person, this.chat, door, this.serviceUrl), this);
  }

  /** Waits until something holds, looking again whenever anything happens in the chat. */
  async until<Found>(
    find: () => Found | undefined | false,
    what: string,
    patience = PATIENCE,
  ): Promise<Found> {
    const start = this.chat.events.length;
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined || found === false) return;
        finish();
        resolve(found);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`waited ${patience} ms for ${what}; meanwhile: ${this.#told(start)}`));
      }, patience);
      const unsubscribe = this.chat.subscribe(() => queueMicrotask(look));
      const finish = () => {
        clearTimeout(timer);
        unsubscribe();
      };
      look();
    });
  }

  /** Stops the connector. */
  async close(): Promise<void> {
    await this.#running.close();
  }

  #botDoor(): BotDoor {
    assert.ok(this.#door, 'no bot yet: call connectBot first');
    return this.#door;
  }

  #told(start: number): string {
    const lines = this.chat.events.slice(start).map((event) => `${event.kind} ${shown(event.activity)}`);
    return lines.join('; ') || 'nothing happened';
  }
}

/** Somebody who uses Teams in a test. */
export class TestPerson {
  /** What they do at their Teams, for what the methods here do not cover; answers come back as they are. */
  readonly teams: TeamsUser;
  readonly #world: TeamsWorld;
  /** How far each conversation was read, as event sequence. */
  readonly #read = new Map<string, number>();

  constructor(teams: TeamsUser, world: TeamsWorld) {
    this.teams = teams;
    this.#world = world;
  }

  /** Their personal conversation with the bot. */
  get chat(): Conversation {
    return this.teams.personal;
  }

  /** Writes, waits for the end of the bot's turn, and gives what the bot sent there since; the bot must answer with 2xx. */
  async says(
    text: string,
    where: {
      in?: Conversation;
      mentions?: readonly Account[];
      file?: { name: string; content: string };
    } = {},
  ): Promise<WireActivity[]> {
    const conversation = where.in ?? this.chat;
    this.#catchUp(conversation);
    const answer = await this.teams.writes(text, conversation, where.mentions, where.file);
    assert.ok(
      answer.status < 300,
      `the bot answered ${answer.status} to "${text}": ${JSON.stringify(answer.body)}`,
    );
    return this.#unread(conversation);
  }

  /** Waits for `count` messages of the bot that were not given yet, and gives all of them. */
  async receives(count = 1, conversation = this.chat): Promise<WireActivity[]> {
    const what = `${count} message(s) to ${this.teams.person.name}`;
    await this.#world.until(() => this.#arrived(conversation).length >= count, what);
    return this.#unread(conversation);
  }

  /** What the bot sent without being waited for. */
  unread(conversation = this.chat): WireActivity[] {
    return this.#unread(conversation);
  }

  /** Presses the newest button with this title, with what was typed into the card's inputs. */
  async presses(
    title: string,
    options: { inputs?: Record<string, unknown>; in?: Conversation; submit?: boolean } = {},
  ): Promise<Pressed> {
    const conversation = options.in ?? this.chat;
    const { message, card, button } = this.#find(title, conversation);
    const inputs = { ...inputsOf(card), ...options.inputs };
    this.#catchUp(conversation);
    const pressed = options.submit && button.fallback ? button.fallback : button;
    const answer = await this.#press(conversation, message, pressed, inputs);
    return { answer, sent: this.#unread(conversation) };
  }

  /** The card that this person sees in a message now: its own, or the one that took its place. */
  sees(message: Message): Record<string, unknown> | undefined {
    return message.replacements.get(this.teams.person.objectId) ?? cardOf(message.activity);
  }

  async #press(
    conversation: Conversation,
    message: Message,
    button: CardButton,
    inputs: Record<string, unknown>,
  ): Promise<BotAnswer> {
    const data = typeof button.data === 'object' ? { ...button.data, ...inputs } : (button.data ?? inputs);
    if (button.type === 'Action.Submit') return this.teams.submits(conversation, message, data);
    assert.equal(
      button.type,
      'Action.Execute',
      `"${button.title}" is an ${button.type}, which asks the bot nothing`,
    );
    const { title, verb, id } = button;
    return this.teams.executes(conversation, message, {
      title,
      data,
      ...(verb !== undefined && { verb }),
      ...(id !== undefined && { id }),
    });
  }

  #find(title: string, conversation: Conversation): { message: Message; card: unknown; button: CardButton } {
    const shownTitles: string[] = [];
    for (const message of [...conversation.messages].reverse()) {
      if (message.deleted || message.author !== 'bot') continue;
      const card = this.sees(message);
      const buttons = buttonsOf(card);
      const button = buttons.find((one) => one.title === title);
      if (button) return { message, card, button };
      shownTitles.push(...buttons.map((one) => one.title));
    }
    throw new Error(
      `${this.teams.person.name} sees no button "${title}"; there are: ${shownTitles.join(', ') || 'none'}`,
    );
  }

  #arrived(conversation: Conversation): ChatEvent[] {
    const from = this.#read.get(conversation.id) ?? 0;
    const isNew = (event: ChatEvent) => event.sequence > from && event.conversationId === conversation.id;
    return this.#world.chat.events.filter(
      (event) => isNew(event) && event.kind === 'posted' && event.author === 'bot',
    );
  }

  #unread(conversation: Conversation): WireActivity[] {
    const arrived = this.#arrived(conversation);
    this.#catchUp(conversation);
    return arrived.flatMap((event) => event.activity ?? []);
  }

  #catchUp(conversation: Conversation): void {
    this.#read.set(conversation.id, this.#world.chat.events.length);
  }
}

/** An activity in a few words. */
function shown(activity: WireActivity | null): string {
  if (!activity) return '';
  return `${activity.type} ${activity.text || activity.summary || JSON.stringify(activity.attachments ?? []).slice(0, 200)}`;
}
