/**
 * The three ways something can go wrong, and who must act.
 *
 * 1. **Refusal**: the other party is wrong (a bad block, a stale nonce). Expected, adversarial,
 *    deterministic. A *value*, returned in a `Result`, never thrown; every node computes the
 *    same one, so it may go in a receipt.
 * 2. **Fault**: the world is wrong (disk full, broker gone). Thrown; the caller retries when
 *    `retryable`, else the supervisor restarts the service.
 * 3. **Invariant violation**: *we* are wrong. Thrown by `assert`, caught by nobody but the
 *    supervisor, which stops the process. A halted node is safe; a confused one signs nonsense.
 * @module
 */

/** `code` is public and frozen once released: `<noun>.<camelCase reason>`. */
export type Refusal = Readonly<{ code: `${string}.${string}` }>;

export type Accepted<T> = Readonly<{ ok: true; value: T }>;
export type Refused<R extends Refusal> = Readonly<{ ok: false; refusal: R }>;
export type Result<T, R extends Refusal> = Accepted<T> | Refused<R>;

export const accept = <T>(value: T): Accepted<T> => ({ ok: true, value });
export const refuse = <const R extends Refusal>(refusal: R): Refused<R> => ({ ok: false, refusal });

export type FaultCode =
  | 'bus.unreachable'
  | 'bus.timeout'
  | 'crypto.slowFallback'
  | 'engine.nativeLimit'
  | 'store.io'
  | 'store.corrupt'
  | 'store.full'
  | 'store.locked'
  | 'store.otherChain'
  | 'store.outsideWitness'
  | 'store.unknownSchema'
  | 'worker.lost';

/** The outside world failed. The `cause` says how; secrets never enter a message. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly retryable: boolean;

  constructor(code: FaultCode, options: Readonly<{ retryable: boolean; cause?: unknown; detail?: string }>) {
    super(options.detail === undefined ? code : `${code}: ${options.detail}`, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable;
  }
}

/** This program has a bug. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new InvariantViolation(invariant);
}

/** Closes a `switch` over a union: a new variant is a compile error at every such place. */
export function unreachable(value: never): never {
  throw new InvariantViolation(`unreachable: ${JSON.stringify(value)}`);
}
