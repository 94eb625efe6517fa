import { chainText, NO_ROW, type AuditMark, type AuditRow } from '../domain/audit.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Transaction } from '../ports/store.ts';

/** Adds a row at the end of the chain of the record: from then on it cannot be changed or removed without being noticed. */
export async function appendToRecord(
  tx: Transaction,
  { fingerprint }: Pick<Secrets, 'fingerprint'>,
  row: AuditRow,
): Promise<void> {
  const { last, removed } = (await tx.auditChain.get()) ?? { last: NO_ROW, removed: NO_ROW };
  const number = last.number + 1;
  const hash = fingerprint(chainText(row, number, last.hash));
  await tx.audit.append({ ...row, chain: { number, previous: last.hash, hash } });
  await tx.auditChain.put({ last: { number, hash }, removed });
}

/** What is wrong with the record. */
export interface RecordFault {
  what: 'changed' | 'missing' | 'twice' | 'added';
  /** The first and the last row of which that is so. */
  from: number;
  to: number;
}

/** Looks whether the record is whole; rows may come in any order. */
export class RecordCheck {
  readonly #secrets: Pick<Secrets, 'fingerprint'>;
  readonly #rows = new Map<number, { previous: string; hash: string }>();
  readonly #faults: RecordFault[] = [];
  /** Rows of before there was a chain. */
  unchained = 0;

  constructor(secrets: Pick<Secrets, 'fingerprint'>) {
    this.#secrets = secrets;
  }

  /** How many rows of the chain there are. */
  get chained(): number {
    return this.#rows.size;
  }

  /** The fingerprint of a row; undefined when it is not there. */
  hashOf(number: number): string | undefined {
    return this.#rows.get(number)?.hash;
  }

  add(row: AuditRow): void {
    if (!row.chain) return void (this.unchained += 1);
    const { number, previous, hash } = row.chain;
    if (this.#rows.has(number)) this.#note('twice', number);
    if (this.#secrets.fingerprint(chainText(row, number, previous)) !== hash) this.#note('changed', number);
    this.#rows.set(number, { previous, hash });
  }

  /** Everything that is wrong, when all rows have come: the chain has to lead from what was `removed` to the `last` row. */
  faults(removed: AuditMark, last: AuditMark): RecordFault[] {
    let before: AuditMark = removed;
    for (let number = removed.number + 1; number <= last.number; number += 1) {
      const row = this.#rows.get(number);
      if (!row) this.#note('missing', number);
      // Only where the row before is there can it be said which of the two does not fit.
      else if (before.number === number - 1 && row.previous !== before.hash) this.#note('changed', number);
      if (row) before = { number, hash: row.hash };
    }
    if (before.number === last.number && before.hash !== last.hash) this.#note('changed', last.number);
    for (const number of this.#rows.keys()) if (number > last.number) this.#note('added', number);
    return this.#faults;
  }

  #note(what: RecordFault['what'], number: number): void {
    const last = this.#faults.at(-1);
    if (last?.what === what && (last.to === number || last.to === number - 1)) last.to = number;
    else this.#faults.push({ what, from: number, to: number });
  }
}
