// @ts-check
import { offerPeople, withTextPickers } from './pickers.js';
import { registerPictures } from './pictures.js';
import markdownIt from './markdown-it.mjs';

/** The reference renderer of Adaptive Cards, loaded by the page. */
const { AdaptiveCards } = /** @type {any} */ (globalThis);
const markdown = markdownIt({ html: false, linkify: false });

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (/** @type {string} */ source, /** @type {any} */ result) => {
  result.outputHtml = markdown.render(source);
  result.didProcess = true;
};

registerPictures(AdaptiveCards, hostConfig);

/**
 * A card as an element, in the page's colours. `act` gets its Action.Execute and Action.Submit with the inputs filled in.
 * @param {object} source
 * @param {(action: object) => void} act
 * @param {(text: string) => Promise<import('./pickers.js').Choice[]>} search whom a people picker offers
 * @returns {HTMLElement}
 */
export function drawCard(source, act, search) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig());
  card.onExecuteAction = (/** @type {any} */ action) => {
    const type = action.getJsonTypeName();
    if (type === 'Action.OpenUrl') return void window.open(action.url, '_blank', 'noopener,noreferrer');
    if (type !== 'Action.Execute' && type !== 'Action.Submit') return;
    const { verb, title, id, data } = action;
    act({ type, data, ...(verb && { verb }), ...(title && { title }), ...(id && { id }) });
  };
  const pickers = /** @type {string[]} */ ([]);
  card.parse(withTextPickers(source, pickers));
  const drawn = card.render() ?? document.createElement('div');
  for (const input of card.getAllInputs())
    if (pickers.includes(input.id)) drawn.append(offerPeople(input.renderedInputControlElement, search));
  return drawn;
}

/** Spacing, fonts and colours of cards: those of the page, in the scheme of this moment. */
function hostConfig() {
  const style = getComputedStyle(document.documentElement);
  const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const pair = (/** @type {string} */ name, /** @type {string} */ subtle) => ({
    default: color(name),
    subtle: color(subtle),
  });
  const foregroundColors = {
    default: pair('--ink', '--muted'),
    accent: pair('--accent', '--accent'),
    attention: pair('--warn', '--warn'),
    warning: pair('--warn', '--warn'),
    good: pair('--accent', '--accent'),
    dark: pair('--ink', '--muted'),
    light: pair('--ink', '--muted'),
  };
  return {
    fontFamily: "'Segoe UI', system-ui, -apple-system, Roboto, sans-serif",
    fontSizes: { small: 13, default: 15, medium: 16, large: 20, extraLarge: 28 },
    spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 12 },
    separator: { lineThickness: 1, lineColor: color('--line') },
    supportsInteractivity: true,
    containerStyles: { default: { backgroundColor: 'transparent', foregroundColors } },
    actions: { maxActions: 8, buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
    factSet: {
      title: { color: 'default', isSubtle: true, weight: 'default', maxWidth: 190 },
      value: { weight: 'default' },
      spacing: 14,
    },
    textBlock: { headingLevel: 3 },
    textStyles: { heading: { size: 'medium', weight: 'bolder' } },
  };
}
