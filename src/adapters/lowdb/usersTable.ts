import { byName, folded } from '../../domain/personSearch.ts';
import { UNDELIVERED_STATES } from '../../domain/notice.ts';
import { isEnabled, type User } from '../../domain/user.ts';
import { isNeverInformed, type UserState } from '../../domain/userState.ts';
import type { Page, PeopleCounts, UserFilter, Users } from '../../ports/tables.ts';
import type { Collections } from './collections.ts';
import { RecordTable, type Session } from './recordTable.ts';

/** People, as a transaction sees them. */
export class UsersTable extends RecordTable<User, Collections['users']> implements Users {
  constructor(
    users: Collections['users'],
    session: Session,
    private readonly outbox: Collections['outbox'],
  ) {
    super(users, session);
  }

  async byObjectId(id: string): Promise<User | undefined> {
    return this.#one(this.collection.indexes.objectId.find(id));
  }

  async byObjectIds(ids: readonly string[]): Promise<User[]> {
    return ids.flatMap((id) => this.#one(this.collection.indexes.objectId.find(id)) ?? []);
  }

  async byUpn(upn: string): Promise<User | undefined> {
    return this.#one(this.collection.indexes.upn.find(upn.toLowerCase()));
  }

  async byConferenceId(conferenceId: string): Promise<User | undefined> {
    return this.#one(this.collection.indexes.conferenceId.find(conferenceId));
  }

  async named(text: string, limit: number): Promise<User[]> {
    const exact = this.#exactly(text.trim());
    if (exact.length > 0) return exact.slice(0, limit);
    // An address is somebody's or nobody's: with another domain it does not mean the person with the same alias.
    if (text.includes('@')) return [];
    return this.collection.many(this.collection.indexes.names.ready.find(text, limit)).sort(byName);
  }

  async nearlyNamed(text: string, limit: number): Promise<User[]> {
    const errors = this.collection.indexes.names.ready.findNearly(text);
    const errorsOf = (user: User) => errors.get(user.key) ?? 0;
    const nearestFirst = (one: User, other: User) => errorsOf(one) - errorsOf(other) || byName(one, other);
    return this.collection.many(fewest(errors, limit)).sort(nearestFirst).slice(0, limit);
  }

  async list(filter: UserFilter, offset: number, limit: number): Promise<Page<User>> {
    const order = this.collection.indexes.order.ready;
    const conditions = conditionsOf(filter);
    if (filter.undelivered) conditions.push(this.#isToBeTold());
    if (conditions.length === 0) {
      return {
        rows: this.collection.many(order.ascending(offset + limit).slice(offset)),
        total: order.count(),
      };
    }
    const users = this.collection.many(order.ascending());
    const fitting = users.filter((user) => conditions.every((holds) => holds(user)));
    return { rows: fitting.slice(offset, offset + limit), total: fitting.length };
  }

  async count(): Promise<PeopleCounts> {
    const { standing, withoutMailbox, neverInformed } = this.collection.indexes;
    return {
      standing: standing.counts().map(([value, count]) => {
        const [state = '', ...provider] = value.split(' ');
        return { provider: provider.join(' '), state: state as UserState, count };
      }),
      withoutMailbox: total(withoutMailbox.counts()),
      neverInformed: total(neverInformed.counts()),
    };
  }

  async countPinShorterThan(length: number): Promise<number> {
    return total(this.collection.indexes.pinLength.counts().filter(([other]) => other < length));
  }

  async countPinLengthNot(length: number): Promise<number> {
    return this.collection.indexes.pinLength.countOther(length);
  }

  async pinKeys(): Promise<{ keyId: string; count: number }[]> {
    return this.collection.indexes.pinKey.counts().map(([keyId, count]) => ({ keyId, count }));
  }

  /** Whether a notice to somebody is still under way or has failed. */
  #isToBeTold(): (user: User) => boolean {
    const { stateAndAge } = this.outbox.indexes;
    const open = UNDELIVERED_STATES.flatMap((state) =>
      stateAndAge.ascending(Infinity, `${state} `, `${state}!`),
    );
    const notices = this.outbox.many(open).filter((row) => !row.card);
    const keys = new Set(notices.map((row) => row.userKey));
    return (user) => keys.has(user.key);
  }

  #one(key: string | undefined): User | undefined {
    return key === undefined ? undefined : this.collection.get(key);
  }

  #exactly(text: string): User[] {
    const { upn, objectId, mail } = this.collection.indexes;
    const lower = text.toLowerCase();
    const key = upn.find(lower) ?? objectId.find(text) ?? objectId.find(lower);
    return this.collection.many(key === undefined ? mail.find(lower) : [key]);
  }
}

/** The keys with the fewest errors, at least `limit` of them where there are as many: all that can matter to the order. */
function fewest(errors: ReadonlyMap<string, number>, limit: number): string[] {
  const sorted = [...errors.values()].sort((one, other) => one - other);
  const most = sorted[limit - 1] ?? Infinity;
  return [...errors].filter(([, count]) => count <= most).map(([key]) => key);
}

function conditionsOf(filter: UserFilter): ((user: User) => boolean)[] {
  const { provider, department, withoutMailbox, licensed, pinShorterThan, neverInformed } = filter;
  const conditions: ((user: User) => boolean)[] = [];
  if (provider !== undefined)
    conditions.push((user) => user.provider.toLowerCase() === provider.toLowerCase());
  if (department !== undefined) conditions.push(sameText(department, (user) => user.department));
  if (withoutMailbox !== undefined) conditions.push((user) => user.hasMailbox !== withoutMailbox);
  if (licensed !== undefined) conditions.push((user) => user.licensed === licensed);
  if (pinShorterThan !== undefined)
    conditions.push((user) => user.pin !== null && user.pin.length < pinShorterThan);
  if (neverInformed) conditions.push(isNeverInformed);
  return [...conditions, ...numberConditions(filter), ...placeConditions(filter)];
}

function numberConditions(filter: UserFilter): ((user: User) => boolean)[] {
  const { number, defaultNumber, enabled, withoutId, bridges } = filter;
  const conditions: ((user: User) => boolean)[] = [];
  if (number !== undefined)
    conditions.push((user) => user.serviceNumber === number || user.tollFreeServiceNumber === number);
  if (defaultNumber?.type === 'toll') conditions.push((user) => user.serviceNumber === defaultNumber.number);
  if (defaultNumber?.type === 'toll-free')
    conditions.push((user) => user.tollFreeServiceNumber === defaultNumber.number);
  if (enabled !== undefined) conditions.push((user) => isEnabled(user) === enabled);
  if (withoutId !== undefined) conditions.push((user) => (user.conferenceId === null) === withoutId);
  if (bridges !== undefined) conditions.push((user) => bridges.includes(user.bridge));
  return conditions;
}

function placeConditions(filter: UserFilter): ((user: User) => boolean)[] {
  return (['country', 'state', 'city'] as const).flatMap((field) => {
    const wanted = filter[field];
    return wanted === undefined ? [] : [sameText(wanted, (user) => user[field])];
  });
}

/** Compares departments and places as names are compared. There are few of them, so each is folded once. */
function sameText(text: string, textOf: (user: User) => string): (user: User) => boolean {
  const wanted = folded(text);
  const known = new Map<string, boolean>();
  return (user) => {
    const own = textOf(user);
    const answer = known.get(own) ?? folded(own) === wanted;
    known.set(own, answer);
    return answer;
  };
}

function total(counts: readonly (readonly [value: unknown, count: number])[]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}
