export * from './common.ts';
export * from './contracts.ts';
export * from './covariates.ts';
export * from './market.ts';
export * from './purchases.ts';
export * from './spending.ts';
export * from './survival.ts';
export * from './value.ts';
