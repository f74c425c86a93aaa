/**
 * How contracts end: thrown through the engine, caught where the contract was started.
 * @module
 */

/** A system call, or a contract beneath, has ended with an error code other than 0. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The running contract called `exit`: it ends here, whatever the code. */
export class Exit extends Error {
  override readonly name = 'Exit';
  readonly code: number;
  readonly result: Uint8Array;

  constructor(code: number, message: string, result: Uint8Array) {
    super(message);
    this.code = code;
    this.result = result;
  }
}
