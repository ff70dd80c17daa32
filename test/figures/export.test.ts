import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { tableAsCsv } from '#figures/csv.ts';
import { figureAsSvg, wrap } from '#figures/export.ts';
import { textWidth } from '#figures/labels.ts';
import { lenses } from '#lenses/index.ts';
import { syntheticStatistics } from '../support/statistics.ts';
import { figureContext } from '../support/figure-context.ts';

describe('a table as CSV', () => {
  const columns = [
    { key: 'name', title: 'Name', align: 'left' as const, format: 'text' as const },
    { key: 'value', title: '=Value', align: 'right' as const, format: 'money' as const },
  ];

  test.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', '\nx'])('text that begins like a formula (%j) gets an apostrophe', (name) => {
    const cell = tableAsCsv({ columns, rows: [{ name, value: 1 }] })
      .split('\r\n')
      .slice(1)
      .join('\r\n');
    expect(cell.replace(/^"/, '').startsWith(`'${name[0]!}`)).toBe(true);
  });

  test('numbers stay numbers, also below zero; missing ones are empty', () => {
    const text = tableAsCsv({
      columns,
      rows: [
        { name: 'a', value: -1.5 },
        { name: 'b', value: null },
      ],
    });
    expect(text).toBe("\uFEFFName,'=Value\r\na,-1.5\r\nb,\r\n");
  });

  test('commas, quotes and line ends are quoted', () => {
    expect(tableAsCsv({ columns, rows: [{ name: 'a "b", c', value: 0 }] })).toContain('"a ""b"", c",0');
  });
});

describe('a figure as SVG', () => {
  const lens = lenses[0]!;
  const request = async (locale: string) => {
    const answer = await lens.analyse(syntheticStatistics(), lens.defaults, new AbortController().signal);
    const words = { headline: 'Profit peaks after 9 months', subtitle: 'Mean per customer', foot: ['n = 1,200', 'a warning'] };
    return {
      ...lens.figure(answer),
      ...words,
      locale,
      currency: 'CNY',
      width: 960,
      color: (token: string) => (token === 'paper' ? '#ffffff' : '#123456'),
      document: figureContext().document,
    };
  };

  test('is complete: headline, subtitle, picture and foot, with a title and a description', async () => {
    const { text, width, height } = figureAsSvg(await request('en'));
    const svg = new JSDOM(text, { contentType: 'image/svg+xml' }).window.document.documentElement;
    expect(svg.querySelector('title')!.textContent).toBe('Profit peaks after 9 months');
    expect(svg.querySelector('desc')!.textContent).toContain('Line chart');
    for (const words of ['Profit peaks after 9 months', 'Mean per customer', 'n = 1,200', 'a warning', 'Amount', 'Stable'])
      expect(svg.textContent).toContain(words);
    expect(svg.getAttribute('viewBox')).toBe(`0 0 ${width} ${height}`);
  });

  test('needs nothing from the page: no variable, no style element, no address but the namespace', async () => {
    const { text } = figureAsSvg(await request('en'));
    expect(text).not.toContain('var(--');
    expect(text).not.toContain('<style');
    expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
  });
});

test('words are cut into lines that fit, in both scripts, and none is lost', () => {
  for (const words of ['The average customer pays back its cost after six months', '平均每位客户在六个月后收回成本，此后每月盈利']) {
    const lines = wrap(words, 120, 12);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(120);
    expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
  }
});
