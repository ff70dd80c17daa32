export * from '../header.ts';
