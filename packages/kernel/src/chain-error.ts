/**
 * How a system call ends badly: a *reversion* (code > 0: undone, kept in the block, charged) or a *failure* (code < 0:
 * the transaction, and a block that contains it, is invalid). Both unwind the kernel's own stack as exceptions; they
 * never leave the kernel, whose doors answer with values. Source: `spec/koinos.md` 4.1 and the code table in 2.
 *
 * `isFinal` marks what no contract may catch: spent resources. (Upstream hands those codes to system contracts,
 * which could then go on with an empty meter.)
 * @module
 */
import { type Codec, DecodeError, ERROR_CODE } from '@ashlar/protocol';

export class ChainError extends Error {
  override readonly name = 'ChainError';
  /** A value of `ERROR_CODE`, or a contract's own: never 0. */
  readonly code: number;
  readonly isFinal: boolean;

  constructor(code: number, message: string, isFinal = false) {
    super(message);
    this.code = code;
    this.isFinal = isFinal;
  }

  get isReversion(): boolean {
    return this.code > 0;
  }
}

export function revert(message: string, code: number = ERROR_CODE.reversion): never {
  throw new ChainError(code, message);
}

export function fail(message: string, code: number = ERROR_CODE.failure): never {
  throw new ChainError(code, message);
}

/** Fails unless the condition holds. */
export function ensure(condition: boolean, message: string, code: number): asserts condition {
  if (!condition) throw new ChainError(code, message);
}

/**
 * What a contract answered, or what stands in the state, as a message.
 * @throws ChainError of `code` if the bytes are no such message: neither contracts nor state may stop a node
 */
export function decoded<Message>(
  codec: Pick<Codec<Message>, 'decode'>,
  bytes: Uint8Array,
  what: string,
  code: number = ERROR_CODE.reversion,
): Message {
  try {
    return codec.decode(bytes);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new ChainError(code, `malformed ${what}: ${error.code}`);
  }
}

/** An object of the kernel's own in the state. @throws ChainError unexpectedState */
export const stored = <Message>(
  codec: Pick<Codec<Message>, 'decode'>,
  bytes: Uint8Array,
  what: string,
): Message => decoded(codec, bytes, what, ERROR_CODE.unexpectedState);

/**
 * Unwinds a contract that called `exit`, whatever it is allowed to catch. Its result waits in the context, or its
 * error here. Success is one object: a throw of it costs 0.1 µs.
 */
export class ContractExit {
  readonly error: ChainError | undefined;

  constructor(error?: ChainError) {
    this.error = error;
  }
}
export const CONTRACT_EXIT: ContractExit = Object.freeze(new ContractExit());
