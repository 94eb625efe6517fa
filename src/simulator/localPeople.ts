import { createHash } from 'node:crypto';
import type { Role } from '../domain/actor.ts';
import type { Language } from '../domain/language.ts';
import type { Chat } from './chat.ts';
import type { Person } from './person.ts';

/** Somebody of the organisation, as the bot's own store knows them. */
export interface LocalPerson {
  /** Entra object id; null when the store does not know it yet. */
  objectId: string | null;
  upn: string;
  name: string;
  email: string | null;
  role: Role;
  department: string;
  language: Language;
}

/** What the page shows of somebody. */
export interface ShownPerson extends Omit<LocalPerson, 'objectId'> {
  /** Their object id. */
  id: string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', fr: 'fr-FR', sv: 'sv-SE' };

/** The people at the local chat: who they are in the store, and who they are in the simulated Teams. */
export class LocalPeople {
  readonly #chat: Chat;
  #shown = new Map<string, ShownPerson>();

  constructor(chat: Chat) {
    this.#chat = chat;
  }

  /** Everybody, in the order in which they were read. */
  get shown(): ShownPerson[] {
    return [...this.#shown.values()];
  }

  /** Takes over what the store says now. A language that was chosen on the page stays. */
  refresh(people: readonly LocalPerson[]): void {
    const shown = people.map((given) => {
      const id = given.objectId ?? madeUpId(given.upn);
      const { objectId: _objectId, ...rest } = given;
      const language = this.#shown.get(id)?.language ?? given.language;
      if (!this.#chat.person(id)) this.#add(id, given);
      return [id, { ...rest, id, language }] as const;
    });
    this.#shown = new Map(shown);
  }

  /** Finds somebody by object id. */
  find(id: string): Person | undefined {
    return this.#shown.has(id) ? this.#chat.person(id) : undefined;
  }

  /** Sets the language of somebody's Teams, which their activities tell. */
  speak(person: Person, language: Language): void {
    person.locale = LOCALES[language];
    const shown = this.#shown.get(person.objectId);
    if (shown) this.#shown.set(person.objectId, { ...shown, language });
  }

  #add(objectId: string, { name, upn, email, language }: LocalPerson): void {
    const person = this.#chat.addPerson({
      objectId,
      name,
      userPrincipalName: upn,
      email: email ?? upn,
      locale: LOCALES[language],
    });
    // Their chat is there from the start, under the id that it had before a restart.
    this.#chat.personal(person);
  }
}

/** An object id for somebody who has none in the store yet; the bot learns it from the roster, as in Teams. */
function madeUpId(upn: string): string {
  const hex = createHash('sha256').update(upn.toLowerCase()).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
