export type { Config, Effect, Head, Input, Mark, State, Step } from './machine.ts';
export {
  FIRST_PAST_MAX_MS,
  NOTHING_SIGNED,
  open,
  PAST_MAX_MS,
  step,
  TICK_MS,
  TICKETS_MAX,
  WON_MAX_MS,
} from './machine.ts';
