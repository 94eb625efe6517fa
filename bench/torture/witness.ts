import { systemClock } from '../../src/adapters/clock/systemClock.ts';
import { BotDoor } from '../../src/simulator/botDoor.ts';
import { startConnector, type RunningConnector } from '../../src/simulator/startConnector.ts';
import { TeamsUser } from '../../src/simulator/teamsUser.ts';
import { cardOf, type WireActivity } from '../../src/simulator/wire.ts';
import { startSmtpServer, type TestSmtpServer } from '../../test/support/smtpServer.ts';
import { textOf } from '../../test/support/teamsCards.ts';
import { SENDERS, TARGETS } from './commands.ts';

/** A command that was sent, and what came of it as far as its sender knows. */
export interface Sent {
  /** Object id of who sent it. */
  by: string;
  text: string;
  activity: WireActivity;
  acknowledged: boolean;
  /** It was answered with a reference: nothing was done, and the sender knows. */
  failed: boolean;
  /** It was brought to several programs at once: whoever answers may be killed before it does. */
  toSeveral: boolean;
  /** How many messages of the bot each delivery of it brought to the sender's chat. */
  answers: number[];
}

/** An answer of the bot that is neither yes nor silence. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

/** Somebody who sends commands, one after the other. */
export class Sender {
  /** All commands, oldest first. */
  readonly sent: Sent[] = [];
  /** The command that has not been acknowledged. */
  pending: Sent | null = null;
  readonly #teams: TeamsUser;
  readonly #outside: Outside;
  #toSeveral = false;
  #door: BotDoor | null = null;

  constructor(
    outside: Outside,
    readonly role: 'admin' | 'helpDesk',
    person: Parameters<RunningConnector['chat']['personal']>[0],
  ) {
    this.#outside = outside;
    const door = { deliver: (activity: WireActivity) => this.#deliver(activity) };
    this.#teams = new TeamsUser(person, outside.running.chat, door, outside.running.serviceUrl);
  }

  get objectId(): string {
    return this.#teams.person.objectId;
  }

  /** Says where the program listens now. */
  connect(port: number, toSeveral = false): void {
    this.#toSeveral = toSeveral;
    this.#door = new BotDoor({ url: `http://127.0.0.1:${port}/api/messages` });
  }

  /** Writes a command; throws when there is no answer. */
  async writes(text: string): Promise<void> {
    await this.#teams.writes(text);
  }

  /** Teams delivers once more what was not acknowledged. */
  async redelivers(): Promise<void> {
    if (this.pending) await this.#teams.redelivers(this.pending.activity);
  }

  async #deliver(activity: WireActivity) {
    const sent = this.pending ?? this.#note(activity);
    const before = this.#messages();
    try {
      const answer = await this.#door!.deliver(activity);
      if (answer.status !== 200) throw new BadAnswer(`"${sent.text}" was answered with ${answer.status}`);
      sent.failed = this.#outside.messagesTo(this.objectId).slice(before).some(isFailure);
      sent.acknowledged = !sent.failed;
      this.pending = null;
      return answer;
    } finally {
      sent.answers.push(this.#messages() - before);
    }
  }

  #note(activity: WireActivity): Sent {
    const sent = {
      by: this.objectId,
      text: activity.text ?? '',
      activity,
      acknowledged: false,
      failed: false,
      toSeveral: this.#toSeveral,
      answers: [],
    };
    this.sent.push(sent);
    this.pending = sent;
    return sent;
  }

  #messages(): number {
    return this.#outside.messagesTo(this.objectId).length;
  }
}

/** What the bot says, in its languages, when it could do nothing. */
const FAILURES = ['Something went wrong', 'Un problème est survenu', 'Något gick fel'];

function isFailure(text: string): boolean {
  return FAILURES.some((failure) => text.includes(failure));
}

/** The world outside, which survives every kill: Teams with its people, and a mail server. It sees what really arrives. */
export class Outside {
  readonly senders: Sender[];
  /** How many messages somebody had from the bot before the first notice. */
  readonly #greeted = new Map<string, number>();

  private constructor(
    readonly running: RunningConnector,
    readonly smtp: TestSmtpServer,
  ) {
    const { chat } = running;
    const add = (number: number, name: string, userPrincipalName: string) =>
      chat.addPerson({ objectId: objectIdOf(number), name, userPrincipalName });
    for (const { number, name, upn } of TARGETS) add(number, name, upn);
    this.senders = SENDERS.map(
      ({ number, name, upn, role }) => new Sender(this, role, add(number, name, upn)),
    );
  }

  static async start(): Promise<Outside> {
    const bot = { id: '28:00000000-0000-4000-8000-00000000b070', name: 'Switchboard' };
    const tenantId = '00000000-0000-4000-8000-0000000000aa';
    return new Outside(await startConnector({ clock: systemClock, bot, tenantId }), await startSmtpServer());
  }

  /** Lets the people say hello who have not yet; throws when there is no answer. */
  async greet(port: number): Promise<void> {
    const door = new BotDoor({ url: `http://127.0.0.1:${port}/api/messages` });
    const { chat, serviceUrl } = this.running;
    for (const { number, blocks } of TARGETS) {
      const id = objectIdOf(number);
      if (this.#greeted.has(id)) continue;
      const person = chat.person(id)!;
      const { status } = await new TeamsUser(person, chat, door, serviceUrl).writes('hello');
      if (status !== 200) throw new BadAnswer(`hello was answered with ${status}`);
      person.blocked = blocks;
      this.#greeted.set(id, this.messagesTo(id).length);
    }
  }

  /** The notices in somebody's personal chat. */
  noticesTo(objectId: string): string[] {
    return this.messagesTo(objectId).slice(this.#greeted.get(objectId) ?? Infinity);
  }

  /** The bot's messages in somebody's personal chat, as their cards read now. */
  messagesTo(objectId: string): string[] {
    const { chat } = this.running;
    const conversation = chat.personal(chat.person(objectId)!);
    return conversation.messages
      .filter((message) => message.author === 'bot')
      .map((message) => textOf(cardOf(message.activity)));
  }

  /** The texts of the mails that arrived, by the outbox row that their Message-ID names. */
  mails(): Map<string, string[]> {
    const byRow = new Map<string, string[]>();
    for (const { mail } of this.smtp.received) {
      const row = /^<([^@]+)@/.exec(mail.messageId ?? '')?.[1] ?? 'no Message-ID';
      byRow.set(row, [...(byRow.get(row) ?? []), mail.text ?? '']);
    }
    return byRow;
  }

  async close(): Promise<void> {
    await Promise.all([this.running.close(), this.smtp.close()]);
  }
}

/** The object id of a numbered person of the sample organisation. */
export function objectIdOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
