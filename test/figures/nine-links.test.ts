import { expect, test } from 'vitest';
import { addFigures, figureOf } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { figureContext, normalised } from '../support/figure-context.ts';

addFigures(moreFigures);
const row = (link: string, some: object = {}) => ({
  link,
  name: `Link ${link}`,
  item: 'Share',
  value: '40%',
  band: '36–44%',
  trend: '→ no clear change',
  verdict: null,
  n: 120,
  indicative: false,
  missing: '',
  details: '',
  ...some,
});
const rows = [
  row('1', { trend: '↑ +10 points', verdict: 'better' }),
  row('2', { indicative: true, n: 20 }),
  ...['3', '4a', '4b'].map((link) => row(link)),
  row('5', { value: '', band: '', trend: '', missing: 'Fill it with contracts: start, end and what they renew' }),
  ...['6', '7', '8', '9'].map((link) => row(link)),
];
const request = { figure: 'nine-links', rows, options: { told: 9 } };

test.each([
  ['a ring on a wide page', 960],
  ['a list on a phone', 360],
])('the nine links are %s', async (_, width) => {
  const { svg, place } = drawing(request, figureContext({ width }));
  await expect(normalised(svg)).toMatchFileSnapshot(`golden/nine-links-${width}.svg.txt`);
  const points = figureOf('nine-links').points(rows, request.options, figureContext()).map(place);
  const height = Number(svg.getAttribute('height'));
  expect(points).toHaveLength(10);
  for (const { x, y } of points) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
  expect(new Set(points.map(({ x, y }) => `${x.toFixed()} ${y.toFixed()}`)).size).toBe(10);
});

test('nobody and one row draw without a number that is none', () => {
  for (const some of [[], rows.slice(0, 1)])
    expect(drawing({ ...request, rows: some }, figureContext()).svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
});
