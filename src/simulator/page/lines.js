// @ts-check
import { element } from './element.js';

/**
 * Lets a field of one line take a script: what is pasted with several lines stands in a larger field over it until it is sent.
 * @param {HTMLInputElement} input
 * @param {HTMLFormElement} form
 */
export function takesLines(input, form) {
  input.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (!pasted.trim().includes('\n')) return;
    event.preventDefault();
    const large = /** @type {HTMLTextAreaElement} */ (
      element('textarea', { rows: '8', maxlength: '4000', name: 'lines', 'aria-label': input.placeholder })
    );
    large.value = `${input.value}${pasted}`;
    input.hidden = true;
    input.after(large);
    large.focus();
    const back = () => {
      large.remove();
      input.hidden = false;
      input.focus();
    };
    large.addEventListener('keydown', ({ key }) => key === 'Escape' && back());
    // Before the form is sent, which takes what the field of one line holds.
    form.addEventListener('submit', () => send(large, input, back), { capture: true, once: true });
  });
}

/**
 * @param {HTMLTextAreaElement} large
 * @param {HTMLInputElement} input
 * @param {() => void} back
 */
function send(large, input, back) {
  if (!large.isConnected) return;
  input.dataset['lines'] = large.value;
  back();
}
