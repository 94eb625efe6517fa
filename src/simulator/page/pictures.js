// @ts-check
import { barsPicture, donutPicture } from './charts.js';
import { element } from './element.js';
import { text } from './texts.js';

/** @typedef {{ type: string, title?: string, data?: any[], fallback?: object, codeSnippet?: string, value?: number, max?: number }} Source */

/** What the reference renderer does not know of what Teams draws, and what draws it here. */
const PICTURES = /** @type {Record<string, (source: Source) => Element>} */ ({
  'Chart.Donut': donutPicture,
  'Chart.VerticalBar.Grouped': barsPicture,
});

/**
 * Teaches the renderer of cards the charts, the progress bar and the code block of Teams. A chart has a button that shows its fallback instead:
 * the table that other clients show.
 * @param {any} library
 * @param {() => object} hostConfig
 */
export function registerPictures(library, hostConfig) {
  for (const [type, draw] of Object.entries(PICTURES))
    register(library, type, (source) => switched(draw(source), () => drawAlone(library, hostConfig, source)));
  register(library, 'ProgressBar', ({ value = 0, max = 100 }) =>
    element('progress', { value: String(value), max: String(max), 'aria-label': text('progress') }),
  );
  register(library, 'CodeBlock', ({ codeSnippet = '' }) =>
    element('pre', { class: 'code', tabindex: '0' }, codeSnippet),
  );
}

/**
 * @param {any} library
 * @param {string} type
 * @param {(source: Source) => Element} draw
 */
function register(library, type, draw) {
  class Picture extends library.CardElement {
    /** @type {Source} */
    source = { type };

    getJsonTypeName() {
      return type;
    }

    /** @param {Source} source @param {unknown} context */
    internalParse(source, context) {
      super.internalParse(source, context);
      this.source = source;
    }

    internalRender() {
      return draw(this.source);
    }
  }
  library.GlobalRegistry.elements.register(type, Picture, library.Versions.v1_5);
}

/**
 * A picture with a button under it that puts the table in its place, and back.
 * @param {Element} picture
 * @param {() => HTMLElement} table
 */
function switched(picture, table) {
  const place = element('div', { class: 'picture-place' }, picture);
  const button = element('button', { type: 'button', class: 'quiet' }, text('showTable'));
  let shown = false;
  button.addEventListener('click', () => {
    shown = !shown;
    place.replaceChildren(shown ? table() : picture);
    button.textContent = text(shown ? 'showPicture' : 'showTable');
  });
  return element('div', { class: 'picture' }, place, button);
}

/**
 * The fallback of an element, as a card of its own.
 * @param {any} library
 * @param {() => object} hostConfig
 * @param {Source} source
 * @returns {HTMLElement}
 */
function drawAlone(library, hostConfig, { fallback }) {
  const card = new library.AdaptiveCard();
  card.hostConfig = new library.HostConfig(hostConfig());
  card.parse({ type: 'AdaptiveCard', version: '1.5', body: fallback ? [fallback] : [] });
  return card.render() ?? element('div');
}
