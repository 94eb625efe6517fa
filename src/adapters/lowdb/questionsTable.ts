import type { Question } from '../../domain/question.ts';
import type { Questions } from '../../ports/tables.ts';
import { askedIn, type Collections } from './collections.ts';
import { RecordTable } from './recordTable.ts';

/** Yes-or-no questions, as a transaction sees them. */
export class QuestionsTable extends RecordTable<Question, Collections['questions']> implements Questions {
  async latestOpen(askerKey: string, conversationId: string): Promise<Question | undefined> {
    const open = this.collection.many(this.collection.indexes.open.find(askedIn(askerKey, conversationId)));
    // All questions can be answered for the same time, so the one that expires last was put last.
    return open.reduce<Question | undefined>(
      (latest, question) => (latest && latest.expiresAt > question.expiresAt ? latest : question),
      undefined,
    );
  }
}
