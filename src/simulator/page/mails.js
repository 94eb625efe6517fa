// @ts-check
import { element } from './element.js';
import { mailsOf, personOf, state } from './state.js';
import { text } from './texts.js';

/**
 * Lists a person's mails; one that is pressed opens below its subject, in a frame where nothing runs.
 * @param {HTMLElement} place
 * @param {string} person
 */
export function drawMails(place, person) {
  const mails = mailsOf(person);
  const open = place.querySelector('[aria-expanded="true"]')?.getAttribute('data-mail');
  const list = element('ul', { 'aria-label': text('mailsOf', { name: personOf(person)?.name ?? '' }) });
  list.append(...mails.map((mail) => row(mail, mail.id === open)));
  const note = state.mails === null ? 'mailElsewhere' : 'emptyMail';
  place.replaceChildren(mails.length > 0 ? list : element('p', { class: 'empty' }, text(note)));
}

/** @param {import('./state.js').Mail} mail @param {boolean} isOpen */
function row(mail, isOpen) {
  const when = new Date(mail.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: 'short' });
  const button = element(
    'button',
    { type: 'button', 'data-mail': mail.id, 'aria-expanded': String(isOpen) },
    element('strong', {}, mail.subject),
    element('span', { class: 'when' }, `${mail.from.name} · ${when}`),
  );
  const item = element('li', {}, button);
  const toggle = (/** @type {boolean} */ opened) => {
    button.setAttribute('aria-expanded', String(opened));
    item.querySelector('iframe')?.remove();
    if (opened) item.append(frame(`/chat/mail/${encodeURIComponent(mail.id)}`, mail.subject));
  };
  button.addEventListener('click', () => toggle(button.getAttribute('aria-expanded') !== 'true'));
  if (isOpen) toggle(true);
  return item;
}

/** A frame in which nothing runs, for what may bring a document of its own. @param {string} src @param {string} title */
export function frame(src, title) {
  return element('iframe', { src, title, sandbox: 'allow-same-origin' });
}
