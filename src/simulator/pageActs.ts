import * as z from 'zod';
import { LANGUAGES } from '../domain/language.ts';
import type { BotAnswer, BotDoor } from './botDoor.ts';
import type { Chat, Conversation } from './chat.ts';
import type { Person } from './person.ts';
import { isObject } from './checks.ts';
import type { LocalPeople } from './localPeople.ts';
import { TeamsUser } from './teamsUser.ts';
import { accountOf } from './teamsActivities.ts';
import type { Account } from './wire.ts';

/** What acting works with. */
export interface ActParts {
  chat: Chat;
  people: LocalPeople;
  door: Pick<BotDoor, 'deliver'>;
  serviceUrl: () => string;
}

/** What became of an act: the bot's status, and the words with which it answered a pressed button. */
export interface ActOutcome {
  status: number;
  text: string | null;
  /** Whom a people picker offers. */
  choices?: unknown[];
  /** The name of what was recorded. */
  recording?: string;
}

/** Something that somebody asked for which is not there: a person, a conversation, a message. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

/** Characters of the largest file, three bytes in four: what is too large for the bot is the bot's to refuse. */
const LARGEST_FILE = 4_000_000;

const Place = { person: z.string(), conversation: z.string() };

/** Somebody writes. */
export const Say = z.object({
  ...Place,
  text: z.string().max(4_000),
  /** A file that goes with the words. */
  file: z.object({ name: z.string().min(1).max(200), base64: z.string().max(LARGEST_FILE) }).optional(),
});

/** Somebody presses a button. */
export const Press = z.object({
  ...Place,
  message: z.string(),
  action: z.object({
    type: z.enum(['Action.Execute', 'Action.Submit']),
    verb: z.string().optional(),
    title: z.string().optional(),
    id: z.string().optional(),
    data: z.unknown(),
  }),
});

/** Somebody answers whether they want a file. */
export const Consent = z.object({ ...Place, message: z.string(), accepted: z.boolean() });

/** Somebody types into a people picker. */
export const Search = z.object({ ...Place, text: z.string().max(256) });

/** Somebody sets the language of their Teams. */
export const Speak = z.object({ person: z.string(), language: z.enum(LANGUAGES) });

/** Writes as somebody; whoever is named with `@` is mentioned. */
export async function say(parts: ActParts, given: z.infer<typeof Say>): Promise<ActOutcome> {
  const { person, conversation } = placeOf(parts, given);
  const accounts = [parts.chat.bot, ...conversation.members.map(accountOf)];
  const { text, mentioned } = mentions(given.text, accounts);
  const file = given.file && { name: given.file.name, content: Buffer.from(given.file.base64, 'base64') };
  return outcomeOf(await userOf(parts, person).writes(text, conversation, mentioned, file));
}

/** Presses a button as somebody. */
export async function press(parts: ActParts, given: z.infer<typeof Press>): Promise<ActOutcome> {
  const { person, conversation } = placeOf(parts, given);
  const message = conversation.messages.find((one) => one.id === given.message && !one.deleted);
  if (!message) throw new NotThere('message');
  const { type, verb, title, id, data } = given.action;
  const user = userOf(parts, person);
  if (type === 'Action.Submit') return outcomeOf(await user.submits(conversation, message, data));
  const named = {
    ...(verb !== undefined && { verb }),
    ...(title !== undefined && { title }),
    ...(id !== undefined && { id }),
  };
  return outcomeOf(await user.executes(conversation, message, { ...named, data }));
}

/** Answers as somebody whether they want a file. */
export async function consent(parts: ActParts, given: z.infer<typeof Consent>): Promise<ActOutcome> {
  const { person, conversation } = placeOf(parts, given);
  const message = conversation.messages.find((one) => one.id === given.message && !one.deleted);
  if (!message) throw new NotThere('message');
  return outcomeOf(await userOf(parts, person).consents(conversation, message, given.accepted));
}

/** Asks as somebody whom a people picker offers. */
export async function search(parts: ActParts, given: z.infer<typeof Search>): Promise<ActOutcome> {
  const { person, conversation } = placeOf(parts, given);
  const { status, body } = await userOf(parts, person).searches(conversation, given.text);
  const { value } = (isObject(body) ? body : {}) as { value?: { results?: unknown } };
  return { status, text: null, choices: Array.isArray(value?.results) ? value.results : [] };
}

/** Sets the language of somebody's Teams. */
export function speak({ people }: ActParts, { person: id, language }: z.infer<typeof Speak>): ActOutcome {
  const person = people.find(id);
  if (!person) throw new NotThere('person');
  people.speak(person, language);
  return { status: 200, text: null };
}

/** Who acts where; they must be a member. */
function placeOf(
  { chat, people }: ActParts,
  given: { person: string; conversation: string },
): { person: Person; conversation: Conversation } {
  const person = people.find(given.person);
  const conversation = chat.conversation(given.conversation);
  if (!person || !conversation?.members.includes(person)) throw new NotThere('person or conversation');
  return { person, conversation };
}

function userOf({ chat, door, serviceUrl }: ActParts, person: Person): TeamsUser {
  return new TeamsUser(person, chat, door, serviceUrl());
}

/** Who is mentioned in a text, in whatever case; the names are then written as they are. */
function mentions(text: string, accounts: readonly Account[]): { text: string; mentioned: Account[] } {
  const mentioned: Account[] = [];
  let written = text;
  for (const account of accounts) {
    const name = account.name ?? '';
    const at = written.toLowerCase().indexOf(`@${name.toLowerCase()}`);
    if (name === '' || at < 0) continue;
    written = `${written.slice(0, at)}@${name}${written.slice(at + 1 + name.length)}`;
    mentioned.push(account);
  }
  return { text: written, mentioned };
}

/** What the page needs of the bot's answer; a card in it is in the chat already. */
function outcomeOf({ status, body }: BotAnswer): ActOutcome {
  const isText = isObject(body) && body['type'] === 'application/vnd.microsoft.activity.message';
  return { status, text: isText && typeof body['value'] === 'string' ? body['value'] : null };
}
