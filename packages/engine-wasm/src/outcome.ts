/**
 * The fixed texts of traps, and the signals with which a run is unwound. No text of the machine appears in an
 * outcome: its wording differs between versions, and a receipt may carry the reason.
 * @module
 */
import { Fault } from '@ashlar/base';
import { REASON } from './instrument/layout.ts';

/** Reasons of `trapped`, frozen. */
export const TRAP = {
  machine: 'memory, division or table trap',
  unreachable: 'unreachable executed',
  float: 'float instruction executed',
  stack: 'stack limit exceeded',
  pointer: 'host call pointer out of bounds',
} as const;

/** The fixed text of a trap that instrumentation caused or let happen. */
export function trapText(reason: number): string {
  if (reason === REASON.unreachable) return TRAP.unreachable;
  if (reason === REASON.float) return TRAP.float;
  return reason === REASON.stack ? TRAP.stack : TRAP.machine;
}

/** Thrown through contract code by the host interface; preallocated, for a stack trace costs more than the call. */
export const POINTER_TRAP: Readonly<{ trap: string }> = Object.freeze({ trap: TRAP.pointer });

/** V8's overflow of the native stack. Other `RangeError`s of the host are the host's own. */
export const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError && error.message.startsWith('Maximum call stack size');

export const nativeLimit = (detail: string, cause?: unknown): Fault =>
  new Fault('engine.nativeLimit', { retryable: false, detail, cause });
