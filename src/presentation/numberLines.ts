import { single } from '../domain/button.ts';
import type { Language } from '../domain/language.ts';
import type { Message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { countryName } from '../domain/places.ts';
import { spokenLanguageName } from '../domain/spokenLanguage.ts';
import type { NumberLine } from '../domain/numberLine.ts';
import { escapeMarkdown } from './markdown.ts';

/** Service numbers as lines of a card, with countries and languages in the reader's words. */
export function numberLines(
  numbers: readonly NumberLine[],
  say: (message: Message) => string,
  language: Language,
) {
  return numbers.map((line) => ({
    number: formatPhoneNumber(line.number),
    what: [
      say({ key: `choice.${line.type}`, params: {} }),
      ...[line.city, line.country && countryName(line.country, language), line.bridge ?? '']
        .filter((part) => part !== '')
        .map(escapeMarkdown),
      ...(line.retiring ? [say({ key: 'text.retiringNumber', params: {} })] : []),
      ...(line.isDefault ? [say({ key: 'text.defaultNumber', params: {} })] : []),
    ].join(' · '),
    languages: line.languages.map((tag) => spokenLanguageName(tag, language)).join(', '),
    people: say({ key: 'text.people', params: { count: line.people } }),
    request: single('numbers', { number: line.number }),
  }));
}
