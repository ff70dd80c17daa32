import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readProse } from '#notebook/prose/read-prose.ts';
import { safeLink, safePicture } from '#notebook/prose/safe-url.ts';
import type { Block, Inline } from '#notebook/prose/tokens.ts';

const allowed = new Set('heading paragraph code quote list table rule text hidden strong em del break link image'.split(' '));

/** Every token of a tree, at every depth. */
function* tokensOf(value: unknown): Generator<Block | Inline> {
  if (Array.isArray(value)) for (const each of value) yield* tokensOf(each);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) yield value as Block | Inline;
    for (const each of Object.values(value)) yield* tokensOf(each);
  }
}

function expectSafe(text: string): void {
  for (const token of tokensOf(readProse(text))) {
    expect(allowed).toContain(token.type);
    if (token.type === 'link') expect(token.href).toMatch(/^(https:\/\/|mailto:|#)/);
    if (token.type === 'image') expect(token.src).toMatch(/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*$/);
  }
}

function textOf(text: string): string {
  return [...tokensOf(readProse(text))]
    .map((token) => (token.type === 'text' ? token.text : token.type === 'hidden' ? `[${token.code}]` : ''))
    .join('');
}

describe('Markdown becomes tokens', () => {
  test('headings with an address each, emphasis, code, breaks', () => {
    expect(readProse('# A *b* `c`\n\n# A b c\n\none  \ntwo\n')).toEqual([
      {
        type: 'heading',
        level: 1,
        slug: 'a-b-c',
        children: [
          { type: 'text', text: 'A ' },
          { type: 'em', children: [{ type: 'text', text: 'b' }] },
          { type: 'text', text: ' ' },
          { type: 'code', children: [{ type: 'text', text: 'c' }] },
        ],
      },
      { type: 'heading', level: 1, slug: 'a-b-c-2', children: [{ type: 'text', text: 'A b c' }] },
      { type: 'paragraph', children: [{ type: 'text', text: 'one' }, { type: 'break' }, { type: 'text', text: 'two' }] },
    ]);
  });

  test('lists with tasks, quotes, tables, rules', () => {
    expect(readProse('3. a\n4. b\n\n- [x] done\n- [ ] open\n')).toMatchObject([
      { type: 'list', start: 3, items: [{ checked: null }, { checked: null }] },
      { type: 'list', start: null, items: [{ checked: true }, { checked: false }] },
    ]);
    expect(readProse('> a\n\n---\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n')).toMatchObject([
      { type: 'quote', children: [{ type: 'paragraph' }] },
      { type: 'rule' },
      { type: 'table', align: [null, 'right'], header: [[{ text: 'a' }], [{ text: 'b' }]], rows: [[[{ text: '1' }], [{ text: '2' }]]] },
    ]);
  });

  test('character references are read in text and left alone in code', () => {
    expect(textOf('a &amp; b &lt;b&gt; &#20013; &unknown; `&amp;`')).toBe('a & b <b> 中 &unknown; &amp;');
  });

  test('HTML is text', () => {
    expect(textOf('a <b onclick=x>c</b> <script>alert(1)</script>')).toBe('a <b onclick=x>c</b> <script>alert(1)</script>');
    expect(readProse('<div>\n<img src=x onerror=alert(1)>\n</div>\n')).toEqual([
      { type: 'code', language: '', children: [{ type: 'text', text: '<div>\n<img src=x onerror=alert(1)>\n</div>\n' }] },
    ]);
  });

  test('characters that hide or turn text are shown by their codes', () => {
    expect(textOf('pay \u202Elap\u202C \u200B \u0007')).toBe('pay [U+202E]lap[U+202C] [U+200B] [U+0007]');
    expect(textOf('`\u202E`')).toBe('[U+202E]');
  });
});

describe('addresses', () => {
  test.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['HTTPS://EXAMPLE.ORG', 'https://example.org/'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['#stage-curve', '#stage-curve'],
    ['http://example.org', null],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['\u0001javascript:alert(1)', null],
    [' javascript:alert(1)', null],
    ['vbscript:x', null],
    ['data:text/html,<script>', null],
    ['file:///etc/passwd', null],
    ['blob:https://example.org/x', null],
    ['//evil.example', null],
    ['\\\\evil.example', null],
    ['/path', null],
    ['path', null],
    ['', null],
    ['https://good.example@evil.example', null],
    ['#/data', null],
  ])('link %j is %j', (text, href) => {
    expect(safeLink(text)).toBe(href);
  });

  test.each([
    ['data:image/png;base64,AAAA', true],
    ['data:image/svg+xml;base64,AAAA', false],
    ['data:image/png,raw', false],
    ['data:image/png;base64,AA"onerror=', false],
    ['data:text/html;base64,AAAA', false],
    ['https://example.org/a.png', false],
    ['a.png', false],
  ])('picture %j is shown: %j', (text, shown) => {
    expect(safePicture(text) !== null).toBe(shown);
  });

  test('a link that is refused leaves its words', () => {
    expect(readProse('[click](javascript:alert(1))')).toEqual([{ type: 'paragraph', children: [{ type: 'text', text: 'click' }] }]);
    expect(readProse('![alt](https://tracker.example/x.png)')).toEqual([{ type: 'paragraph', children: [{ type: 'text', text: 'alt' }] }]);
  });
});

describe('hostile Markdown', () => {
  const scheme = fc.constantFrom(
    'javascript:',
    'JAVASCRIPT:',
    'java\tscript:',
    'javascript&colon;',
    'javascript&#58;',
    'java&Tab;script:',
    'data:text/html,',
    'data:image/svg+xml,',
    'vbscript:',
    'http:',
    '//',
    '\\\\',
    'https:',
    'mailto:',
    '#',
    '\u0000',
  );
  const piece = fc.oneof(
    scheme,
    fc.constantFrom(
      '[a](',
      ')',
      '![',
      '](',
      '<',
      '>',
      '<a href="',
      '">',
      '<img src=x onerror=',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<svg/onload=',
      '[x]: ',
      '\n',
      '\n\n',
      '> ',
      '- ',
      '| ',
      '---',
      '`',
      '```',
      '*',
      '_',
      '~~',
      '\\',
      '&lt;',
      '&#x6A;',
      'www.',
      'x@y.z',
      '"',
      "'",
      '\u202e',
      '<![CDATA[',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.webUrl(),
  );

  test('10,000 texts yield only known tokens, and no address but the allowed ones', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => expectSafe(pieces.join(''))),
      { numRuns: 10_000, seed: 25 },
    );
  });

  test.each([
    ['quotes', '>'.repeat(50_000)],
    ['lists', '- '.repeat(20_000)],
    ['brackets', '['.repeat(50_000)],
    ['pictures', '!['.repeat(25_000)],
    ['emphasis', '*a _b '.repeat(10_000)],
    ['backticks', '`a'.repeat(25_000)],
    ['unfinished tags', '<a '.repeat(20_000)],
    ['a table of 20,000 cells', `|${'a|'.repeat(200)}\n|${'-|'.repeat(200)}\n${`|${'a|'.repeat(200)}\n`.repeat(100)}`],
    ['far too long a text', 'a\n\n'.repeat(60_000)],
  ])('%s without end are read within seconds, safely', (_, text) => {
    const started = performance.now();
    expectSafe(text);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
