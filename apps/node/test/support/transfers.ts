/** Transactions of the development accounts, signed without a client. */
import { WELL_KNOWN } from '@ashlar/contracts';
import { sign } from '@ashlar/crypto';
import type { DevAccount } from '@ashlar/node';
import {
  encodeNonce,
  entryPointOf,
  type Json,
  Operation,
  operationMerkleRoot,
  Transaction,
  toJson,
  token,
  transactionDigest,
  transactionIdBytes,
} from '@ashlar/protocol';

export type Init = Parameters<typeof Operation.encode>[0];
export type Terms = Readonly<{ chainId: Uint8Array; nonce: bigint; rcLimit?: bigint; payee?: Uint8Array }>;
export type Signing = Pick<DevAccount, 'addressBytes' | 'privateKey'>;
const RC_LIMIT = 1_000_000_000n;

export function transferOperation(from: Uint8Array, to: Uint8Array, value: bigint): Init {
  return {
    callContract: {
      contractId: WELL_KNOWN.token,
      entryPoint: entryPointOf('transfer'),
      args: token.TransferArguments.encode({ from, to, value, memo: '' }),
    },
  };
}

/** A transaction of `payer`, signed by `signer` (by default the payer). */
export function transactionOf(
  payer: Signing,
  operations: readonly Init[],
  { chainId, nonce, rcLimit = RC_LIMIT, payee = new Uint8Array(0) }: Terms,
  signer: Signing = payer,
): Transaction {
  const whole = operations.map((operation) => Operation.decode(Operation.encode(operation)));
  const header = {
    chainId,
    rcLimit,
    nonce: encodeNonce(nonce),
    operationMerkleRoot: operationMerkleRoot(whole),
    payer: payer.addressBytes,
    payee,
  };
  const signatures = [sign(transactionDigest(header), signer.privateKey)];
  return { id: transactionIdBytes(header), header, operations: whole, signatures };
}

export const jsonOf = (transaction: Transaction): Json => toJson(Transaction, transaction);
