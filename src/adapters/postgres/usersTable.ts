import { UNDELIVERED_STATES } from '../../domain/notice.ts';
import {
  byName,
  folded,
  foldedWords,
  nameWordsOf,
  SHORTEST_PART,
  wholeNamesOf,
} from '../../domain/personSearch.ts';
import type { User } from '../../domain/user.ts';
import type { UserState } from '../../domain/userState.ts';
import type { Page, PeopleCounts, UserFilter, Users } from '../../ports/tables.ts';
import { Conditions } from './conditions.ts';
import { FORMS, namesOf } from './forms.ts';
import { nearlyNamed } from './nearlyNamed.ts';
import { RecordTable } from './recordTable.ts';
import type { Session, Value } from './session.ts';

/** After every text that begins with what stands before it. */
const END = '\u{10FFFF}';

/** People, as a transaction sees them. */
export class UsersTable extends RecordTable<User> implements Users {
  /** The names of people whom this transaction has read: whoever keeps theirs keeps their words. */
  readonly #namesRead = new Map<string, string>();

  constructor(session: Session) {
    super(FORMS.users, session);
  }

  override async get(key: string): Promise<User | undefined> {
    const user = await super.get(key);
    if (user && !this.#namesRead.has(key)) this.#namesRead.set(key, namesOf(user));
    return user;
  }

  override async put(user: User): Promise<void> {
    await super.put(user);
    // Now, so that whoever puts it learns of a duplicate.
    await this.flush();
    const names = namesOf(user);
    if (this.#namesRead.get(user.key) === names) return;
    this.#namesRead.set(user.key, names);
    const words = nameWordsOf(wholeNamesOf(user));
    await this.session.query(
      `WITH gone AS (DELETE FROM user_words WHERE user_key = $1 AND word <> ALL ($2::text[])),
        known AS (INSERT INTO words SELECT unnest($2::text[]) ON CONFLICT DO NOTHING)
      INSERT INTO user_words SELECT unnest($2::text[]), $1 ON CONFLICT DO NOTHING`,
      [user.key, words],
    );
  }

  override async delete(key: string): Promise<void> {
    this.#namesRead.delete(key);
    await super.delete(key);
  }

  async byObjectId(id: string): Promise<User | undefined> {
    return (await this.where('object_id = $1', [id]))[0];
  }

  async byObjectIds(ids: readonly string[]): Promise<User[]> {
    return this.where('object_id = ANY ($1::text[])', [ids]);
  }

  async byUpn(upn: string): Promise<User | undefined> {
    return (await this.where('upn = $1', [upn.toLowerCase()]))[0];
  }

  async byConferenceId(conferenceId: string): Promise<User | undefined> {
    return (await this.where('conference_id = $1', [conferenceId]))[0];
  }

  async named(text: string, limit: number): Promise<User[]> {
    const exact = await this.#exactly(text.trim());
    if (exact.length > 0) return exact.slice(0, limit);
    // An address is somebody's or nobody's: with another domain it does not mean the person with the same alias.
    if (text.includes('@')) return [];
    const words = foldedWords(text);
    if (words.length === 0) return [];
    const whole = await this.where('display_name = $1 OR alias = $1 LIMIT $2', [words.join(' '), limit]);
    if (whole.length > 0) return whole.sort(byName);
    const begun = await this.#beginningWith(words, limit);
    return (begun.length > 0 ? begun : await this.#containing(words.join(' '), limit)).sort(byName);
  }

  async nearlyNamed(text: string, limit: number): Promise<User[]> {
    const errors = await nearlyNamed(this.session, text);
    const keys = [...errors.keys()];
    if (keys.length === 0) return [];
    const errorsOf = (user: User) => errors.get(user.key) ?? 0;
    const users = await this.where('key = ANY ($1::text[])', [keys]);
    return users.sort((one, other) => errorsOf(one) - errorsOf(other) || byName(one, other)).slice(0, limit);
  }

  async list(filter: UserFilter, offset: number, limit: number): Promise<Page<User>> {
    const wanted = conditionsOf(filter);
    const [counted] = await this.session.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM users WHERE ${wanted.text}`,
      wanted.values,
    );
    const page = `OFFSET ${wanted.place(offset)} LIMIT ${wanted.place(limit)}`;
    const rows = await this.where(`${wanted.text} ORDER BY display_name, key ${page}`, wanted.values);
    return { rows, total: counted?.total ?? 0 };
  }

  async count(): Promise<PeopleCounts> {
    const standing = await this.session.query<{ provider: string; state: UserState; count: number }>(
      'SELECT provider, state, count(*)::int AS count FROM users GROUP BY provider, state',
    );
    return {
      standing,
      withoutMailbox: await this.#countOf('NOT has_mailbox'),
      neverInformed: await this.#countOf('never_informed'),
    };
  }

  async countPinShorterThan(length: number): Promise<number> {
    return this.#countOf('pin_length < $1', [length]);
  }

  async countPinLengthNot(length: number): Promise<number> {
    return this.#countOf('pin_length <> $1', [length]);
  }

  async pinKeys(): Promise<{ keyId: string; count: number }[]> {
    return this.session.query<{ keyId: string; count: number }>(
      'SELECT pin_key AS "keyId", count(*)::int AS count FROM users WHERE pin_key IS NOT NULL GROUP BY pin_key',
    );
  }

  protected override async where(condition: string, values: readonly Value[] = []): Promise<User[]> {
    const users = await super.where(condition, values);
    for (const user of users) this.#namesRead.set(user.key, namesOf(user));
    return users;
  }

  async #countOf(condition: string, values: readonly Value[] = []): Promise<number> {
    const text = `SELECT count(*)::int AS count FROM users WHERE ${condition}`;
    return (await this.session.query<{ count: number }>(text, values))[0]?.count ?? 0;
  }

  async #exactly(text: string): Promise<User[]> {
    const lower = text.toLowerCase();
    const found = await this.where('upn = $1 OR object_id = $2 OR object_id = $1 OR mail = $1', [
      lower,
      text,
    ]);
    const one =
      found.find(({ upn }) => upn.toLowerCase() === lower) ??
      found.find(({ id }) => id?.toLowerCase() === lower);
    return one ? [one] : found;
  }

  /** The people of whom every word of the text begins a word. The longest is looked up: it is the one that the fewest have. */
  async #beginningWith(words: readonly string[], limit: number): Promise<User[]> {
    const [longest = '', ...others] = [...words].sort((one, other) => other.length - one.length);
    return this.where(
      `key IN (
        SELECT user_key FROM user_words JOIN users AS found ON found.key = user_key
        WHERE word >= $1 AND word < $2 AND found.names LIKE ALL ($3::text[]) LIMIT $4)`,
      [longest, `${longest}${END}`, others.map((word) => `% ${word}%`), limit],
    );
  }

  async #containing(text: string, limit: number): Promise<User[]> {
    if (text.length < SHORTEST_PART) return [];
    return this.where('names LIKE $1 LIMIT $2', [`%${text}%`, limit]);
  }
}

/** A filter as conditions of a statement. Texts are compared as names are. */
function conditionsOf(filter: UserFilter): Conditions {
  const found = new Conditions();
  const text = (value: string | undefined) => (value === undefined ? undefined : folded(value));
  const { defaultNumber, bridges } = filter;
  const column = defaultNumber?.type === 'toll' ? 'toll' : 'toll_free';
  const named = bridges?.filter((bridge) => bridge !== null);
  found.on(filter.provider?.toLowerCase(), (place) => `lower(provider) = ${place}`);
  found.on(text(filter.department), (place) => `department = ${place}`);
  found.on(text(filter.country), (place) => `country = ${place}`);
  found.on(text(filter.state), (place) => `region = ${place}`);
  found.on(text(filter.city), (place) => `city = ${place}`);
  found.on(filter.withoutMailbox, (place) => `has_mailbox <> ${place}`);
  found.on(filter.licensed, (place) => `licensed = ${place}`);
  found.on(filter.pinShorterThan, (place) => `pin_length < ${place}`);
  found.on(filter.number, (place) => `(toll = ${place} OR toll_free = ${place})`);
  found.on(defaultNumber?.number, (place) => `${column} IS NOT DISTINCT FROM ${place}`);
  found.on(filter.enabled, (place) => `enabled = ${place}`);
  found.on(filter.withoutId, (place) => `(conference_id IS NULL) = ${place}`);
  found.on(
    named,
    (place) => `(bridge = ANY (${place})${bridges?.includes(null) ? ' OR bridge IS NULL' : ''})`,
  );
  if (filter.neverInformed) found.add('never_informed');
  if (filter.undelivered) found.on(UNDELIVERED_STATES, toBeTold);
  return found;
}

/** People with a notice in one of some states. */
function toBeTold(states: string): string {
  return `key IN (SELECT user_key FROM outbox WHERE NOT is_card AND outbox.state = ANY (${states}::text[]))`;
}
