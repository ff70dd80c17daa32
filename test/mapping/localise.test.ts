import { afterEach, describe, expect, test } from 'vitest';
import { type Locale, locales, readLocaleFrom } from '#i18n/locale.ts';
import { localiseReport, roleChoices, ruleTitle, sentence, tableChoices } from '#mapping/localise.ts';
import { fileResult } from '../support/file-result.ts';

let undo = (): void => undefined;
afterEach(() => undo());
const speak = (locale: Locale) => {
  undo();
  undo = readLocaleFrom(() => locale);
};

const file = fileResult('a.csv', {
  columns: [
    { source: 'Profit', role: 'profit', becomes: 'cogs', confidence: 1, reason: { code: 'reason_canonical', parameters: {} }, samples: [] },
  ],
  made: [{ column: 'cogs', badge: 'derived', reason: { code: 'made_cogs_profit', parameters: {} } }],
  questions: [
    {
      id: 'q',
      text: { code: 'question_date', parameters: { column: 'when', file: 'a.csv' } },
      choices: [
        {
          id: 'day-first',
          text: { code: 'choice_day_first', parameters: {} },
          effect: { code: 'effect_date', parameters: { first: '2024-01-02', last: '', rows: 1200, invalid: 0 } },
        },
      ],
      samples: [],
      answer: null,
    },
  ],
});

test('an input of a derivation is reported under what is made of it, with the formula', () => {
  speak('en');
  expect(localiseReport({ files: [file], joins: [] }).files[0]?.columns[0]).toEqual({
    source: 'Profit',
    role: 'cogs',
    confidence: 1,
    reason: 'The header is the name of this field. Cost of goods = amount − profit.',
  });
});

test('the same result speaks the language in force', () => {
  speak('en');
  expect(localiseReport({ files: [file], joins: [] }).files[0]?.questions[0]?.choices[0]).toEqual({
    id: 'day-first',
    text: 'Day first (day/month/year)',
    effect: '1,200 dates from Jan 2, 2024 to —',
  });
  speak('zh-Hans');
  expect(localiseReport({ files: [file], joins: [] }).files[0]?.questions[0]?.text).toBe('a.csv的“when”列中，日和月哪个在前？');
});

describe.each(locales)('%s', (locale) => {
  test('every table, role and rule has a title', () => {
    speak(locale);
    const titles = [
      ...tableChoices().flatMap(({ table, title }) => [title, ...roleChoices(table).map((choice) => choice.title)]),
      ...[
        'fields',
        'nul',
        'quote',
        'empty',
        'question',
        'not-a-date',
        'not-a-number',
        'date-range',
        'not-one-of',
        'missing-column',
        'duplicate',
      ].map(ruleTitle),
      ...['reason_attribute', 'reason_similar', 'made_order_id', 'missing_table'].map((code) =>
        sentence({ code, parameters: { name: 'x' } }),
      ),
    ];
    expect(titles.filter((title) => /^(table|column|rule|reason|made|missing)_/.test(title))).toEqual([]);
  });
});
