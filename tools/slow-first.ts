import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take many times as long as others, the longest first; on a machine that has not seen them yet nothing else tells. */
const slow = [
  'test/pairs/pairs.test.ts',
  'test/doctor/examine.test.ts',
  'test/mapping/import-files.test.ts',
  'test/panel/allocation.test.ts',
  'test/mapping/formats.test.ts',
  'test/mapping/orders-lines.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/statistics/receivables.test.ts',
  'test/panel/loyalty.test.ts',
];

/** Begins with the slow files, so that no worker is left with one of them at the end. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = slow.findIndex((path) => moduleId.endsWith(`/${path}`));
      return at < 0 ? slow.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
