// @ts-check

/** @type {Record<string, string>} */
let texts = {};

/** Loads the page's texts in a language. @param {string} language */
export async function setLanguage(language) {
  const response = await fetch(`/chat/texts/${language}`);
  texts = await response.json();
}

/**
 * A text of the page with its places filled; people's words in it stay words, because it only ever becomes text.
 * @param {string} key
 * @param {Record<string, string>} params
 */
export function text(key, params = {}) {
  const source = texts[`page.${key}`] ?? key;
  return source.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
}
