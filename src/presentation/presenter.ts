import { single } from '../domain/button.ts';
import type { Language } from '../domain/language.ts';
import type { PinCard } from '../domain/pinCard.ts';
import type { View } from '../domain/view.ts';
import { expandCard } from './cardTemplate.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Texts } from './texts.ts';
import { viewData } from './viewData.ts';

/** A card and what a notification may show of it: never a secret. */
export interface PresentedCard {
  card: Record<string, unknown>;
  summary: string;
}

/** Turns views into cards. */
export interface Presenter {
  card(view: View, language: Language): PresentedCard;
  /** The one card with a PIN; `id` is what *Hide now* sends back, `minutes` when it hides itself. */
  pin(pin: PinCard & { id: string }, language: Language, minutes: number): PresentedCard;
  /** What a group sees of an answer that is for the asker's eyes; `reached` says whether it could be shown to them. */
  groupNote(view: View, language: Language, reached: boolean): PresentedCard;
}

/** Makes the presenter of the locale texts and card templates; a missing template or text throws at use, and fails the rule tests. */
export function createPresenter(texts: Texts, templates: Record<string, object>): Presenter {
  const fill = (name: string, data: Record<string, unknown> & { title: string }): PresentedCard => {
    const template = templates[name];
    if (!template) throw new Error(`cards/ has no template "${name}"`);
    return { card: expandCard(template, data), summary: plain(data.title) };
  };
  return {
    card: (view, language) => fill(view.kind, viewData(view, language, texts)),
    pin: ({ id, person, pin, list = [] }, language, minutes) =>
      fill('pin', {
        language,
        title:
          list.length > 0
            ? texts(language, 'pin.titleList', { count: list.length })
            : texts(language, 'pin.title', { person: escapeMarkdown(person) }),
        pin,
        list: list.map((line) => ({ name: escapeMarkdown(line.person), pin: line.pin })),
        notes: [{ text: texts(language, 'pin.once', { minutes }) }],
        hide: texts(language, 'button.hideNow'),
        hideRequest: { ...single('hidePin', { card: id }), once: id },
      }),
    groupNote(view, language, reached) {
      const title = texts(language, `group.${groupText(view)}${reached ? '' : 'Unseen'}`);
      return fill('note', { language, title, notes: [], buttons: [] });
    },
  };
}

/** Which of the few things a group is told. */
function groupText(view: View): 'done' | 'preview' | 'notDone' | 'answered' {
  if (view.kind === 'result') return view.preview ? 'preview' : 'done';
  if (view.kind === 'refusal' || view.kind === 'failure') return 'notDone';
  return 'answered';
}

/** Escaped text as it reads. */
function plain(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
