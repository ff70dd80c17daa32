import { CodedError, type ErrorShape } from '#base/error.ts';
import { sameName } from './names.ts';

/** What a cell gives to others and takes from them. Parameters are written `$name`, tables `name`. */
export interface GraphNode {
  key: string;
  defines: readonly string[];
  /** names that must exist */
  uses: readonly string[];
  /** names that count only when some cell defines them; otherwise they are the engine's business */
  mentions: readonly string[];
}

export interface Graph {
  /** every cell after the cells it depends on; those in a cycle last, all else in the order of the text */
  order: readonly string[];
  dependencies: ReadonlyMap<string, readonly string[]>;
  dependents: ReadonlyMap<string, readonly string[]>;
  /** why a cell cannot run at all */
  problems: ReadonlyMap<string, ErrorShape>;
}

function problem(code: string, parameters: Record<string, string>): ErrorShape {
  return new CodedError(code, parameters).toJSON();
}

/** All that can be reached from these keys, themselves included. */
export function reachable(keys: Iterable<string>, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const open = [...keys];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    open.push(...(edges.get(key) ?? []));
  }
  return seen;
}

/** Keys with every dependency before its dependents; the first of the text goes first among equals. Cycles and what hangs on them are left out. */
function sorted(keys: readonly string[], dependencies: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  for (let before = -1; before !== done.size;) {
    before = done.size;
    for (const key of keys) {
      if (!done.has(key) && (dependencies.get(key) ?? []).every((dependency) => done.has(dependency))) done.add(key);
    }
  }
  return [...done];
}

function nameCycles(
  nodes: readonly GraphNode[],
  ordered: readonly string[],
  dependencies: ReadonlyMap<string, readonly string[]>,
  problems: Map<string, ErrorShape>,
): void {
  const settled = new Set(ordered);
  const left = nodes.filter(({ key }) => !settled.has(key));
  const above = new Map(left.map(({ key }) => [key, reachable(dependencies.get(key) ?? [], dependencies)]));
  for (const { key } of left) {
    if (!above.get(key)?.has(key)) continue;
    const members = left.filter((other) => above.get(key)?.has(other.key) && above.get(other.key)?.has(key));
    problems.set(key, problem('notebook/cycle', { cells: members.map((member) => member.defines[0] ?? member.key).join(', ') }));
  }
}

/**
 * Who depends on whom. Problems are data: `notebook/duplicate-name` (the second cell of a name), `notebook/reserved-name`,
 * `notebook/missing-name`, `notebook/cycle` (every cell of the cycle, naming all of them).
 * @param reserved names that exist without a cell, such as the tables of the engine; cells may use but not define them.
 */
export function buildGraph(nodes: readonly GraphNode[], reserved: readonly string[] = []): Graph {
  const taken = new Set(reserved.map(sameName));
  const owners = new Map<string, string>();
  const problems = new Map<string, ErrorShape>();
  for (const { key, defines } of nodes) {
    for (const name of defines) {
      const same = sameName(name);
      if (taken.has(same)) problems.set(key, problem('notebook/reserved-name', { name }));
      else if (owners.has(same)) problems.set(key, problem('notebook/duplicate-name', { name }));
      else owners.set(same, key);
    }
  }
  const dependencies = new Map<string, string[]>();
  const dependents = new Map<string, string[]>(nodes.map(({ key }) => [key, []]));
  for (const { key, uses, mentions } of nodes) {
    const missing = uses.find((name) => !owners.has(sameName(name)) && !taken.has(sameName(name)));
    if (missing !== undefined && !problems.has(key)) problems.set(key, problem('notebook/missing-name', { name: missing }));
    const found = [...uses, ...mentions].flatMap((name) => owners.get(sameName(name)) ?? []);
    dependencies.set(key, [...new Set(found)]);
    for (const dependency of new Set(found)) dependents.get(dependency)?.push(key);
  }
  const keys = nodes.map(({ key }) => key);
  const ordered = sorted(keys, dependencies);
  nameCycles(nodes, ordered, dependencies, problems);
  return { order: [...new Set([...ordered, ...keys])], dependencies, dependents, problems };
}

/** The cells that become stale when these change: themselves and everything that depends on them, in running order. */
export function staleAfter(graph: Graph, keys: Iterable<string>): string[] {
  const touched = reachable(keys, graph.dependents);
  return graph.order.filter((key) => touched.has(key));
}
