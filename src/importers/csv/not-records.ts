export * from '../not-records.ts';
