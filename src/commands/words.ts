import { join } from 'node:path';
import { readCardTemplates } from '../adapters/files/cardFiles.ts';
import { readLocales } from '../adapters/files/localeFiles.ts';
import type { Locales } from '../domain/locale.ts';
import { createPhrases, type Phrases } from '../intake/phrases.ts';
import { createNoticePresenter, type NoticePresenter } from '../presentation/noticePresenter.ts';
import { createPresenter, type Presenter } from '../presentation/presenter.ts';
import { createTexts, type Texts } from '../presentation/texts.ts';

/** What people are spoken to with. */
export interface Words {
  locales: Locales;
  phrases: Phrases;
  presenter: Presenter;
  noticePresenter: NoticePresenter;
  texts: Texts;
}

/** What was read already: the files belong to the program, and preparing three grammars takes a while. */
const READ = new Map<string, Words>();

/** Reads `locales/` and `cards/` below a folder, once. Throws when one is missing or malformed. */
export function readWords(root: string): Words {
  const known = READ.get(root);
  if (known) return known;
  const locales = readLocales(join(root, 'locales'));
  const templates = readCardTemplates(join(root, 'cards'));
  const texts = createTexts(locales);
  const presenter = createPresenter(texts, templates);
  const words: Words = {
    locales,
    phrases: createPhrases(locales),
    presenter,
    noticePresenter: createNoticePresenter({ texts, templates, presenter }),
    texts,
  };
  READ.set(root, words);
  return words;
}
