// @ts-check
import { element } from './element.js';

/** @typedef {{ title: string, value: string }} Choice */

/** Milliseconds without a key before people are looked for. */
const PAUSE = 200;

let lists = 0;

/**
 * A card as the reference renderer can draw it: text inputs in place of people pickers, which only Teams draws.
 * @param {any} part
 * @param {string[]} found the ids of the inputs, added to
 * @returns {any}
 */
export function withTextPickers(part, found) {
  if (Array.isArray(part)) return part.map((one) => withTextPickers(one, found));
  if (typeof part !== 'object' || part === null) return part;
  if (part['choices.data'] && part.fallback) {
    found.push(part.id);
    return part.fallback;
  }
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, key === 'data' ? value : withTextPickers(value, found)]),
  );
}

/**
 * Offers people under a text input while somebody types; of several with commas, for the last one. Gives the list to put beside it.
 * @param {HTMLInputElement} input
 * @param {(text: string) => Promise<Choice[]>} search
 */
export function offerPeople(input, search) {
  lists += 1;
  const list = element('datalist', { id: `people-${lists}` });
  input.setAttribute('list', list.id);
  input.setAttribute('autocomplete', 'off');
  let waiting = 0;
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void fill(), PAUSE);
  });

  async function fill() {
    const [before, last] = /^(.*[,;]\s*)?(.*)$/s.exec(input.value)?.slice(1) ?? [];
    const choices = await search(last ?? '');
    const options = choices.map(({ title, value }) =>
      element('option', { value: `${before ?? ''}${value}` }, title),
    );
    list.replaceChildren(...options);
  }

  return list;
}
