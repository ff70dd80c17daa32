import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph, staleAfter, type GraphNode } from '#notebook/graph.ts';

function node(key: string, defines: string[] = [], uses: string[] = [], mentions: string[] = []): GraphNode {
  return { key, defines, uses, mentions };
}

describe('what depends on what', () => {
  test('a cell may stand before what it depends on', () => {
    const graph = buildGraph([node('chart', [], ['monthly']), node('monthly', ['monthly'], [], ['orders', '$h']), node('h', ['$h'])]);
    expect(graph.order).toEqual(['h', 'monthly', 'chart']);
    expect(graph.problems.size).toBe(0);
  });

  test('names are the same in capitals', () => {
    expect(buildGraph([node('a', ['Monthly']), node('b', [], ['MONTHLY'])]).dependencies.get('b')).toEqual(['a']);
  });

  test('a name that only the engine may know is no error, a name that must exist is', () => {
    const graph = buildGraph([node('a', [], [], ['orders']), node('b', [], ['$h']), node('c', [], ['orders'])], ['orders']);
    expect([...graph.problems]).toEqual([['b', { code: 'notebook/missing-name', parameters: { name: '$h' } }]]);
  });

  test('the second cell of a name is told so; the first keeps it', () => {
    const graph = buildGraph([node('a', ['x']), node('b', ['X']), node('c', [], ['x'])]);
    expect([...graph.problems]).toEqual([['b', { code: 'notebook/duplicate-name', parameters: { name: 'X' } }]]);
    expect(graph.dependencies.get('c')).toEqual(['a']);
  });

  test('a table of the product cannot be defined again', () => {
    expect(buildGraph([node('a', ['Orders'])], ['orders']).problems.get('a')?.code).toBe('notebook/reserved-name');
  });

  test('every cell of a cycle names all of it; what hangs on the cycle is not part of it', () => {
    const graph = buildGraph([
      node('a', ['a'], [], ['b']),
      node('b', ['b'], [], ['c']),
      node('c', ['c'], [], ['a']),
      node('d', ['d'], [], ['a']),
      node('e', ['e']),
    ]);
    const cycle = { code: 'notebook/cycle', parameters: { cells: 'a, b, c' } };
    expect([...graph.problems]).toEqual([
      ['a', cycle],
      ['b', cycle],
      ['c', cycle],
    ]);
    expect(graph.order[0]).toBe('e');
  });

  test('a cell that reads itself is a cycle of one', () => {
    expect(buildGraph([node('a', ['a'], [], ['a'])]).problems.get('a')).toEqual({ code: 'notebook/cycle', parameters: { cells: 'a' } });
  });

  test('what becomes stale is the cell and all that depends on it, in running order', () => {
    const graph = buildGraph([node('d', [], ['c']), node('c', ['c'], ['a', 'b']), node('b', ['b'], ['a']), node('a', ['a']), node('x')]);
    expect(staleAfter(graph, ['a'])).toEqual(['a', 'b', 'c', 'd']);
    expect(staleAfter(graph, ['b', 'x'])).toEqual(['b', 'c', 'd', 'x'].sort((p, q) => graph.order.indexOf(p) - graph.order.indexOf(q)));
  });

  test('in any graph every cell is ordered once, and after its dependencies unless it is in or below a cycle', () => {
    const graphs = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(graphs, (edges) => {
        const nodes = edges.map((to, index) =>
          node(
            `k${index}`,
            [`n${index}`],
            [],
            to.map((other) => `n${other}`),
          ),
        );
        const { order, dependencies, problems } = buildGraph(nodes);
        expect([...order].sort()).toEqual(nodes.map(({ key }) => key).sort());
        const inOrder = (key: string): boolean =>
          (dependencies.get(key) ?? []).every((dependency) => order.indexOf(dependency) < order.indexOf(key));
        if (problems.size === 0) expect(order.every(inOrder)).toBe(true);
        else expect(order.every(inOrder)).toBe(false);
      }),
      { numRuns: 1_000, seed: 23 },
    );
  });
});
