import { expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import type { FileResult, ImportResult } from '#mapping/types.ts';
import type { Pipeline } from '#state/pipeline.ts';
import { Replacing } from '#state/replacing.ts';
import { fileResult } from '../support/file-result.ts';

const part = (file: string, member: string): FileResult =>
  fileResult(`${file}${member === '' ? '' : `/${member}`}`, { file, path: `${file}/${member}` });

/** The names of the tables that are compared when one dropped file takes the place of another. */
async function compared(older: FileResult[], newer: FileResult[]): Promise<string[][]> {
  const pairs: string[][] = [];
  const keepBefore: NonNullable<Pipeline['keepBefore']> = () =>
    Promise.resolve((given) => {
      pairs.push(...given.map((pair) => [pair.older.name, pair.newer.name]));
      return Promise.resolve([]);
    });
  const before = { files: older, joins: [] } as ImportResult;
  const replaced = new Map([['new.zip', 'old.zip']]);
  const ready = () => Promise.resolve();
  const replacing = await Replacing.begin({ keepBefore } as Pipeline, {} as Engine, before, replaced, new AbortController().signal, ready);
  await replacing.end({ files: newer, joins: [] });
  return pairs;
}

test('each file of an archive is compared with the one of its name', async () => {
  const older = [part('old.zip', 'jan.csv'), part('old.zip', 'feb.csv')];
  expect(await compared(older, [part('new.zip', 'feb.csv'), part('new.zip', 'jan.csv')])).toEqual([
    ['old.zip/feb.csv', 'new.zip/feb.csv'],
    ['old.zip/jan.csv', 'new.zip/jan.csv'],
  ]);
});

test('a file with a new name is compared with the only one that is left of its table', async () => {
  const older = [part('old.zip', 'jan.csv'), part('old.zip', 'until-may.csv')];
  expect(await compared(older, [part('new.zip', 'until-june.csv'), part('new.zip', 'jan.csv')])).toContainEqual([
    'old.zip/until-may.csv',
    'new.zip/until-june.csv',
  ]);
});

test('files that cannot be told apart are not compared', async () => {
  const older = [part('old.zip', 'a.csv'), part('old.zip', 'b.csv')];
  expect(await compared(older, [part('new.zip', 'c.csv'), part('new.zip', 'd.csv')])).toEqual([]);
});
