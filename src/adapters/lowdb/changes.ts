import type { AuditRow } from '../../domain/audit.ts';
import type { AnyCollection } from './collection.ts';

/** A change as the journal keeps it: collection, key, and the record, or null where it was deleted. */
export type JournalChange = [collection: string, key: string, record: object | null];

/** What the running transaction changed: enough to take it back, and to write it down. */
export class Changes {
  readonly #before = new Map<AnyCollection, Map<string, object | undefined>>();
  readonly audit: AuditRow[] = [];
  readonly #auditIds = new Set<string>();

  /** Remembers what was under a key before its first change. */
  note(collection: AnyCollection, key: string, previous: object | undefined): void {
    const keys = this.#before.get(collection) ?? new Map<string, object | undefined>();
    if (keys.size === 0) this.#before.set(collection, keys);
    if (!keys.has(key)) keys.set(key, previous);
  }

  /** Adds to the record; a row whose id is there already is not added again. */
  append(row: AuditRow): void {
    if (this.#auditIds.has(row.id)) return;
    this.#auditIds.add(row.id);
    this.audit.push(row);
  }

  /** Puts everything back as it was. */
  undo(): void {
    for (const [collection, keys] of this.#before) {
      for (const [key, previous] of keys) collection.restore(key, previous);
    }
    this.#before.clear();
    this.audit.length = 0;
    this.#auditIds.clear();
  }

  /** What is different now, one entry a record. */
  list(): JournalChange[] {
    const list: JournalChange[] = [];
    for (const [collection, keys] of this.#before) {
      for (const [key, previous] of keys) {
        const record = collection.get(key);
        if (record !== previous) list.push([collection.name, key, record ?? null]);
      }
    }
    return list;
  }
}
