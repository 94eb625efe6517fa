// @ts-check
import { element } from './element.js';
import { conversationOf, state } from './state.js';
import { text } from './texts.js';

/**
 * Lists the people; pressing one opens their conversation.
 * @param {readonly string[]} open
 * @param {(id: string) => void} choose
 */
export function showPeople(open, choose) {
  const list = document.getElementById('people');
  const focused = document.activeElement?.getAttribute('data-person');
  list?.replaceChildren(
    ...state.people.map((person) => element('li', {}, row(person, open.includes(person.id), choose))),
  );
  if (focused) /** @type {HTMLElement | null} */ (list?.querySelector(`[data-person="${focused}"]`))?.focus();
}

/**
 * @param {import('./state.js').Person} person
 * @param {boolean} isOpen
 * @param {(id: string) => void} choose
 */
function row(person, isOpen, choose) {
  const chat = conversationOf(person.id, false)?.id ?? '';
  const isNew = state.unread.has(chat) || state.unread.has(person.email?.toLowerCase() ?? '');
  const about = [text(`role.${person.role}`), person.department].filter(Boolean).join(' · ');
  const button = element(
    'button',
    { type: 'button', 'data-person': person.id, ...(isOpen && { 'aria-current': 'true' }) },
    element('span', { class: 'face', 'aria-hidden': 'true' }, initials(person.name)),
    element('span', { class: 'name' }, person.name),
    isNew ? element('span', { class: 'unread', role: 'img', 'aria-label': text('new') }) : element('span'),
    element('span', { class: 'about' }, about),
  );
  button.addEventListener('click', () => choose(person.id));
  return button;
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('');
}
