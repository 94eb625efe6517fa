import type { Question } from '../../domain/question.ts';
import type { SentCard } from '../../domain/sentCard.ts';
import type { Questions, SentCards } from '../../ports/tables.ts';
import { FORMS } from './forms.ts';
import { RecordTable } from './recordTable.ts';
import type { Session } from './session.ts';

/** Yes-or-no questions, as a transaction sees them. */
export class QuestionsTable extends RecordTable<Question> implements Questions {
  constructor(session: Session) {
    super(FORMS.questions, session);
  }

  async latestOpen(askerKey: string, conversationId: string): Promise<Question | undefined> {
    const open = await this.where(
      'is_open AND asker_key = $1 AND conversation_id = $2 ORDER BY expires_at DESC, number DESC LIMIT 1',
      [askerKey, conversationId],
    );
    return open[0];
  }
}

/** Cards that will be changed later, as a transaction sees them. */
export class SentCardsTable extends RecordTable<SentCard> implements SentCards {
  constructor(session: Session) {
    super(FORMS.sentCards, session);
  }

  async ofCorrelation(correlationId: string): Promise<SentCard[]> {
    return this.where('correlation_id = $1 ORDER BY number', [correlationId]);
  }

  async dueMask(now: Date, limit: number): Promise<SentCard[]> {
    return this.where('mask_at <= $1 ORDER BY mask_at, key LIMIT $2', [now.toISOString(), limit]);
  }

  async nextMaskAt(): Promise<Date | null> {
    const [earliest] = await this.session.query<{ at: Date | null }>(
      'SELECT min(mask_at) AS at FROM sent_cards',
    );
    return earliest?.at ?? null;
  }
}
