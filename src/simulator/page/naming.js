// @ts-check
import { element } from './element.js';
import { text } from './texts.js';

/** Where a name is said, which here is to type it: it appears when one is asked for. */
export class Naming {
  #label = element('span');
  #name = /** @type {HTMLInputElement} */ (
    element('input', { type: 'text', maxlength: '60', autocomplete: 'off' })
  );
  #done = element('button', { type: 'submit', class: 'primary' });
  element = /** @type {HTMLFormElement} */ (
    element(
      'form',
      { class: 'naming', hidden: '' },
      element('label', {}, this.#label, this.#name),
      this.#done,
    )
  );

  /** @param {(name: string) => void} said */
  constructor(said) {
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      said(this.#name.value);
    });
  }

  /** The key that ends an answer was pressed. */
  end() {
    this.element.requestSubmit();
  }

  /** Shows or hides it; what is typed afterwards goes to `next`, and not to nobody. @param {boolean} isAsked @param {HTMLElement} next */
  draw(isAsked, next) {
    this.#label.textContent = text('phoneName');
    this.#done.textContent = text('phoneNameDone');
    if (isAsked === !this.element.hidden) return;
    if (!isAsked && this.element.contains(document.activeElement)) next.focus();
    this.element.hidden = !isAsked;
    this.#name.value = '';
    if (isAsked) this.#name.focus();
  }
}
