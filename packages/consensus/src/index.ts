export * as burn from './burn/index.ts';
export * as forkChoice from './fork-choice/index.ts';
export * as simplex from './simplex/index.ts';
export * as solo from './solo/index.ts';
