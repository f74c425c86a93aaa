/**
 * Shape before meaning: are all fields there, and is nothing larger than it may be (`spec/koinos.md` 4.2, step 1)?
 * Cheap, and first, whoever sends it.
 * @module
 */
import { accept, type Result } from '@ashlar/base';
import { type Block, blockIdOf, ERROR_CODE, ID_BYTES, LIMITS, type Transaction } from '@ashlar/protocol';
import { type KernelRefusal, refusalOf } from './refusal.ts';

type Checked = Result<undefined, KernelRefusal>;
const FINE: Checked = accept(undefined);

export function checkTransaction(transaction: Transaction): Checked {
  const { id, header, operations, signatures } = transaction;
  const missing = firstMissing({
    id: id.length > 0,
    header: header !== undefined,
    payer: (header?.payer.length ?? 0) > 0,
    rc_limit: (header?.rcLimit ?? 0n) > 0n,
    operation_merkle_root: (header?.operationMerkleRoot.length ?? 0) > 0,
    signatures: signatures.length > 0,
  });
  if (missing !== undefined) return absent('transaction', missing);
  if (id.length !== ID_BYTES)
    return malformed(ERROR_CODE.malformedTransaction, 'transaction id is not a sha2-256 multihash');
  if (operations.length > LIMITS.operationsPerTransactionMax) {
    return malformed(
      ERROR_CODE.malformedTransaction,
      `more than ${LIMITS.operationsPerTransactionMax} operations`,
    );
  }
  if (signatures.length > LIMITS.signaturesPerTransactionMax) {
    return malformed(
      ERROR_CODE.malformedTransaction,
      `more than ${LIMITS.signaturesPerTransactionMax} signatures`,
    );
  }
  if (signatures.some(({ length }) => length > LIMITS.signatureBytesMax)) {
    return malformed(
      ERROR_CODE.malformedTransaction,
      `signature is longer than ${LIMITS.signatureBytesMax} bytes`,
    );
  }
  return FINE;
}

export function checkBlock(block: Block): Checked {
  const { id, header, transactions, signature } = block;
  const missing = firstMissing({
    id: id.length > 0,
    header: header !== undefined,
    previous: (header?.previous.length ?? 0) > 0,
    height: (header?.height ?? 0n) > 0n,
    timestamp: (header?.timestamp ?? 0n) > 0n,
    previous_state_merkle_root: (header?.previousStateMerkleRoot.length ?? 0) > 0,
    transaction_merkle_root: (header?.transactionMerkleRoot.length ?? 0) > 0,
    signature: signature.length > 0,
  });
  if (missing !== undefined) return absent('block', missing);
  if (blockIdOf(id) === undefined)
    return malformed(ERROR_CODE.malformedBlock, 'block id is not a sha2-256 multihash');
  if (transactions.length > LIMITS.transactionsPerBlockMax) {
    return malformed(ERROR_CODE.malformedBlock, `more than ${LIMITS.transactionsPerBlockMax} transactions`);
  }
  if (header!.approvedProposals.length > LIMITS.approvedProposalsPerBlockMax) {
    return malformed(
      ERROR_CODE.malformedBlock,
      `more than ${LIMITS.approvedProposalsPerBlockMax} approved proposals`,
    );
  }
  for (const transaction of transactions) {
    const checked = checkTransaction(transaction);
    if (!checked.ok) return checked;
  }
  return FINE;
}

function firstMissing(fields: Readonly<Record<string, boolean>>): string | undefined {
  return Object.keys(fields).find((name) => !fields[name]);
}

const absent = (what: string, field: string): Checked =>
  refusalOf({
    code: ERROR_CODE.missingRequiredArguments,
    message: `missing expected field in ${what}: ${field}`,
  });

const malformed = (code: number, message: string): Checked => refusalOf({ code, message });
