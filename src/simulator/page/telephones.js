// @ts-check
import { announcement, Call } from './call.js';
import { element } from './element.js';
import { Naming } from './naming.js';
import { text } from './texts.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** The most telephones at a time. */
const MOST = 6;

/** @typedef {{ number: string, shown: string, place: string, languages: string[] }} Line */

/** A shelf of telephones: each calls one of the organisation's numbers, and shows what the attendant says. */
export function createTelephones() {
  const shelf = /** @type {HTMLElement} */ (document.getElementById('telephones'));
  /** @type {Telephone[]} */
  const telephones = [];
  /** @type {Line[]} */
  let lines = [];

  /** Whoever is in one room hears each other: the others show it. */
  function draw() {
    for (const one of telephones) one.draw(telephones);
    more.disabled = telephones.length >= MOST;
    more.textContent = text('phoneMore');
    shelf.setAttribute('aria-label', text('phones'));
  }

  function add() {
    const telephone = new Telephone(lines, freeNumber(telephones), draw, () => {
      telephones.splice(telephones.indexOf(telephone), 1);
      draw();
    });
    telephones.push(telephone);
    more.before(telephone.element);
    draw();
  }

  const more = /** @type {HTMLButtonElement} */ (element('button', { type: 'button', class: 'quiet more' }));
  more.addEventListener('click', add);
  shelf.append(more);
  window.addEventListener('pagehide', () => telephones.forEach(({ call }) => call?.drop()));

  return {
    draw,
    /** Everybody in a room hears an announcement, which is asked for once. @param {{ engineRoom: string, url: string }} told */
    async announce({ engineRoom, url }) {
      const there = () => telephones.flatMap(({ call }) => (call?.engineRoom === engineRoom ? [call] : []));
      if (there().length === 0) return;
      const { sentences, language } = await announcement(url);
      for (const call of there()) call.hear(sentences, language);
    },
    /** The bot has a call ended. @param {{ call: string }} told */
    hangUp({ call: sid }) {
      for (const { call } of telephones) if (call?.is(sid)) call.hangUp();
    },
    /** Shows the telephones, or puts them away; those that call go on. */
    async toggle() {
      shelf.hidden = !shelf.hidden;
      if (shelf.hidden) return false;
      lines = await (await fetch('/chat/numbers')).json();
      if (telephones.length === 0) add();
      draw();
      return true;
    },
  };
}

/** The first number that none of them has. @param {Telephone[]} telephones */
function freeNumber(telephones) {
  let free = 1;
  while (telephones.some(({ number }) => number === free)) free += 1;
  return free;
}

/** One telephone. */
class Telephone {
  /** @type {Call | null} */
  call = null;
  #lines;
  number;
  #changed;
  #to = element('select');
  #from = element('input', { type: 'tel', maxlength: '20', autocomplete: 'off' });
  #dial = element('button', { type: 'button', class: 'primary' });
  #remove = element('button', { type: 'button', class: 'quiet' }, '×');
  #naming = new Naming((name) => void this.call?.say(name));
  #said = element('ol', { class: 'said', tabindex: '0', 'aria-live': 'polite' });
  #standing = element('p', { class: 'standing', role: 'status' });
  #keys = KEYS.map((key) => element('button', { type: 'button', 'data-key': key }, key));
  #title = element('h2');
  #labels = [element('span'), element('span')];
  #shown = 0;
  element;

