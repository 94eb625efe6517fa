import type { OutboxRow } from '../domain/outboxRow.ts';
import { expandCard } from './cardTemplate.ts';
import { escapeMarkdown } from './markdown.ts';
import type { NoticeText } from './noticeFacts.ts';

/** A notice as an Adaptive Card: the template of cards/notice.json filled with inert text. */
export function noticeCard(template: object, row: OutboxRow, notice: NoticeText): Record<string, unknown> {
  const { invitation, update } = notice;
  return expandCard(template, {
    language: row.language,
    title: escapeMarkdown(notice.subject),
    intro: escapeMarkdown(notice.intro),
    details: notice.details.map(({ label, value }) => ({
      label: escapeMarkdown(label),
      value: escapeMarkdown(value),
    })),
    hasDetails: notice.details.length > 0,
    hasInvitation: invitation !== null,
    invitationHeading: escapeMarkdown(invitation?.heading ?? ''),
    invitationLines: lines(invitation?.lines ?? []),
    hasUpdate: update !== null,
    updateHeading: escapeMarkdown(update?.heading ?? ''),
    updateText: escapeMarkdown(update?.text ?? ''),
    // Titles of actions are plain text in Adaptive Cards: an escape would be seen.
    hasLink: update?.link != null,
    updateLink: update?.link?.title ?? '',
    updateUrl: update?.link?.url ?? '',
    notes: lines(notice.notes),
  });
}

function lines(texts: string[]): { line: string }[] {
  return texts.map((text) => ({ line: escapeMarkdown(text) }));
}
