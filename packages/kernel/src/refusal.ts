/**
 * What the kernel answers when a block, a transaction or a call is wrong: values, with the chain's own code, so that
 * a receipt, an RPC error and a test can say the same thing.
 * @module
 */
import { type Refused, refuse } from '@ashlar/base';
import { chain } from '@ashlar/protocol';

export type KernelRefusal = Readonly<{
  /** `chain.` and the name of the chain's error code. */
  code: `chain.${string}`;
  /** The chain's own number (`spec/koinos.md` 2): > 0 a reversion, < 0 a failure. */
  errorCode: number;
  /** Exactly what the kernel or the contract said. */
  message: string;
  logs: readonly string[];
  /** Of the transaction at fault, if one is. */
  transactionId?: Uint8Array;
}>;

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(chain.ErrorCode).map(([name, number]) => [number, name]),
);

export function refusalOf(
  error: Readonly<{ code: number; message: string }>,
  details: Readonly<{ logs?: readonly string[]; transactionId?: Uint8Array | undefined }> = {},
): Refused<KernelRefusal> {
  const { logs = [], transactionId } = details;
  const name = NAMES.get(error.code) ?? (error.code > 0 ? 'reversion' : 'failure');
  const refusal = { code: `chain.${name}` as const, errorCode: error.code, message: error.message, logs };
  return refuse(transactionId === undefined ? refusal : { ...refusal, transactionId });
}
