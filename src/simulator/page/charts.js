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
    color,
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

/**
 * Numbers as bars in groups, with a legend.
 * @param {{ title?: string, data?: any[] }} source
 */
export function barsPicture({ title = '', data = [] }) {
  const names = (data[0]?.values ?? []).map((/** @type {any} */ point) => String(point.x));
  const valueAt = (/** @type {any} */ series, /** @type {number} */ at) => Number(series.values[at]?.y ?? 0);
  const most = Math.max(
    1,
    ...data.flatMap((series) =>
      names.map((/** @type {string} */ _, /** @type {number} */ at) => valueAt(series, at)),
    ),
  );
  const told = data.flatMap((series) =>
    names.map((/** @type {string} */ name, /** @type {number} */ at) => ({
      legend: `${name}, ${series.legend}`,
      value: valueAt(series, at),
    })),
  );
  const filled = told.filter(({ value }) => value > 0);
  const picture = drawing(`0 0 ${WIDTH} ${HEIGHT + FOOT}`, described(title, filled));
  const group = WIDTH / Math.max(1, names.length);
  const bar = (group * 0.8) / Math.max(1, data.length);
  const step = Math.ceil(names.length / MOST_NAMES);
  names.forEach((/** @type {string} */ name, /** @type {number} */ at) => {
    data.forEach((series, place) => {
      const value = valueAt(series, at);
      if (value === 0) return;
      const height = (value / most) * (HEIGHT - 24);
      const x = at * group + group * 0.1 + place * bar;
      picture.append(
        shape('rect', {
          class: `bar ${colorClass(series.color)}`,
          x: String(x),
          y: String(HEIGHT - height),
          width: String(bar * 0.92),
          height: String(height),
          rx: '2',
        }),
        shape(
          'text',
          { class: 'count', x: String(x + bar / 2), y: String(HEIGHT - height - 5), 'text-anchor': 'middle' },
          String(value),
        ),
      );
    });
    if (at % step === (names.length - 1) % step)
      picture.append(
        shape(
          'text',
          {
            class: 'name',
            x: String(at * group + group / 2),
            y: String(HEIGHT + 20),
            'text-anchor': 'middle',
          },
          name,
        ),
      );
  });
  picture.append(
    shape('line', { class: 'ground', x1: '0', x2: String(WIDTH), y1: String(HEIGHT), y2: String(HEIGHT) }),
  );
  const sums = data.map((series) => ({
    legend: String(series.legend),
    color: series.color,
    value: names.reduce(
      (/** @type {number} */ sum, /** @type {string} */ _, /** @type {number} */ at) =>
        sum + valueAt(series, at),
      0,
    ),
  }));
  return element('div', { class: 'chart wide' }, picture, legendOf(sums));
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

/** @param {unknown} color */
function colorClass(color) {
  return /^[A-Za-z]+$/.test(String(color)) ? `chart-${color}` : 'chart-neutral';
}
