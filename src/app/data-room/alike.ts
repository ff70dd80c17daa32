/** The items that have one key together, in the order in which the keys first come; both lists in the order given. */
export function alike<Item>(items: readonly Item[], keyOf: (item: Item) => string): { key: string; items: [Item, ...Item[]] }[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups].map(([key, members]) => ({ key, items: members }));
}