  /**
   * @param {Line[]} lines
   * @param {number} number
   * @param {() => void} changed
   * @param {() => void} removed
   */
  constructor(lines, number, changed, removed) {
    this.#lines = lines;
    this.number = number;
    this.#changed = changed;
    /** @type {HTMLInputElement} */ (this.#from).value = `+4670123450${number}`;
    for (const line of lines) {
      const about = [line.place, line.languages.join(', ')].filter(Boolean).join(' · ');
      this.#to.append(element('option', { value: line.number }, `${line.shown} (${about})`));
    }
    this.element = element(
      'section',
      { class: 'telephone', tabindex: '-1' },
      element('header', {}, this.#title, this.#remove),
      element('label', {}, /** @type {Node} */ (this.#labels[0]), this.#to),
      element('label', {}, /** @type {Node} */ (this.#labels[1]), this.#from),
      this.#dial,
      this.#said,
      this.#standing,
      this.#naming.element,
      element('div', { class: 'keypad' }, ...this.#keys),
    );
    this.#dial.addEventListener('click', () => this.#dialOrHangUp());
    this.#remove.addEventListener('click', () => {
      this.call?.hangUp();
      this.element.remove();
      removed();
    });
    for (const key of this.#keys)
      key.addEventListener('click', () => {
        if (this.#isNamed(key)) return this.#naming.end();
        this.call?.press(key.dataset['key'] ?? '');
      });
    this.element.addEventListener('keydown', (event) => this.#typed(event));
  }

  /** Digits of a keyboard work as well, but not where something else is typed. @param {KeyboardEvent} event */
  #typed({ key, target, ctrlKey, metaKey, altKey }) {
    const isText = target instanceof HTMLInputElement || ctrlKey || metaKey || altKey;
    if (!isText && KEYS.includes(key)) this.call?.press(key);
  }

  get isOff() {
    return this.call === null || this.call.standing === 'over' || this.call.standing === 'failed';
  }

  #dialOrHangUp() {
    if (!this.isOff) return this.call?.hangUp();
    const from = /** @type {HTMLInputElement} */ (this.#from).value.trim();
    this.#said.replaceChildren();
    this.#shown = 0;
    this.call = new Call(from, /** @type {HTMLSelectElement} */ (this.#to).value, this.#changed);
    void this.call.dial();
  }

  /** @param {Telephone[]} all */
  draw(all) {
    this.#title.textContent = text('phoneTitle', { number: String(this.number) });
    /** @type {HTMLElement} */ (this.#labels[0]).textContent = text('phoneTo');
    /** @type {HTMLElement} */ (this.#labels[1]).textContent = text('phoneFrom');
    this.#dial.textContent = text(this.isOff ? 'phoneDial' : 'phoneHangUp');
    this.#remove.setAttribute('aria-label', text('phoneRemove', { number: String(this.number) }));
    this.#said.setAttribute('aria-label', text('phoneSaid', { number: String(this.number) }));
    for (const field of [this.#to, this.#from]) field.toggleAttribute('disabled', !this.isOff);
    for (const key of this.#keys) key.toggleAttribute('disabled', !this.call?.isAsked && !this.#isNamed(key));
    this.#naming.draw(this.call?.standing === 'recording', this.element);
    this.#drawSaid();
    this.#standing.textContent = this.#standingText(all);
  }

  /** Whether this key ends a name that is being said. @param {HTMLElement} key */
  #isNamed(key) {
    return this.call?.standing === 'recording' && key.dataset['key'] === '#';
  }

  #drawSaid() {
    for (const { text: words, language } of this.call?.said.slice(this.#shown) ?? [])
      this.#said.append(element('li', { lang: language }, words));
    this.#shown = this.call?.said.length ?? 0;
    this.#said.scrollTop = this.#said.scrollHeight;
  }

  /** @param {Telephone[]} all */
  #standingText(all) {
    const { standing = 'off', keys = '', room = '' } = this.call ?? {};
    if (standing === 'asked') return keys === '' ? text('phoneAsked') : '•'.repeat(keys.length);
    if (standing === 'recording') return text('phoneRecording');
    if (standing === 'music') return `♪ ${text('phoneMusic')}`;
    const others = all.filter((one) => one !== this && room !== '' && one.call?.room === room).length;
    if (standing === 'room')
      return text(others === 0 ? 'phoneRoom' : 'phoneRoomWith', { count: String(others) });
    if (standing === 'over') return text('phoneOver');
    if (standing === 'failed') return text('phoneFailed');
    return '';
  }
}
