// @ts-check
import { element } from './element.js';

const SVG = 'http://www.w3.org/2000/svg';

/** The size of bars, in units of the picture. */
const WIDTH = 420;
const HEIGHT = 180;
const FOOT = 44;

/** The most names that fit under the bars. */
const MOST_NAMES = 7;

/**
 * Numbers as a ring with a legend.
 * @param {{ title?: string, data?: any[] }} source
 */
export function donutPicture({ title = '', data = [] }) {
  const parts = data.map(({ legend, value, color }) => ({
    legend: String(legend),
    value: Number(value),
    color: String(color),
  }));
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const picture = drawing(`0 0 ${HEIGHT} ${HEIGHT}`, described(title, parts));
  let begun = 0;
  for (const { value, color } of parts) {
    const share = total > 0 ? (value / total) * 100 : 0;
    picture.append(
      shape('circle', {
        class: `slice ${colorClass(color)}`,
        cx: '90',
        cy: '90',
        r: '62',
        pathLength: '100',
        'stroke-dasharray': `${share} ${100 - share}`,
        'stroke-dashoffset': String(25 - begun),
      }),
    );
    begun += share;
  }
  picture.append(shape('text', { class: 'total', x: '90', y: '98', 'text-anchor': 'middle' }, String(total)));
  return element('div', { class: 'chart' }, picture, legendOf(parts));
}

/** @typedef {{ legend: string, color: string, values: number[] }} Series */

/**
 * Numbers as bars in groups, with a legend.
 * @param {{ title?: string, data?: any[] }} source
 */
export function barsPicture({ title = '', data = [] }) {
  /** @type {string[]} */
  const names = (data[0]?.values ?? []).map((/** @type {any} */ point) => String(point.x));
  /** @type {Series[]} */
  const series = data.map(({ legend, color, values }) => ({
    legend: String(legend),
    color: String(color),
    values: names.map((_, at) => Number(values[at]?.y ?? 0)),
  }));
  const told = series.flatMap(({ legend, values }) =>
    names.map((name, at) => ({ legend: `${name}, ${legend}`, value: values[at] ?? 0 })),
  );
  const filled = told.filter(({ value }) => value > 0);
  const picture = drawing(`0 0 ${WIDTH} ${HEIGHT + FOOT}`, described(title, filled));
  picture.append(
    ...barsOf(series, names.length),
    ...namesUnder(names),
    shape('line', {
      class: 'ground',
      x1: '0',
      x2: String(WIDTH),
      y1: String(HEIGHT),
      y2: String(HEIGHT),
    }),
  );
  const sums = series.map(({ legend, color, values }) => ({
    legend,
    color,
    value: values.reduce((sum, value) => sum + value, 0),
  }));
  return element('div', { class: 'chart wide' }, picture, legendOf(sums));
}

/**
 * The bars with their numbers over them; where nothing is counted stands none.
 * @param {Series[]} series
 * @param {number} groups
 */
function barsOf(series, groups) {
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const group = WIDTH / Math.max(1, groups);
  const width = (group * 0.8) / Math.max(1, series.length);
  return series.flatMap(({ color, values }, place) =>
    values.flatMap((value, at) => {
      if (value === 0) return [];
      const height = (value / most) * (HEIGHT - 24);
      const x = at * group + group * 0.1 + place * width;
      const size = {
        x: String(x),
        y: String(HEIGHT - height),
        width: String(width * 0.92),
        height: String(height),
      };
      const bar = shape('rect', { class: `bar ${colorClass(color)}`, rx: '2', ...size });
      return [bar, label('count', x + width / 2, HEIGHT - height - 5, String(value))];
    }),
  );
}

/**
 * Names under the groups, as many as there is room for, the last among them.
 * @param {string[]} names
 */
function namesUnder(names) {
  const group = WIDTH / Math.max(1, names.length);
  const step = Math.ceil(names.length / MOST_NAMES);
  return names.flatMap((name, at) =>
    at % step === (names.length - 1) % step ? [label('name', at * group + group / 2, HEIGHT + 20, name)] : [],
  );
}

/**
 * @param {string} kind
 * @param {number} x
 * @param {number} y
 * @param {string} words
 */
function label(kind, x, y, words) {
  return shape('text', { class: kind, x: String(x), y: String(y), 'text-anchor': 'middle' }, words);
}

/**
 * @param {string} viewBox
 * @param {string} description
 */
function drawing(viewBox, description) {
  return shape('svg', { viewBox, role: 'img', 'aria-label': description });
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string} [words]
 */
function shape(name, attributes, words) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (words !== undefined) made.textContent = words;
  return made;
}

/**
 * The picture in words, for whoever cannot see it.
 * @param {string} title
 * @param {{ legend: string, value: number }[]} parts
 */
function described(title, parts) {
  return `${title}: ${parts.map(({ legend, value }) => `${legend} ${value}`).join('; ')}`;
}

/** @param {{ legend: string, value: number, color: string }[]} parts */
function legendOf(parts) {
  const lines = parts.map(({ legend, value, color }) =>
    element('li', {}, element('span', { class: `mark ${colorClass(color)}` }), `${legend}: ${value}`),
  );
  return element('ul', { class: 'legend' }, ...lines);
}

/** @param {string} color */
function colorClass(color) {
  return /^[A-Za-z]+$/.test(color) ? `chart-${color}` : 'chart-neutral';
}
