import { readCardTemplates } from '../../src/adapters/files/cardFiles.ts';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { createNoticePresenter, type NoticePresenter } from '../../src/presentation/noticePresenter.ts';
import { createTexts, type Texts } from '../../src/presentation/texts.ts';

/** The real words. */
export const noticeLocales = readLocales('locales');

/** The real words of notices and mails. */
export function noticeTexts(): Texts {
  return createTexts(noticeLocales);
}

/** The real presenter with the real template and words. */
export function noticePresenter(): NoticePresenter {
  return createNoticePresenter({ texts: noticeTexts(), templates: readCardTemplates('cards') });
}
