import { readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import type { Locale, Locales } from '../../src/domain/locale.ts';
import { createNoticePresenter, type NoticePresenter } from '../../src/presentation/noticePresenter.ts';
import { createTexts, type Texts } from '../../src/presentation/texts.ts';

/** The words of notices and mails, from the real locale files. */
export const noticeLocales = Object.fromEntries(
  LANGUAGES.map((language) => [language, localeOf(language)]),
) as Locales;

/** The real words of notices and mails. */
export function noticeTexts(): Texts {
  return createTexts(noticeLocales);
}

/** The real presenter with the real template and words. */
export function noticePresenter(): NoticePresenter {
  const template = JSON.parse(readFileSync('cards/notice.json', 'utf8')) as object;
  return createNoticePresenter({ texts: noticeTexts(), templates: { notice: template } });
}

function localeOf(language: Language): Locale {
  const read: unknown = JSON.parse(readFileSync(`locales/${language}/notices.json`, 'utf8'));
  return { texts: Object.fromEntries(flatten(read)) as Record<string, string>, grammar: {} };
}

function flatten(node: unknown, prefix = ''): [string, unknown][] {
  if (typeof node !== 'object' || node === null) return [[prefix, node]];
  return Object.entries(node).flatMap(([key, child]) =>
    flatten(child, prefix === '' ? key : `${prefix}.${key}`),
  );
}
