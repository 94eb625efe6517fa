import type * as z from 'zod';
import type { Index } from './indexes.ts';

/** What a collection keeps, and under which key. */
export interface Shape<Kept extends object> {
  schema: z.ZodType<Kept>;
  keyOf(record: Kept): string;
}

/** The indexes of a collection by name. */
export type Indexes<Kept> = Record<string, Index<Kept>>;

/** Takes note of what was under a key before it changes. */
export type Noted = (collection: AnyCollection, key: string, previous: object | undefined) => void;

/** A collection of whatever kind, as the journal and the undoing of changes see it. */
export interface AnyCollection {
  readonly name: string;
  get(key: string): object | undefined;
  /** Puts a record that was here before in its place again, or nothing. */
  restore(key: string, record: object | undefined): void;
}

/** The records of one kind, frozen, under their keys, with the indexes that follow them. */
export class Collection<Kept extends object, Declared extends Indexes<Kept>> implements AnyCollection {
  readonly #all: Index<Kept>[];

  /** Takes over records that are there already; throws when they break a unique index. */
  constructor(
    readonly name: string,
    private readonly shape: Shape<Kept>,
    private readonly records: Map<string, Kept>,
    readonly indexes: Declared,
    private readonly note: Noted,
  ) {
    this.#all = Object.values(indexes);
    for (const [key, record] of records) {
      this.#takeOver(key, record);
    }
  }

  get(key: string): Kept | undefined {
    return this.records.get(key);
  }

  /** All records, in no order that means anything. */
  all(): Kept[] {
    return [...this.records.values()];
  }

  /** The records under some keys, in their order. */
  many(keys: Iterable<string>): Kept[] {
    const found: Kept[] = [];
    for (const key of keys) {
      const record = this.records.get(key);
      if (record) found.push(record);
    }
    return found;
  }

  /** Inserts or replaces, keeping a frozen copy. Throws DuplicateError, or when the record does not fit its schema. */
  put(record: Kept): void {
    const kept = frozenCopy(this.shape, record, this.name);
    const key = this.shape.keyOf(kept);
    this.#check(key, kept);
    this.note(this, key, this.records.get(key));
    this.#set(key, kept);
  }

  delete(key: string): void {
    const previous = this.records.get(key);
    if (!previous) return;
    this.note(this, key, previous);
    this.#set(key, undefined);
  }

  restore(key: string, record: object | undefined): void {
    this.#set(key, record as Kept | undefined);
  }

  #set(key: string, next: Kept | undefined): void {
    const previous = this.records.get(key);
    if (next) this.records.set(key, next);
    else this.records.delete(key);
    this.#follow(key, previous, next);
  }

  #takeOver(key: string, record: Kept): void {
    try {
      for (const index of this.#all) {
        if (index.take) index.take(key, record);
        else index.replace(key, undefined, record);
      }
    } catch (error) {
      throw new Error(`${this.name} "${key}": ${(error as Error).message}`, { cause: error });
    }
  }

  #check(key: string, record: Kept): void {
    for (const index of this.#all) index.check?.(key, record);
  }

  #follow(key: string, previous: Kept | undefined, next: Kept | undefined): void {
    for (const index of this.#all) index.replace(key, previous, next);
  }
}

/** A frozen copy that is what a restart would read, so that memory and disk cannot differ. */
function frozenCopy<Kept extends object>(shape: Shape<Kept>, record: Kept, name: string): Kept {
  const result = shape.schema.safeParse(record);
  if (!result.success)
    throw new TypeError(
      `a record does not fit ${name}: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  return frozen(JSON.parse(JSON.stringify(result.data)) as Kept);
}

/** Freezes a JSON value with all that it contains. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) if (typeof part === 'object') frozen(part);
  return Object.freeze(value);
}
