import { join } from 'node:path';
import { readCardTemplates } from '../adapters/files/cardFiles.ts';
import { readLocales } from '../adapters/files/localeFiles.ts';
import type { Locales } from '../domain/locale.ts';
import { createNoticePresenter, type NoticePresenter } from '../presentation/noticePresenter.ts';
import { createPresenter, type Presenter } from '../presentation/presenter.ts';
import { createTexts } from '../presentation/texts.ts';

/** What people are spoken to with. */
export interface Words {
  locales: Locales;
  presenter: Presenter;
  noticePresenter: NoticePresenter;
}

/** Reads `locales/` and `cards/` below a folder. Throws when one is missing or malformed. */
export function readWords(root: string): Words {
  const locales = readLocales(join(root, 'locales'));
  const templates = readCardTemplates(join(root, 'cards'));
  const texts = createTexts(locales);
  return {
    locales,
    presenter: createPresenter(texts, templates),
    noticePresenter: createNoticePresenter({ texts, templates }),
  };
}
