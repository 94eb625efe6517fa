import { folded } from '../../domain/personSearch.ts';
import type { User } from '../../domain/user.ts';
import type { Page, UserFilter, Users } from '../../ports/store.ts';
import type { Collections } from './collections.ts';
import { RecordTable } from './recordTable.ts';
import { byCodeUnits } from './sortedList.ts';

/** People, as a transaction sees them. */
export class UsersTable extends RecordTable<User, Collections['users']> implements Users {
  async byObjectId(id: string): Promise<User | undefined> {
    return this.#one(this.collection.indexes.objectId.find(id));
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
    return this.collection.many(this.collection.indexes.names.find(text, limit)).sort(byName);
  }

  async nearlyNamed(text: string, limit: number): Promise<User[]> {
    const errors = this.collection.indexes.names.findNearly(text);
    const errorsOf = (user: User) => errors.get(user.key) ?? 0;
    const nearestFirst = (one: User, other: User) => errorsOf(one) - errorsOf(other) || byName(one, other);
    return this.collection.many(fewest(errors, limit)).sort(nearestFirst).slice(0, limit);
  }

  async list(filter: UserFilter, offset: number, limit: number): Promise<Page<User>> {
    const fitting = fits(filter);
    const page: Page<User> = { rows: [], total: 0 };
    for (const key of this.collection.indexes.order.keys()) {
      const user = this.collection.get(key);
      if (!user || !fitting(user)) continue;
      if (page.total >= offset && page.rows.length < limit) page.rows.push(user);
      page.total += 1;
    }
    return page;
  }

  async countPinLengthNot(length: number): Promise<number> {
    return this.collection.indexes.pinLength.countOther(length);
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

function fits(filter: UserFilter): (user: User) => boolean {
  const { provider, department, withoutMailbox, pinShorterThan } = filter;
  const wanted = department === undefined ? undefined : folded(department);
  return (user) =>
    (provider === undefined || user.provider.toLowerCase() === provider.toLowerCase()) &&
    (wanted === undefined || folded(user.department) === wanted) &&
    (withoutMailbox === undefined || user.hasMailbox !== withoutMailbox) &&
    (pinShorterThan === undefined || (user.pin !== null && user.pin.length < pinShorterThan));
}

function byName(one: User, other: User): number {
  return byCodeUnits(folded(one.displayName), folded(other.displayName)) || byCodeUnits(one.key, other.key);
}
