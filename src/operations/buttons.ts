import { single, type Button } from '../domain/button.ts';
import { message, type Message } from '../domain/message.ts';

/** What a button may have besides what it does. */
interface ButtonOptions {
  /** Where it is not the operation's own name. */
  title?: Message;
  style?: Button['style'];
  /** The token that lets it act once. */
  once?: string;
}

/** A button that does an operation. */
export function button(
  operation: string,
  input: Record<string, unknown> = {},
  { title = message(`operation.${operation}`), style = 'default', once }: ButtonOptions = {},
): Button {
  const request = single(operation, input);
  return { title, style, request: once === undefined ? request : { ...request, once } };
}

/** A button that opens the form of an operation; `given` is known already and goes along. */
export function formButton(operation: string, given?: Record<string, unknown>): Button {
  const input = given ? { operation, given } : { operation };
  return button('openForm', input, { title: message(`operation.${operation}`) });
}

/** The buttons to the pages of a list before and behind this one. */
export function pageButtons(
  operation: string,
  input: Record<string, unknown>,
  page: number,
  last: number,
): Button[] {
  const turnTo = (to: number, title: string) =>
    button(operation, { ...input, page: to }, { title: message(title) });
  return [
    ...(page > 1 ? [turnTo(Math.min(page - 1, last), 'button.previousPage')] : []),
    ...(page < last ? [turnTo(page + 1, 'button.nextPage')] : []),
  ];
}
