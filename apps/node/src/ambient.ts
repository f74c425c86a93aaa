/** The world as the process has it: clock and log behind their ports. Only apps import this. @module */
import { randomBytes } from 'node:crypto';
import type { Clock, Log, Random } from '@ashlar/ports';
import pino from 'pino';

export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    every(intervalMs, run) {
      const timer = setInterval(run, intervalMs);
      return { [Symbol.dispose]: () => clearInterval(timer) };
    },
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return { [Symbol.dispose]: () => clearTimeout(timer) };
    },
  };
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** JSON lines on standard error: standard output is for what the user asked for. */
export function jsonLog(level: LogLevel): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return {
    debug: (event, fields) => logger.debug({ ...fields }, event),
    info: (event, fields) => logger.info({ ...fields }, event),
    warn: (event, fields) => logger.warn({ ...fields }, event),
    error: (event, fields) => logger.error({ ...fields }, event),
  };
}

export const systemRandom: Random = { bytes: (count) => new Uint8Array(randomBytes(count)) };
