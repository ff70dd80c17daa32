import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const dark = css.slice(css.indexOf("[data-theme='dark']"));
const light = css.slice(0, css.indexOf('@media screen'));

function tokens(text: string): Map<string, string> {
  return new Map([...text.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}
const themes = { light: tokens(light), dark: tokens(dark) };

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['paper', 'surface', 'sunken'];
const stages = ['exploration', 'formation', 'stable', 'decline', 'ended'].map((stage) => `stage-${stage}`);
const washes = [...stages.map((stage) => `${stage}-wash`), 'gain-wash', 'loss-wash'];
const words = ['ink', 'ink-2', 'ink-3', 'accent', 'gain', 'loss', ...stages];

const text: [string, string][] = [
  ...words.flatMap((word) => surfaces.map((surface): [string, string] => [word, surface])),
  ...stages.map((stage): [string, string] => [stage, `${stage}-wash`]),
  ...washes.flatMap((wash): [string, string][] => [
    ['ink', wash],
    ['ink-2', wash],
  ]),
  ['gain', 'gain-wash'],
  ['loss', 'loss-wash'],
  ['accent', 'accent-wash'],
  ['ink', 'accent-wash'],
  ['accent-ink', 'accent'],
  ['warn-ink', 'warn-bg'],
];
const marks: [string, string][] = [
  ...surfaces.flatMap((surface): [string, string][] => [
    ['focus', surface],
    ['control', surface],
  ]),
  // curves, dots and the rule at zero are drawn over every wash
  ...washes.flatMap((wash): [string, string][] => [
    ['stage-stable', wash],
    ['gain', wash],
    ['loss', wash],
    ['control', wash],
  ]),
];

describe.each(Object.entries(themes))('%s theme', (_, theme) => {
  const ratio = ([front, back]: [string, string]): number => contrast(theme.get(front) ?? '', theme.get(back) ?? '');

  test('every token of a pair exists', () => {
    expect([...text, ...marks].flat().filter((name) => !theme.has(name))).toEqual([]);
  });
  test.each(text)('%s can be read on %s (4.5:1)', (front, back) => {
    expect(ratio([front, back])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(marks)('%s can be seen on %s (3:1)', (front, back) => {
    expect(ratio([front, back])).toBeGreaterThanOrEqual(3);
  });
});

test('both themes define the same colours', () => {
  expect([...themes.dark.keys()].sort()).toEqual([...themes.light.keys()].sort());
});
