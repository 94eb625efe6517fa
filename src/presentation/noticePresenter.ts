import type { OutboxRow } from '../domain/outboxRow.ts';
import { noticeCard } from './noticeCard.ts';
import { noticeFacts } from './noticeFacts.ts';
import { noticeMail, type NoticeMail } from './noticeMail.ts';
import type { Presenter } from './presenter.ts';
import type { Texts } from './texts.ts';

/** Turns outbox rows into what people read. `pin` is told only by the kinds that carry one. */
export interface NoticePresenter {
  /** `summary` never shows a PIN. */
  card(row: OutboxRow, pin: string | null): { card: Record<string, unknown>; summary: string };
  mail(row: OutboxRow, pin: string | null): NoticeMail;
}

/** Presents notices with the words of the locale files and the template `notice` of cards/. */
export function createNoticePresenter({
  texts,
  templates,
  presenter,
}: {
  texts: Texts;
  templates: Readonly<Record<string, object>>;
  /** For the cards that ask their reader something. */
  presenter: Pick<Presenter, 'card'>;
}): NoticePresenter {
  const template = templates['notice'];
  if (!template) throw new Error('cards/notice.json is missing');
  return {
    card(row, pin) {
      if (row.card) return presenter.card(row.card.view, row.language);
      const notice = noticeFacts(texts, row, pin);
      return { card: noticeCard(template, row, notice), summary: notice.subject };
    },
    mail: (row, pin) => noticeMail(texts, row, noticeFacts(texts, row, pin)),
  };
}
