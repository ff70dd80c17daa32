import { describe, expect, test } from 'vitest';
import { readParameter, valueInForce } from '../../../src/cells/param/read-parameter.ts';
import { toCell } from '#notebook/cell.ts';
import { parse } from '#notebook/parse.ts';

const parameter = (options: string) => {
  const [part] = parse(`\`\`\`param axis {${options}}\n\`\`\`\n`).parts;
  return readParameter(toCell(part!));
};

describe('a parameter that is chosen from a list', () => {
  test('shows its choices in words of their own where they are given', () => {
    expect(parameter('type: select, choices: [a, b], names: [甲, 乙]')).toMatchObject({
      value: 'a',
      choices: ['a', 'b'],
      names: ['甲', '乙'],
    });
    expect(parameter('type: select, choices: [1, 2], value: 2')).toMatchObject({ value: 2, names: ['1', '2'] });
  });

  test('refuses words that are not as many as the choices', () => {
    expect(() => parameter('type: select, choices: [a, b], names: [甲]')).toThrow('cells/option');
  });

  test('keeps its written value when what was set is none of the choices', () => {
    const axis = parameter('type: select, choices: [a, b], value: b');
    expect(valueInForce(axis, 'a')).toBe('a');
    expect(valueInForce(axis, 'gone')).toBe('b');
  });
});
