/** How a model of buying is called and drawn: proper names, the same in every language; ink and dash tell them apart without colours. */
export interface ProcessLook {
  name: string;
  token: string;
  dash: string;
}

const looks: Readonly<Record<string, ProcessLook>> = {
  'bg-nbd': { name: 'BG/NBD', token: 'ink-3', dash: '2 3' },
  'mbg-nbd': { name: 'MBG/NBD', token: 'accent', dash: 'none' },
  'bg-cnbd-k': { name: 'MBG/CNBD-k', token: 'ink-3', dash: '6 2 2 2' },
  'pareto-nbd': { name: 'Pareto/NBD', token: 'ink', dash: '7 3' },
  'bg-bb': { name: 'BG/BB', token: 'ink-2', dash: '4 2' },
};

/** The look of a model by its id; an unknown one is called by its id. */
export function processLook(id: string): ProcessLook {
  return looks[id] ?? { name: id, token: 'ink-3', dash: '1 2' };
}
