export type { Config, Durable, Effect, Input, SoloBlock, State, Step, Trigger } from './machine.ts';
export { open, REQUESTS_MAX, step } from './machine.ts';
