import type { Button } from '../domain/button.ts';
import type { Message } from '../domain/message.ts';
import type { Fact } from '../domain/view.ts';
import { withoutCodeBlock } from './listText.ts';
import { escapeMarkdown, unescaped } from './markdown.ts';

/** Says a message in the reader's language, with people's words in it escaped. */
export type Say = (message: Message) => string;

/** Names a text. */
export function m(key: string, params: Message['params'] = {}): Message {
  return { key, params };
}

/** Parameters with people's words escaped. */
export function escaped(params: Message['params']): Message['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeMarkdown(value) : value,
    ]),
  );
}

/** Labelled values in words. */
export function facts(list: readonly Fact[], say: Say) {
  return list.map(({ label, value }) => ({
    label: say(m(`label.${label}`)),
    value: typeof value === 'string' ? escapeMarkdown(value) : say(value),
  }));
}

/** A listing to copy, and the same for clients that do not know code blocks. */
export function listing(text: string) {
  return { listing: text, listingText: withoutCodeBlock(text) };
}

/** Notes in words. */
export function notes(list: readonly Message[], say: Say) {
  return list.map((note) => ({ text: say(note) }));
}

/** Buttons with their titles in words; a title is no Markdown. */
export function buttons(list: readonly Button[], say: Say) {
  return list.map((button) => ({
    title: unescaped(say(button.title)),
    style: button.style,
    request: button.request,
  }));
}

/** What most views have, in words. */
export function frame(view: { title: Message; notes: Message[]; buttons: Button[] }, say: Say) {
  return { title: say(view.title), notes: notes(view.notes, say), buttons: buttons(view.buttons, say) };
}
