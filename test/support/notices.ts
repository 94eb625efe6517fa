import { readCardTemplates } from '../../src/adapters/files/cardFiles.ts';
import { readLocales } from '../../src/adapters/files/localeFiles.ts';
import { createNoticePresenter, type NoticePresenter } from '../../src/presentation/noticePresenter.ts';
import { createPresenter } from '../../src/presentation/presenter.ts';
import { createTexts, type Texts } from '../../src/presentation/texts.ts';

/** The real words. */
export const noticeLocales = readLocales('locales');

/** The real words of notices and mails. */
export function noticeTexts(): Texts {
  return createTexts(noticeLocales);
}

/** The real presenter with the real template and words. */
export function noticePresenter(): NoticePresenter {
  const texts = noticeTexts();
  const templates = readCardTemplates('cards');
  return createNoticePresenter({ texts, templates, presenter: createPresenter(texts, templates) });
}
