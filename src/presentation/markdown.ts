import { PIN_MASK } from '../domain/pin.ts';

/** The mask as it stands in a card: asterisks alone would be a ruled line, so an invisible character goes before them. */
const SHOWN_MASK = `\u200B${PIN_MASK}`;

/**
 * People's words as they stand, in an Adaptive Card text: nothing in them is rendered as Markdown, a mention (`<at>`) or a
 * date function (`{{DATE(…)}}`). Line breaks become spaces, so that nothing begins a list. Only what would be active is
 * escaped: user names and numbers stay whole, to be copied.
 */
export function escapeMarkdown(text: string): string {
  if (text === PIN_MASK) return SHOWN_MASK;
  return text
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
    .replace(/[\\`*[\]<>~|]|&(?=#?\w+;)|\{(?=\{)|(?<=\{)\{|\}(?=\})|(?<=\})\}/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(\s*)(#|[+-](?=\s|$)|=|---)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Escaped words as they read, for what is plain text, where a backslash would show: titles of actions, words in charts. */
export function unescaped(text: string): string {
  return text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
}
