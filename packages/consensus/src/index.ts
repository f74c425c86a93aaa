export * as simplex from './simplex/index.ts';
