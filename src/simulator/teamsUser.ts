import type { BotDoor, BotAnswer } from './botDoor.ts';
import type { Chat, Conversation, Message } from './chat.ts';
import type { Person } from './person.ts';
import { isObject } from './checks.ts';
import {
  accountOf,
  consentActivity,
  editActivity,
  executeActivity,
  installationActivity,
  membersAddedActivity,
  messageActivity,
  reactionActivity,
  searchActivity,
  submitActivity,
  withFile,
  type SentFile,
  type CardAction,
  type Envelope,
} from './teamsActivities.ts';
import { ADAPTIVE_CARD, FILE_CONSENT, type Account, type WireActivity } from './wire.ts';

/** A person in front of Teams: what they do becomes an activity, reaches the bot, and shows in the chat. */
export class TeamsUser {
  readonly person: Person;
  readonly #chat: Chat;
  readonly #door: Pick<BotDoor, 'deliver'>;
  readonly #serviceUrl: string;

  constructor(person: Person, chat: Chat, door: Pick<BotDoor, 'deliver'>, serviceUrl: string) {
    this.person = person;
    this.#chat = chat;
    this.#door = door;
    this.#serviceUrl = serviceUrl;
  }

  /** The personal conversation with the bot. */
  get personal(): Conversation {
    return this.#chat.personal(this.person);
  }

  /** Writes a message; in a group it reaches the bot whether or not it mentions it, as with the right to read all messages. */
  async writes(
    text: string,
    conversation = this.personal,
    mentioned: readonly Account[] = [],
    file?: { name: string; content: string | Uint8Array },
  ): Promise<BotAnswer> {
    const words = messageActivity(this.#envelope(conversation), text, mentioned);
    const activity = file ? withFile(words, this.#keep(file)) : words;
    this.#chat.post(conversation, this.person, activity);
    return this.#door.deliver(activity);
  }

  /** Presses a button that is an Action.Execute; a card in the answer takes the message's place for this person. */
  async executes(conversation: Conversation, message: Message, action: CardAction): Promise<BotAnswer> {
    const answer = await this.#door.deliver(
      executeActivity(this.#envelope(conversation), action, message.id),
    );
    const card = cardInAnswer(answer.body);
    if (card) this.#chat.replaceFor(this.person, conversation, message, card);
    return answer;
  }

  /** Presses a button that is an Action.Submit. */
  async submits(conversation: Conversation, message: Message, value: unknown): Promise<BotAnswer> {
    return this.#door.deliver(submitActivity(this.#envelope(conversation), value, message.id));
  }

  /** Types into a people picker. */
  async searches(conversation: Conversation, text: string): Promise<BotAnswer> {
    return this.#door.deliver(searchActivity(this.#envelope(conversation), text));
  }

  /** Answers the question whether they want a file in their OneDrive. */
  async consents(conversation: Conversation, message: Message, accepted: boolean): Promise<BotAnswer> {
    const offered = message.activity.attachments?.find(({ contentType }) => contentType === FILE_CONSENT);
    const content = isObject(offered?.content) ? offered.content : {};
    const id = this.#chat.files.expect();
    const upload = {
      id,
      name: typeof offered?.['name'] === 'string' ? offered['name'] : '',
      url: `${this.#serviceUrl}files/${id}`,
    };
    const context = content[accepted ? 'acceptContext' : 'declineContext'];
    return this.#door.deliver(
      consentActivity(this.#envelope(conversation), { accepted, context, upload }, message.id),
    );
  }

  /** Installs the app in personal scope: Teams sends two activities for it. */
  async installs(): Promise<BotAnswer[]> {
    this.person.installed = true;
    const added = [accountOf(this.person), this.#chat.bot];
    const welcome = await this.#door.deliver(membersAddedActivity(this.#envelope(this.personal), added));
    return [welcome, await this.#door.deliver(installationActivity(this.#envelope(this.personal), 'add'))];
  }

  /** Removes the app in personal scope. */
  async uninstalls(): Promise<BotAnswer> {
    this.person.installed = false;
    return this.#door.deliver(installationActivity(this.#envelope(this.personal), 'remove'));
  }

  /** Puts a thumb under a message. */
  async reacts(conversation: Conversation, message: Message): Promise<BotAnswer> {
    return this.#door.deliver(reactionActivity(this.#envelope(conversation), message.id));
  }

  /** Changes an own message. */
  async edits(conversation: Conversation, message: Message, text: string): Promise<BotAnswer> {
    const activity = { ...editActivity(this.#envelope(conversation), text), id: message.id };
    this.#chat.update(conversation, message, activity);
    return this.#door.deliver(activity);
  }

  /** Brings an activity to the bot once more, as Teams does when it got no answer in time. */
  async redelivers(activity: WireActivity): Promise<BotAnswer> {
    return this.#door.deliver(activity);
  }

  #keep({ name, content }: { name: string; content: string | Uint8Array }): SentFile {
    const id = this.#chat.files.keep(Buffer.from(content));
    return { name, id, url: `${this.#serviceUrl}files/${id}` };
  }

  #envelope(conversation: Conversation): Envelope {
    const { bot, tenantId } = this.#chat;
    const id = this.#chat.newId();
    return {
      person: this.person,
      conversation,
      bot,
      tenantId,
      serviceUrl: this.#serviceUrl,
      id,
      at: this.#chat.now(),
    };
  }
}

/** The card in the answer to an Action.Execute, or undefined when there is none. */
function cardInAnswer(body: unknown): Record<string, unknown> | undefined {
  if (!isObject(body) || body['type'] !== ADAPTIVE_CARD || !isObject(body['value'])) return undefined;
  return body['value'];
}
