import * as z from 'zod';

/** A text of the locale files and what is filled into it; turned into words by presentation/, in the reader's language. */
export const Message = z.object({
  key: z.string(),
  /** `{ text: key }` is filled with another text of the reader's language. People's words are strings and stay as they are. */
  params: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.object({ text: z.string() })]))
    .default({}),
});

/** A text of the locale files and what is filled into it. */
export type Message = z.infer<typeof Message>;

/** Names a text and its parameters. */
export function message(key: string, params: Message['params'] = {}): Message {
  return { key, params };
}
