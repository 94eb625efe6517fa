import { PIN_KINDS } from '../domain/notice.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { formatMoment } from './dates.ts';
import type { Texts } from './texts.ts';

/** A labelled value to copy. */
export interface Detail {
  label: string;
  value: string;
}

/** Everything that a notice tells, in the reader's words: chat card and mail are both made of this and of nothing else. Plain text. */
export interface NoticeText {
  /** Also what a notification shows: never a PIN. */
  subject: string;
  /** Who changed what, and when. */
  intro: string;
  details: Detail[];
  invitation: { heading: string; lines: string[] } | null;
  /** What has to be done about existing meetings; without a link where it is done for the person. */
  update: { heading: string; text: string; link: { title: string; url: string } | null } | null;
  notes: string[];
}

/** The facts of a notice in the language of its row. A PIN is told only by the kinds that carry one. */
export function noticeFacts(texts: Texts, row: OutboxRow, pin: string | null): NoticeText {
  return {
    subject: texts(row.language, `notice.subject.${row.kind}`),
    intro: introOf(texts, row),
    details: detailsOf(texts, row, pin),
    invitation: row.kind === 'E2' ? invitationOf(texts, row) : null,
    update: updateOf(texts, row),
    notes: notesOf(row).map((note) => texts(row.language, `notice.note.${note}`)),
  };
}

/** People's words on one line, without characters that reorder or hide text. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}

function introOf(texts: Texts, row: OutboxRow): string {
  const { facts, kind, language } = row;
  const previous = facts.previousConferenceId;
  const newId = kind === 'E2' && !facts.dynamicIds && previous !== null && previous !== facts.conferenceId;
  return texts(language, `notice.intro.${newId ? 'E2newId' : kind}`, {
    changedBy: oneLine(facts.changedBy),
    when: formatMoment(facts.changedAt, language),
    previous: previous ?? '',
    sentTo: oneLine(facts.sentTo ?? ''),
  });
}

function detailsOf(texts: Texts, row: OutboxRow, pin: string | null): Detail[] {
  if (row.kind === 'E4' || row.kind === 'pinElsewhere' || row.kind === 'testMail') return [];
  const details: Detail[] = [];
  const add = (label: string, value: string) =>
    details.push({ label: texts(row.language, `notice.label.${label}`), value });
  if (pin !== null && PIN_KINDS.includes(row.kind)) add('pin', pin);
  if (row.facts.dynamicIds) add('conferenceId', texts(row.language, 'notice.dynamicIds'));
  else if (row.facts.conferenceId !== null) add('conferenceId', row.facts.conferenceId);
  for (const number of row.facts.numbers) add('number', formatPhoneNumber(number));
  return details;
}

/** The block for invitations: with dynamic IDs each meeting brings its own ID, so only the numbers are new. */
function invitationOf(texts: Texts, row: OutboxRow): NoticeText['invitation'] {
  const { conferenceId, dynamicIds, numbers } = row.facts;
  const idLine =
    conferenceId !== null && !dynamicIds
      ? [texts(row.language, 'notice.invitation.conferenceId', { conferenceId })]
      : [];
  return {
    heading: texts(row.language, 'notice.invitation.heading'),
    lines: [texts(row.language, 'notice.invitation.title'), ...numbers.map(formatPhoneNumber), ...idLine],
  };
}

function updateOf(texts: Texts, row: OutboxRow): NoticeText['update'] {
  if (row.kind !== 'E1' && row.kind !== 'E2' && row.kind !== 'E4') return null;
  const { invitationsAt } = row.facts;
  if (invitationsAt)
    return {
      heading: texts(row.language, 'notice.update.headingAuto'),
      text: texts(row.language, `notice.update.${row.kind}auto`, {
        at: formatMoment(invitationsAt, row.language),
      }),
      link: null,
    };
  return {
    heading: texts(row.language, row.kind === 'E4' ? 'notice.update.headingE4' : 'notice.update.heading'),
    text: texts(row.language, `notice.update.${row.kind}`),
    link: { title: texts(row.language, 'notice.update.link'), url: row.facts.meetingUpdateToolUrl },
  };
}

function notesOf(row: OutboxRow): string[] {
  switch (row.kind) {
    case 'E1':
    case 'E3':
      return ['pinUse'];
    case 'E5':
      return ['pinNotIncluded'];
    case 'pinElsewhere':
      return ['unexpected'];
    default:
      return [];
  }
}
