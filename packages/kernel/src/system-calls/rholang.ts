/**
 * Deploys of Rholang: 10010 apply_deploy_rholang_operation (docs/decisions/0090).
 *
 * The deployer's signature is judged by the contract that holds the tuple space; here is what no contract can do: to keep
 * the deploy from being repeated, and to undo a program that failed while the deploy itself stands, and is paid for.
 * @module
 */
import { concat, uint32be } from '@ashlar/base';
import {
  addressOfPublicKey,
  chain,
  DeployRholangOperation,
  ERROR_CODE,
  entryPointOf,
  METADATA_KEY,
  ObjectSpace,
  rholang,
} from '@ashlar/protocol';
import { decoded, revert } from '../chain-error.ts';
import type { Context } from '../context.ts';
import { systemCall } from '../dispatch.ts';
import { type Thunk, thunk } from '../thunk.ts';
import { CALL, emit } from './control.ts';
import { putObject } from './objects.ts';
import { operationOf } from './operations.ts';

const DEPLOY_ENTRY = entryPointOf('deploy');
export const DEPLOYED_EVENT = 'ashlar.rholang.deployed_event';
const KEY_BYTES = 65;
const COORDINATE_BYTES = 32;

export const APPLY_DEPLOY_RHOLANG: Thunk<
  chain.ApplyDeployRholangOperationArguments,
  chain.ApplyDeployRholangOperationResult
> = thunk(
  10_010,
  'apply_deploy_rholang_operation',
  [chain.ApplyDeployRholangOperationArguments, chain.ApplyDeployRholangOperationResult],
  (context, args) => {
    const op = operationOf(context, args.op, 'apply_deploy_rholang_operation');
    const contractId = context.rules.object(METADATA_KEY.rholang);
    if (contractId === undefined) revert('this chain runs no Rholang', ERROR_CODE.unknownOperation);
    const deployer = accountOf(op.deployer);
    remember(context, deployer, op.timestamp);
    const outcome = run(context, contractId, op);
    const data = rholang.DeployedEvent.encode({ sig: op.sig, deployer: op.deployer, outcome });
    emit(context, contractId, { name: DEPLOYED_EVENT, data, impacted: [deployer] });
    return {};
  },
  { keepsArgs: true },
);

/** Runs the deploy. One that failed has changed nothing. */
function run(context: Context, contractId: Uint8Array, op: DeployRholangOperation): rholang.Outcome {
  const state = context.state.checkpoint();
  const events = context.chronicle.mark();
  const args = DeployRholangOperation.encode(op);
  const { value } = systemCall(context, CALL, { contractId, entryPoint: DEPLOY_ENTRY, args });
  const outcome = decoded(rholang.Outcome, value, 'outcome of a deploy');
  if (outcome.errored) context.undo(state, events);
  return outcome;
}

/**
 * A deployer and a time make a deploy, and make its names (`spec/rholang.md` 4.2): two deploys of one time would make
 * the same ones. So each pair is taken once, for ever, whatever came of it.
 */
function remember(context: Context, deployer: Uint8Array, timestamp: bigint): void {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigInt64(0, timestamp);
  const key = concat(deployer, time);
  if (context.state.get(ObjectSpace.rholangDeploys, key) !== undefined)
    revert('the deployer has made a deploy of this timestamp before');
  putObject(context, ObjectSpace.rholangDeploys, key, uint32be(Number(context.head.height)));
}

/** The account of the same key, which is written compressed here. */
function accountOf(publicKey: Uint8Array): Uint8Array {
  if (publicKey.length !== KEY_BYTES) revert('the deployer is no uncompressed public key');
  const compressed = publicKey.slice(0, 1 + COORDINATE_BYTES);
  compressed[0] = 2 + (publicKey[KEY_BYTES - 1]! & 1);
  return addressOfPublicKey(compressed);
}
