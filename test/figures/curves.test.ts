import { describe, expect, test } from 'vitest';
import { addFigures, figureOf } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { monthsName } from '#figures/linked.ts';
import { drawing } from '#figures/render.ts';
import { readLocaleFrom } from '#i18n/locale.ts';
import { moreLenses } from '#lenses/more.ts';
import { curveStatistics } from '../support/curve-statistics.ts';
import { figureContext, normalised } from '../support/figure-context.ts';
import { syntheticStatistics } from '../support/statistics.ts';

addFigures(moreFigures);
const company = { customers: 1200, ages: 18, hasAmount: true, assumed: false, against: ['price F>S', 'communication E>F'] };

async function requestOf(id: string, options: Record<string, unknown>, some: object) {
  const lens = moreLenses().find((one) => one.id === id)!;
  const tables = { ...syntheticStatistics({ customers: 1200, ...some }), ...curveStatistics({ ...company, ...some }) };
  return lens.figure(await lens.analyse(tables, { ...lens.defaults, ...options }, new AbortController().signal));
}

const states: [string, string, Record<string, unknown>, object][] = [
  ['input-output', 'with a contradiction', {}, {}],
  ['stage-variables', 'by stage', {}, {}],
  ['stage-variables', 'by age', { axis: 'age' }, {}],
  ['stage-variables', 'by calendar without costs', { axis: 'calendar' }, { assumed: true }],
  ['six-part-profit', 'per acquired customer', {}, {}],
  ['six-part-profit', 'of four parts', { view: 'balanced' }, { assumed: true }],
  ['cohort-age', 'by age', {}, {}],
  ['cohort-age', 'by calendar with marks', { measure: 'retention', axis: 'calendar', events: '2023-06 Price rise; 2024-03 Lockdown' }, {}],
];

describe.each(states)('%s %s', (id, state, options, some) => {
  test('is drawn as it always was', async () => {
    const { svg } = drawing(await requestOf(id, options, some), figureContext());
    await expect(normalised(svg)).toMatchFileSnapshot(`golden/${id}-${state.replaceAll(' ', '-')}.svg.txt`);
  });

  test.each([320, 960])('holds no style element and no number that is not one, %i pixels wide', async (width) => {
    const { svg } = drawing(await requestOf(id, options, some), figureContext({ width }));
    expect(svg.querySelector('style')).toBeNull();
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('has a point with words for every mark, inside the picture', async () => {
    const request = await requestOf(id, options, some);
    const drawn = drawing(request, figureContext());
    const points = figureOf(id).points(request.rows, request.options, figureContext());
    expect(points.length).toBeGreaterThanOrEqual(4);
    for (const point of points) {
      const { x, y } = drawn.place(point);
      expect(point.label.trim()).not.toBe('');
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(720);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(Number(drawn.svg.getAttribute('height')));
    }
  });

  test('has a table whose columns are all filled from its rows', async () => {
    const request = await requestOf(id, options, some);
    const { columns, rows } = figureOf(id).table(request.rows, request.options);
    expect(rows.length).toBeGreaterThan(0);
    for (const { key, title } of columns) {
      expect(title).not.toBe('');
      expect(rows.some((row) => row[key] !== undefined)).toBe(true);
    }
  });

  test('says in both languages what it shows, and that there is nothing without rows', async () => {
    const request = await requestOf(id, options, some);
    expect(figureOf(id).describe(request.rows, request.options, figureContext())).toMatch(/\d/);
    const undo = readLocaleFrom(() => 'zh-Hans');
    expect(figureOf(id).describe(request.rows, request.options, figureContext({ locale: 'zh-Hans' }))).toMatch(/[\u4e00-\u9fff]/);
    undo();
    const { svg } = drawing({ figure: id, rows: [], options: request.options }, figureContext());
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity/);
    expect(figureOf(id).describe([], request.options, figureContext())).not.toBe('');
  });
});

test('verdicts differ in shape as well as in colour', async () => {
  const { svg } = drawing(await requestOf('input-output', {}, {}), figureContext());
  const shapes = (token: string) =>
    [
      ...svg.querySelectorAll(
        `[fill="var(--${token})"] path, path[fill="var(--${token})"], circle[fill="var(--${token})"], [fill="var(--${token})"] circle`,
      ),
    ].map((mark) => mark.tagName + (mark.getAttribute('d') ?? '').slice(0, 4));
  expect(shapes('loss')[0]).not.toBe(shapes('gain')[0]);
});

test('a cohort is called by its month, quarter, half-year, year or years', () => {
  expect([1, 3, 6, 12, 24].map((months) => monthsName('2024-07-01', months))).toEqual([
    '2024-07',
    '2024 Q3',
    '2024 H2',
    '2024',
    '2024–2025',
  ]);
});

test('C25: a mark that contradicts theory shows the way the same customers went, and theory as a ghost beside it', async () => {
  const request = await requestOf('input-output', {}, {});
  const verdicts = request.rows.map(({ verdict }) => verdict);
  const { svg } = drawing(request, figureContext({ width: 960 }));
  const texts = [...svg.querySelectorAll('text')];
  const inMarks = texts.filter((text) => text.textContent.length === 1 && '↗↘→'.includes(text.textContent));
  const shown = inMarks.flatMap((text, i) => {
    const ghost = inMarks[i + 1];
    const isMark = i % 2 === 0;
    return isMark ? [`${text.textContent}${ghost!.textContent}`] : [];
  });
  const against = shown.filter((pair) => pair[0] !== '→' && pair[0] !== pair[1]);
  expect(against.length).toBeGreaterThan(0);
  expect(against).toHaveLength(verdicts.filter((verdict) => verdict === 'contradicts').length);
  const intervals = (width: number) =>
    [...drawing(request, figureContext({ width })).svg.querySelectorAll('text')].filter(({ textContent }) =>
      /^[+−].* to /.test(textContent),
    );
  expect(intervals(960).length).toBeGreaterThan(0);
  expect(intervals(328)).toEqual([]); // on a phone the words of the mark say it
});
