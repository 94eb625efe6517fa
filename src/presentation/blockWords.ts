import { LANGUAGES, type Language } from '../domain/language.ts';
import type { Texts } from './texts.ts';

/** The words of the lines that tell in an invitation how to join by phone; the name of a value stands for it, in braces. */
export interface BlockLines {
  title: string;
  conferenceId: string;
  passcode: string;
}

/** The same in all languages: invitations are written in any of them. */
export function blockWords(texts: Texts): Record<Language, BlockLines> {
  const line = (language: Language, name: keyof BlockLines) =>
    texts(language, `notice.invitation.${name}`, { [name]: `{${name}}` });
  const lines = (language: Language): BlockLines => ({
    title: line(language, 'title'),
    conferenceId: line(language, 'conferenceId'),
    passcode: line(language, 'passcode'),
  });
  return Object.fromEntries(LANGUAGES.map((language) => [language, lines(language)])) as Record<
    Language,
    BlockLines
  >;
}
