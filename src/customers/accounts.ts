import type { Engine } from '#engine/engine.ts';
import { accountFacts, accountsUnder, mergeLog } from '#panel/account-query.ts';
import { contractFacts } from '#panel/contract-query.ts';
import { customerLists } from '#schema/thresholds.ts';
import { asking } from './asking.ts';

/** What joining accounts under their topmost parents does; all numbers are of the tables as read. */
export interface AccountFacts {
  /** accounts that name a parent */
  accounts: number;
  /** topmost parents with an account under them */
  units: number;
  /** accounts that stand under one */
  joined: number;
  /** steps of the longest chain */
  depth: number;
  unknownParents: number;
  inCycles: number;
  /** customers with an order, by account and by topmost parent */
  before: number;
  after: number;
}

/** One line of the merge log; orders are days with an order of the account itself, amount in currency units. */
export interface Account {
  id: string;
  parent: string;
  depth: number;
  orders: number;
  amount: number | null;
}

/** An account and what it is counted as. */
export interface MergedAccount extends Account {
  unit: string;
  problem: 'unknown-parent' | 'cycle' | null;
}

/** What there is to join. Rejects with what the engine throws. */
export async function accountsOf(engine: Engine, signal: AbortSignal): Promise<{ facts: AccountFacts; log: MergedAccount[] }> {
  const ask = asking(engine, signal);
  const [facts] = await ask<AccountFacts>(accountFacts);
  return { facts: facts!, log: await ask<MergedAccount>(mergeLog(customerLists.accounts)) };
}

/** The whole merge log, accounts with a problem first. Rejects with what the engine throws. */
export function wholeMergeLog(engine: Engine, signal: AbortSignal): Promise<MergedAccount[]> {
  return asking(engine, signal)<MergedAccount>(mergeLog());
}

/** The accounts under one account, nearest first, whatever the level of the analysis. Rejects with what the engine throws. */
export function accountsBelow(engine: Engine, id: string, signal: AbortSignal): Promise<Account[]> {
  return asking(engine, signal)<Account>(accountsUnder(id));
}

/** Contracts in the files, and customers of whom one ended without renewal by the as-of date. Rejects with what the engine throws. */
export async function contractsOf(engine: Engine, signal: AbortSignal): Promise<{ contracts: number; customers: number }> {
  const [facts] = await asking(engine, signal)<{ contracts: number; customers: number }>(contractFacts);
  return facts!;
}
