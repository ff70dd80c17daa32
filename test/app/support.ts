import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { readLocaleFrom } from '#i18n/locale.ts';
import type { FileResult } from '#mapping/types.ts';
import { DataState } from '#state/data.svelte.ts';
import { EngineState } from '#state/engine.svelte.ts';
import { NotebookState } from '#state/notebook.svelte.ts';
import type { Pipeline } from '#state/pipeline.ts';
import { Preferences } from '#state/preferences.svelte.ts';
import { Room } from '#state/room.svelte.ts';
import { commands } from '../../src/app/commands.ts';
import { Desk } from '../../src/app/desk.svelte.ts';
import type { Parts } from '../../src/app/parts.ts';
import { LensList } from '../../src/app/lens-list.svelte.ts';
import { Route } from '../../src/app/route.svelte.ts';
import { fileResult as plainResult } from '../support/file-result.ts';

/** How one file was read, with one open question and two quarantined records. */
export function fileResult(name: string, answer: string | null = null): FileResult {
  return plainResult(name, {
    rowsIn: 1000,
    loaded: 990,
    continuation: 5,
    notRecords: 3,
    quarantined: 2,
    columns: [
      {
        source: 'When',
        role: 'date',
        becomes: 'date',
        confidence: 0.9,
        reason: { code: 'reason_name', parameters: {} },
        samples: ['03/04/2024'],
      },
      {
        source: 'Note',
        role: 'ignored',
        becomes: 'ignored',
        confidence: 0.5,
        reason: { code: 'reason_name', parameters: {} },
        samples: ['x'],
      },
    ],
    questions: [
      {
        id: 'order-of-days',
        text: { code: 'which?', parameters: {} },
        choices: [
          { id: 'day-first', text: { code: '3 April', parameters: {} }, effect: { code: 'spring', parameters: {} } },
          { id: 'month-first', text: { code: '4 March', parameters: {} }, effect: { code: 'winter', parameters: {} } },
        ],
        samples: [],
        answer,
      },
    ],
    problems: [
      { line: 17, column: 'When', rule: 'date', found: '31/02/2024' },
      { line: 940, column: 'When', rule: 'date', found: 'soon' },
    ],
  });
}

/** The parts of the page over a pipeline in memory; `imports` tells what it was asked. */
export function makeParts(): { parts: Parts; imports: Parameters<Pipeline['importFiles']>[1][] } {
  const imports: Parameters<Pipeline['importFiles']>[1][] = [];
  const pipeline: Pipeline = {
    importFiles(_, request) {
      imports.push(request);
      if (request.files.every((file) => file.size === 0))
        return Promise.reject(new CodedError('import/empty', { file: request.files[0]?.name ?? '' }));
      return Promise.resolve({
        files: request.files.map((file) => fileResult(file.name, request.answers['order-of-days'] ?? null)),
        joins: [],
      });
    },
    analyse: () => Promise.resolve({ profile: [{ as_of: '2024-06-30', lines: 990, customers: 12, orders: 100, period: 'month' }] }),
  };
  const preferences = new Preferences(null, ['en']);
  readLocaleFrom(() => preferences.locale);
  const engine = new EngineState(() =>
    Promise.resolve({ capabilities: { cancels: true, locked: true, engine: 'test', version: '1' } } as Engine),
  );
  const sample = {
    statistics: () =>
      Promise.resolve({ profile: [{ as_of: '2026-06-30', lines: 61204, customers: 4118, orders: 21873, period: 'month' }] }),
    files: () => Promise.resolve([]),
  };
  const data = new DataState({ engine, pipeline: () => Promise.resolve(pipeline), sample });
  const route = new Route(window);
  const notebook = new NotebookState({
    id: () => 'overview',
    books: [{ id: 'overview', title: () => 'Overview', text: () => '# Overview' }],
    locale: () => preferences.locale,
    titleOf: () => 'Overview',
  });
  const desk = new Desk({ data, route, notebook, document });
  const most = { preferences, engine, data, route, notebook, desk };
  return {
    parts: { ...most, room: new Room(data, () => Promise.resolve(pipeline)), commands: commands(most), lenses: new LensList(() => []) },
    imports,
  };
}

export const orders = (): File => new File(['When,Note\n03/04/2024,x\n'], 'orders.csv');
