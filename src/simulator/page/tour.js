// @ts-check
import { state } from './state.js';
import { text } from './texts.js';

const STEPS = 4;

/**
 * Four steps through the main job. Each does its part when asked to, or can be done by hand.
 * @param {ReturnType<typeof import('./pane.js').createPane>[]} panes
 */
export function createTour([left, right]) {
  const place = /** @type {HTMLElement} */ (document.getElementById('tour'));
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (document.getElementById(`tour-${name}`));
  let at = 1;

  /** @param {string} alias */
  const named = (alias) => state.people.find((person) => person.upn.startsWith(alias))?.id ?? '';

  /** @type {Record<number, () => void>} */
  const acts = {
    1() {
      left?.show(named('adele.'), 'chat');
      right?.show(named('amos.'), 'chat');
      void left?.say(text('tour1.say'));
    },
    2: () => right?.show(named('amos.'), 'mail'),
    3() {
      left?.show(named('adele.'), 'chat');
      const buttons = [...(left?.element.querySelectorAll('.message.card .ac-pushButton') ?? [])];
      /** @type {HTMLElement | undefined} */ (buttons.at(-1))?.focus();
    },
    4() {
      right?.show(named('amos.'), 'chat');
      void right?.say(text('tour4.say'));
    },
  };

  const tour = {
    /** Draws the step in the page's language. */
    draw() {
      part('title').textContent = text('tourOf', {
        at: String(at),
        all: String(STEPS),
        title: text(`tour${at}.title`),
      });
      part('text').textContent = text(`tour${at}.text`);
      part('do').textContent = text(`tour${at}.do`);
      part('next').textContent = text('tourNext');
      part('next').hidden = at === STEPS;
    },
    /** Begins. */
    open() {
      at = 1;
      place.hidden = false;
      tour.draw();
    },
    close() {
      localStorage.setItem('tour', 'seen');
      place.hidden = true;
    },
  };
  part('do').addEventListener('click', () => acts[at]?.());
  part('next').addEventListener('click', () => {
    at = Math.min(at + 1, STEPS);
    tour.draw();
  });
  part('end').addEventListener('click', () => tour.close());
  return tour;
}
