import type { Clock } from '../ports/clock.ts';
import { ChatFiles } from './chatFiles.ts';
import { digest } from './digest.ts';
import { personOf, type NewPerson, type Person } from './person.ts';
import type { Account, WireActivity } from './wire.ts';

/** A message as it stands now. */
export interface Message {
  readonly id: string;
  readonly author: Person | 'bot';
  activity: WireActivity;
  deleted: boolean;
  /** Cards that took its place for one person only, by object id. */
  readonly replacements: Map<string, Record<string, unknown>>;
}

/** Where people and the bot write. */
export interface Conversation {
  readonly id: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  readonly name: string;
  readonly members: Person[];
  readonly messages: Message[];
}

/** Something that happened, in the order in which it did. */
export interface ChatEvent {
  readonly sequence: number;
  readonly at: Date;
  readonly kind: 'opened' | 'posted' | 'updated' | 'deleted' | 'typing' | 'replaced';
  readonly conversationId: string;
  readonly activityId: string | null;
  /** Who did it; null for an opened conversation. */
  readonly author: Person | 'bot' | null;
  readonly activity: WireActivity | null;
}

/** How much is remembered; the oldest goes first. */
export interface Memory {
  events: number;
  /** Of each conversation. */
  messages: number;
}

const EVERYTHING: Memory = { events: Infinity, messages: Infinity };

/** Everything that was said, to whom, and who is there. Nothing of it knows HTTP. */
export class Chat {
  readonly bot: Account;
  readonly tenantId: string;
  /** What was sent along with messages. */
  readonly files = new ChatFiles(() => this.newId());
  /** Whether the organisation has disabled the bot's app. */
  disabled = false;
  readonly #clock: Clock;
  readonly #memory: Memory;
  readonly #people: Person[] = [];
  readonly #conversations = new Map<string, Conversation>();
  readonly #events: ChatEvent[] = [];
  readonly #listeners = new Set<(event: ChatEvent) => void>();
  #lastId = 0;
  #sequence = 0;

  /** `memory` is unlimited unless given. */
  constructor(options: { bot: Account; tenantId: string; clock: Clock; memory?: Memory }) {
    this.bot = options.bot;
    this.tenantId = options.tenantId;
    this.#clock = options.clock;
    this.#memory = options.memory ?? EVERYTHING;
  }

  /** Everybody, in the order in which they came. */
  get people(): readonly Person[] {
    return this.#people;
  }

  /** Every conversation that was opened. */
  get conversations(): Conversation[] {
    return [...this.#conversations.values()];
  }

  /** Everything that happened, oldest first. */
  get events(): readonly ChatEvent[] {
    return this.#events;
  }

  /** Adds somebody to the organisation. */
  addPerson(given: NewPerson): Person {
    const person = personOf(this.tenantId, given);
    this.#people.push(person);
    return person;
  }

  /** Finds a person by object id, channel id or UPN. */
  person(id: string): Person | undefined {
    const upn = id.toLowerCase();
    return this.#people.find(
      (one) => one.objectId === id || one.memberId === id || one.userPrincipalName.toLowerCase() === upn,
    );
  }

  /** The one personal conversation of a person with the bot; opened when it is not there yet. */
  personal(person: Person): Conversation {
    const id = `a:1${digest(this.bot.id, person.objectId)}`;
    return (
      this.#conversations.get(id) ??
      this.#open({ id, kind: 'personal', name: person.name, members: [person], messages: [] })
    );
  }

  /** Opens a group chat or a channel with the bot in it. */
  group(name: string, members: readonly Person[], kind: 'groupChat' | 'channel' = 'groupChat'): Conversation {
    const id = `19:${digest(name, kind)}@thread.${kind === 'channel' ? 'tacv2' : 'v2'}`;
    return this.#open({ id, kind, name, members: [...members], messages: [] });
  }

  /** Finds a conversation. */
  conversation(id: string): Conversation | undefined {
    return this.#conversations.get(id);
  }

  /** Makes a conversation disappear: from then on it is not found. */
  forget(conversationId: string): void {
    this.#conversations.delete(conversationId);
  }

  /** A new activity id, as Teams makes them: the time in milliseconds, never the same twice. */
  newId(): string {
    this.#lastId = Math.max(this.#lastId + 1, this.now().getTime());
    return String(this.#lastId);
  }

  /** The simulated time. */
  now(): Date {
    return this.#clock.now();
  }

  /** Puts a message into a conversation. The activity gets `id` unless it has one. */
  post(conversation: Conversation, author: Person | 'bot', activity: WireActivity): Message {
    const id = activity.id ?? this.newId();
    const stored = { timestamp: this.now().toISOString(), ...activity, id };
    const message: Message = { id, author, activity: stored, deleted: false, replacements: new Map() };
    conversation.messages.push(message);
    if (conversation.messages.length > this.#memory.messages) conversation.messages.shift();
    this.#note('posted', conversation, author, id, stored);
    return message;
  }

  /** Notes that somebody is typing. */
  typing(conversation: Conversation, author: Person | 'bot', activity: WireActivity): void {
    this.#note('typing', conversation, author, null, activity);
  }

  /** Replaces what a message says, for everybody. */
  update(conversation: Conversation, message: Message, activity: WireActivity): void {
    const { timestamp } = message.activity;
    message.activity = { ...(timestamp !== undefined && { timestamp }), ...activity, id: message.id };
    message.replacements.clear();
    this.#note('updated', conversation, message.author, message.id, message.activity);
  }

  /** Takes a message away. */
  delete(conversation: Conversation, message: Message): void {
    message.deleted = true;
    this.#note('deleted', conversation, message.author, message.id, null);
  }

  /** Shows one person another card in place of a message's own, as the answer to a pressed button does. */
  replaceFor(
    person: Person,
    conversation: Conversation,
    message: Message,
    card: Record<string, unknown>,
  ): void {
    message.replacements.set(person.objectId, card);
    this.#note('replaced', conversation, person, message.id, null);
  }

  /** Calls back for everything that happens from now on; the result ends it. */
  subscribe(listener: (event: ChatEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #open(conversation: Conversation): Conversation {
    this.#conversations.set(conversation.id, conversation);
    this.#note('opened', conversation, null, null, null);
    return conversation;
  }

  #note(
    kind: ChatEvent['kind'],
    conversation: Conversation,
    author: ChatEvent['author'],
    activityId: string | null,
    activity: WireActivity | null,
  ): void {
    this.#sequence += 1;
    const event = {
      sequence: this.#sequence,
      at: this.now(),
      kind,
      conversationId: conversation.id,
      activityId,
      author,
      activity,
    };
    this.#events.push(event);
    if (this.#events.length > this.#memory.events) this.#events.shift();
    for (const listener of this.#listeners) listener(event);
  }
}
