import type { Ask } from '../../domain/ask.ts';
import type { Batch } from '../../domain/batch.ts';
import type { Asks, Batches } from '../../ports/tables.ts';
import { FORMS } from './forms.ts';
import { RecordTable } from './recordTable.ts';
import type { Session } from './session.ts';

/** What people have asked admins for, as a transaction sees it. */
export class AsksTable extends RecordTable<Ask> implements Asks {
  constructor(session: Session) {
    super(FORMS.asks, session);
  }

  async waiting(): Promise<Ask[]> {
    return this.where('is_waiting ORDER BY created_at, key');
  }

  async cardsDue(): Promise<Ask[]> {
    return this.where('cards_due ORDER BY created_at, key');
  }
}

/** What is done to many people, as a transaction sees it. */
export class BatchesTable extends RecordTable<Batch> implements Batches {
  constructor(session: Session) {
    super(FORMS.batches, session);
  }

  async running(): Promise<Batch | undefined> {
    return (await this.where(`state = 'running' ORDER BY created_at, key LIMIT 1`))[0];
  }

  async awaitingApproval(): Promise<Batch[]> {
    return this.where(`state = 'awaitingApproval' ORDER BY created_at, key`);
  }

  async cardsDue(): Promise<Batch[]> {
    return this.where('cards_due ORDER BY created_at, key');
  }
}
