import { haltRun } from './errors.ts';

/** Serialized bytes of one value: what a program may build, however much it would pay. */
export const VALUE_BYTES_MAX = 16_777_216;

/** Refuses a value of so many bytes before it is built. */
export function checkValueSize(bytes: number): void {
  if (bytes > VALUE_BYTES_MAX) haltRun('run.valueTooLarge', `A value exceeds ${VALUE_BYTES_MAX} bytes.`);
}
