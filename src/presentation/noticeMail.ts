import type { Language } from '../domain/language.ts';
import type { OutboxRow } from '../domain/outboxRow.ts';
import { oneLine, type NoticeText } from './noticeFacts.ts';
import type { Texts } from './texts.ts';

/** The parts of a mail that differ from notice to notice. */
export interface NoticeMail {
  subject: string;
  text: string;
  html: string;
}

/** A notice as a mail, as text and as HTML: the facts of the card, with a greeting and a footer. */
export function noticeMail(texts: Texts, row: OutboxRow, notice: NoticeText): NoticeMail {
  const greeting = texts(row.language, 'mail.greeting', { name: oneLine(row.facts.displayName) });
  const footer = texts(row.language, 'mail.footer');
  const detail = (label: string, value: string) => texts(row.language, 'mail.detail', { label, value });
  return {
    subject: notice.subject,
    text: textOf(notice, greeting, footer, detail),
    html: htmlOf(row.language, notice, greeting, footer),
  };
}

function textOf(
  notice: NoticeText,
  greeting: string,
  footer: string,
  detail: (label: string, value: string) => string,
): string {
  const { invitation, update } = notice;
  const paragraphs = [
    greeting,
    notice.intro,
    notice.details.map(({ label, value }) => detail(label, value)).join('\n'),
    invitation ? [invitation.heading, '', ...invitation.lines].join('\n') : '',
    update ? [update.heading, '', update.text, ...(update.link ? [update.link.url] : [])].join('\n') : '',
    ...notice.notes,
    `-- \n${footer}`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

const FONT = 'font-family:Segoe UI,Helvetica,Arial,sans-serif';
const COPY = 'font-family:Consolas,Menlo,monospace;font-size:18px;white-space:nowrap';

/** Plain, readable HTML: nothing is loaded from elsewhere, headings and row headers carry the structure. */
function htmlOf(language: Language, notice: NoticeText, greeting: string, footer: string): string {
  const { invitation, update } = notice;
  const body = [
    `<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">${escapeHtml(notice.subject)}</h1>`,
    paragraph(greeting),
    paragraph(notice.intro),
    detailTable(notice),
    invitation ? heading(invitation.heading) + block(invitation.lines) : '',
    update ? heading(update.heading) + paragraph(update.text) : '',
    update?.link ? link(update.link.title, update.link.url) : '',
    ...notice.notes.map(paragraph),
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #d1d1d1;color:#595959;font-size:13px">${escapeHtml(footer)}</p>`,
  ];
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="format-detection" content="telephone=no">',
    `<title>${escapeHtml(notice.subject)}</title>`,
    '</head>',
    `<body style="margin:0;padding:24px;background:#ffffff;color:#242424;${FONT};font-size:16px;line-height:1.5">`,
    '<div style="max-width:600px">',
    ...body.filter((part) => part !== ''),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
}

function heading(text: string): string {
  return `<h2 style="font-size:17px;line-height:1.3;margin:24px 0 8px">${escapeHtml(text)}</h2>\n`;
}

function link(text: string, url: string): string {
  return `<p style="margin:0 0 16px"><a href="${escapeHtml(url)}" style="color:#0f5ea8">${escapeHtml(text)}</a></p>`;
}

function block(lines: string[]): string {
  const text = lines.map(escapeHtml).join('<br>');
  return `<p style="margin:0 0 16px;padding:12px;background:#f3f3f3;font-family:Consolas,Menlo,monospace">${text}</p>`;
}

function detailTable({ details }: NoticeText): string {
  if (details.length === 0) return '';
  const rows = details.map(({ label, value }) => {
    const style = /\d/.test(value) ? ` style="${COPY}"` : '';
    return (
      `<tr><th scope="row" style="text-align:left;vertical-align:top;font-weight:600;padding:4px 24px 4px 0">${escapeHtml(label)}</th>` +
      `<td style="padding:4px 0"><span${style}>${escapeHtml(value)}</span></td></tr>`
    );
  });
  return `<table style="border-collapse:collapse;margin:0 0 16px">\n${rows.join('\n')}\n</table>`;
}

/** People's words as they stand, in HTML text and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
