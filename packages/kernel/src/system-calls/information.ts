/** What the chain tells of itself: 1, 12, 102 to 106, 111. Source: `spec/koinos.md` 4.8. @module */
import { chain, ERROR_CODE, METADATA_KEY, Transaction } from '@ashlar/protocol';
import { fail, revert } from '../chain-error.ts';
import { systemCall } from '../dispatch.ts';
import { fieldOf } from '../fields.ts';
import { type Thunk, thunk } from '../thunk.ts';
import { chargeBytes } from './objects.ts';

/** Blocks behind the head at which the default rule takes a block for final. */
export const IRREVERSIBLE_DEPTH = 60n;

export const GET_LAST_IRREVERSIBLE_BLOCK: Thunk<
  chain.GetLastIrreversibleBlockArguments,
  chain.GetLastIrreversibleBlockResult
> = thunk(
  106,
  'get_last_irreversible_block',
  [chain.GetLastIrreversibleBlockArguments, chain.GetLastIrreversibleBlockResult],
  (context) => {
    const { height } = context.head;
    return { value: height > IRREVERSIBLE_DEPTH ? height - IRREVERSIBLE_DEPTH : 0n };
  },
);

export const GET_HEAD_INFO: Thunk<chain.GetHeadInfoArguments, chain.GetHeadInfoResult> = thunk(
  1,
  'get_head_info',
  [chain.GetHeadInfoArguments, chain.GetHeadInfoResult],
  (context) => {
    const { id, previous, height, timeMs } = context.head;
    const { value: lastIrreversibleBlock } = systemCall(context, GET_LAST_IRREVERSIBLE_BLOCK, {});
    return {
      value: { headTopology: { id, height, previous }, headBlockTime: timeMs, lastIrreversibleBlock },
    };
  },
);

export const GET_CHAIN_ID: Thunk<chain.GetChainIdArguments, chain.GetChainIdResult> = thunk(
  12,
  'get_chain_id',
  [chain.GetChainIdArguments, chain.GetChainIdResult],
  (context) => {
    const value = context.rules.object(METADATA_KEY.chainId);
    if (value === undefined) fail('chain id does not exist', ERROR_CODE.unexpectedState);
    return { value };
  },
);

export const GET_TRANSACTION: Thunk<chain.GetTransactionArguments, chain.GetTransactionResult> = thunk(
  102,
  'get_transaction',
  [chain.GetTransactionArguments, chain.GetTransactionResult],
  (context) => {
    if (context.transaction === undefined) revert('transaction does not exist', ERROR_CODE.internalError);
    chargeBytes(context, context.partsOf(context.transaction).size);
    return { value: context.transaction };
  },
);

export const GET_TRANSACTION_FIELD: Thunk<
  chain.GetTransactionFieldArguments,
  chain.GetTransactionFieldResult
> = thunk(
  103,
  'get_transaction_field',
  [chain.GetTransactionFieldArguments, chain.GetTransactionFieldResult],
  (context, { field }) => {
    if (context.transaction === undefined) revert('transaction does not exist', ERROR_CODE.internalError);
    const bytes = Transaction.encode(context.transaction);
    chargeBytes(context, bytes.length);
    return { value: fieldOf(context.rules.descriptors, 'koinos.protocol.transaction', bytes, field) };
  },
);

export const GET_BLOCK: Thunk<chain.GetBlockArguments, chain.GetBlockResult> = thunk(
  104,
  'get_block',
  [chain.GetBlockArguments, chain.GetBlockResult],
  (context) => {
    if (context.block === undefined) revert('block does not exist', ERROR_CODE.internalError);
    chargeBytes(context, context.bytesOf(context.block).length);
    return { value: context.block };
  },
);

export const GET_BLOCK_FIELD: Thunk<chain.GetBlockFieldArguments, chain.GetBlockFieldResult> = thunk(
  105,
  'get_block_field',
  [chain.GetBlockFieldArguments, chain.GetBlockFieldResult],
  (context, { field }) => {
    if (context.block === undefined) revert('block does not exist', ERROR_CODE.internalError);
    const bytes = context.bytesOf(context.block);
    chargeBytes(context, bytes.length);
    return { value: fieldOf(context.rules.descriptors, 'koinos.protocol.block', bytes, field) };
  },
);

export const GET_OPERATION: Thunk<chain.GetOperationArguments, chain.GetOperationResult> = thunk(
  111,
  'get_operation',
  [chain.GetOperationArguments, chain.GetOperationResult],
  (context) => {
    if (context.operation === undefined) fail('operation does not exist', ERROR_CODE.operationNotFound);
    return { value: context.operation };
  },
);
