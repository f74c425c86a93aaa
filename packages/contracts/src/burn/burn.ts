/**
 * Proof of burn: coins burned become VHP, VHP wins the right to make blocks by a verifiable lottery, and each block turns
 * a little of its producer's VHP back into coins. System call 101 ends here. Source: `spec/koinos.md` 6.2.
 *
 * Unlike the deployed contract, this one checks the block's signature, by the key that proved the lottery: else whoever
 * sees a winning proof could wrap another block around it (docs/decisions/0070).
 * @module
 */
import { EMPTY, equal } from '@ashlar/base';
import type { NativeContract, NativeHost } from '@ashlar/ports';
import { chain, DecodeError, burn as messages, parseMultihash, token } from '@ashlar/protocol';
import { mayActFor, requireKernelCaller, requireSystemAuthority } from '../authority.ts';
import { authorizeBySystem } from '../authorize.ts';
import { defineContract, type Method, typed } from '../contract.ts';
import { ENTRY } from '../entry-points.ts';
import { contractNamed, hashOf } from '../system.ts';
import { requireAddress } from '../token/ledger.ts';
import {
  activeKeyOf,
  BURN_SPACE,
  lotteryOf,
  metadataOf,
  PARAMETERS_KEY,
  parametersOf,
  setLottery,
} from './ledger.ts';
import { nextDifficulty, paymentOf, wins } from './lottery.ts';

const PUBLIC_KEY_BYTES = 33;
/** Rates are parts of a million; a year's inflation or burn beyond all supply is a mistake. */
const RATE_MAX = 1_000_000;
const QUANTUM_MAX_MS = 1_000;
const INTERVAL_MAX_MS = 3_600_000;

/** Burns coins, and mints as much VHP. */
function burn(host: NativeHost, args: messages.BurnArguments): messages.BurnResult {
  const { tokenAmount: value, burnAddress: from, vhpAddress: to } = args;
  requireAddress(host, from, 'burn_address');
  requireAddress(host, to, 'vhp_address');
  const caller = host.caller();
  if (!mayActFor(host, caller, from)) host.revert("account 'burn_address' has not authorized the burn");
  host.call(contractNamed(host, 'koin'), ENTRY.burn, token.BurnArguments.encode({ from, value }));
  host.call(contractNamed(host, 'vhp'), ENTRY.mint, token.MintArguments.encode({ to, value }));
  return {};
}

/** Names the key that proves the lottery for a producer and signs its blocks; an empty one takes it back. */
function registerPublicKey(
  host: NativeHost,
  { producer, publicKey }: messages.RegisterPublicKeyArguments,
): messages.RegisterPublicKeyResult {
  requireAddress(host, producer, 'producer');
  if (publicKey.length !== 0 && publicKey.length !== PUBLIC_KEY_BYTES)
    host.revert(`a public key has ${PUBLIC_KEY_BYTES} bytes`);
  if (!mayActFor(host, host.caller(), producer)) host.revert("account 'producer' has not authorized the key");
  const space = host.space(BURN_SPACE.registrations);
  const setBlockHeight = BigInt(host.head().height);
  if (publicKey.length === 0) host.remove(space, producer);
  else host.put(space, producer, messages.PublicKeyRecord.encode({ publicKey, setBlockHeight }));
  const event = messages.RegisterPublicKeyEvent.encode({ address: producer, publicKey });
  host.event('koinos.contracts.pob.register_public_key_event', event, [producer]);
  return {};
}

/** Whether the block won its quantum; if so the lottery moves on and the producer is paid. */
function processBlockSignature(
  host: NativeHost,
  { digest, header, signature }: chain.ProcessBlockSignatureArguments,
): chain.ProcessBlockSignatureResult {
  requireKernelCaller(host, 'process_block_signature');
  const proof = proofIn(signature);
  if (header === undefined || proof === undefined) return { value: false };
  const parameters = parametersOf(host);
  if (header.timestamp % BigInt(parameters.quantumLength) !== 0n) return { value: false };
  const key = activeKeyOf(host, header.signer);
  if (key === undefined || !isSigned(host, digest, proof.signature, key)) return { value: false };
  const lottery = lotteryOf(host);
  const message = messages.VrfPayload.encode({ seed: lottery.seed, blockTime: header.timestamp });
  if (!isProven(host, key, proof, message)) return { value: false };
  const beta = parseMultihash(proof.vrfHash)!.digest;
  if (!wins(beta, effectiveVhpOf(host, header.signer), lottery.difficulty)) return { value: false };
  pay(host, header.signer, parameters);
  setLottery(host, {
    seed: hashOf(host, proof.vrfHash),
    difficulty: nextDifficulty(lottery, header.timestamp, parameters.targetBlockInterval),
    lastBlockTimeMs: header.timestamp,
  });
  return { value: true };
}

function pay(host: NativeHost, producer: Uint8Array, parameters: messages.ConsensusParameters): void {
  const [koin, vhp] = [contractNamed(host, 'koin'), contractNamed(host, 'vhp')];
  const supplyOf = (contract: Uint8Array): bigint =>
    token.TotalSupplyResult.decode(host.call(contract, ENTRY.totalSupply, EMPTY)).value;
  const { reward, returned: due } = paymentOf(supplyOf(koin) + supplyOf(vhp), parameters);
  // Upstream refuses the block of a producer who has less left: its last bit could never become coins again.
  const left = balanceOf(host, vhp, producer);
  const returned = due < left ? due : left;
  if (returned > 0n)
    host.call(vhp, ENTRY.burn, token.BurnArguments.encode({ from: producer, value: returned }));
  if (reward + returned > 0n)
    host.call(koin, ENTRY.mint, token.MintArguments.encode({ to: producer, value: reward + returned }));
}

function balanceOf(host: NativeHost, contract: Uint8Array, owner: Uint8Array): bigint {
  const bytes = host.call(contract, ENTRY.balanceOf, token.BalanceOfArguments.encode({ owner }));
  return token.BalanceOfResult.decode(bytes).value;
}

function proofIn(signature: Uint8Array): messages.SignatureData | undefined {
  try {
    return messages.SignatureData.decode(signature);
  } catch (cause) {
    if (cause instanceof DecodeError) return undefined;
    throw cause;
  }
}

function isSigned(host: NativeHost, digest: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean {
  if (parseMultihash(digest) === undefined) return false;
  const args = { type: chain.Dsa.ecdsa_secp256k1, signature, digest, compressed: true };
  const bytes = host.systemCall(
    chain.SystemCallId.recover_public_key,
    chain.RecoverPublicKeyArguments.encode(args),
  );
  return equal(chain.RecoverPublicKeyResult.decode(bytes).value, key);
}

function isProven(
  host: NativeHost,
  publicKey: Uint8Array,
  { vrfProof: proof, vrfHash: hash }: messages.SignatureData,
  message: Uint8Array,
): boolean {
  const args = { type: chain.Dsa.ecdsa_secp256k1, publicKey, proof, hash, message };
  const bytes = host.systemCall(
    chain.SystemCallId.verify_vrf_proof,
    chain.VerifyVrfProofArguments.encode(args),
  );
  return chain.VerifyVrfProofResult.decode(bytes).value;
}

function effectiveVhpOf(host: NativeHost, owner: Uint8Array): bigint {
  const args = messages.EffectiveBalanceOfArguments.encode({ owner });
  const bytes = host.call(contractNamed(host, 'vhp'), ENTRY.effectiveBalanceOf, args);
  return messages.EffectiveBalanceOfResult.decode(bytes).value;
}

function updateParameters(
  host: NativeHost,
  { value }: messages.UpdateConsensusParametersArguments,
): messages.UpdateConsensusParametersResult {
  requireSystemAuthority(host);
  if (value === undefined) host.revert('the parameters are missing');
  const { targetAnnualInflationRate, targetBurnPercent, targetBlockInterval, quantumLength } = value!;
  if (targetAnnualInflationRate > RATE_MAX || targetBurnPercent > RATE_MAX)
    host.revert('a rate is at most a million millionths');
  if (targetBlockInterval < 1 || targetBlockInterval > INTERVAL_MAX_MS)
    host.revert('the block interval is 1 ms to an hour');
  if (quantumLength < 1 || quantumLength > QUANTUM_MAX_MS) host.revert('the quantum is 1 ms to a second');
  const bytes = messages.ConsensusParameters.encode(value!);
  host.put(host.space(BURN_SPACE.metadata), PARAMETERS_KEY, bytes);
  return {};
}

const methods: readonly Method[] = [
  {
    name: 'burn',
    entryPoint: ENTRY.burn,
    args: messages.BurnArguments,
    result: messages.BurnResult,
    readOnly: false,
    description: 'Burns coins for as much VHP; there is no way back but producing blocks',
    run: typed(messages.BurnArguments, messages.BurnResult, burn),
  },
  {
    name: 'register_public_key',
    entryPoint: ENTRY.registerPublicKey,
    args: messages.RegisterPublicKeyArguments,
    result: messages.RegisterPublicKeyResult,
    readOnly: false,
    description: "Names the key that makes a producer's blocks; an empty one takes it back",
    run: typed(messages.RegisterPublicKeyArguments, messages.RegisterPublicKeyResult, registerPublicKey),
  },
  {
    name: 'get_public_key',
    entryPoint: ENTRY.getPublicKey,
    args: messages.GetPublicKeyArguments,
    result: messages.GetPublicKeyResult,
    readOnly: true,
    description: "The producer's registered key, active or not yet; empty if it has none",
    run: typed(messages.GetPublicKeyArguments, messages.GetPublicKeyResult, (host, { producer }) => {
      requireAddress(host, producer, 'producer');
      const bytes = host.get(host.space(BURN_SPACE.registrations), producer);
      return { value: bytes === undefined ? EMPTY : messages.PublicKeyRecord.decode(bytes).publicKey };
    }),
  },
  {
    name: 'get_metadata',
    entryPoint: ENTRY.getMetadata,
    args: messages.GetMetadataArguments,
    result: messages.GetMetadataResult,
    readOnly: true,
    description: 'Seed, difficulty and time of the last block, for the next',
    run: typed(messages.GetMetadataArguments, messages.GetMetadataResult, (host) => ({
      value: metadataOf(lotteryOf(host)),
    })),
  },
  {
    name: 'get_consensus_parameters',
    entryPoint: ENTRY.getConsensusParameters,
    args: messages.GetConsensusParametersArguments,
    result: messages.GetConsensusParametersResult,
    readOnly: true,
    description: 'Rates and times',
    run: typed(messages.GetConsensusParametersArguments, messages.GetConsensusParametersResult, (host) => ({
      value: parametersOf(host),
    })),
  },
  {
    name: 'update_consensus_parameters',
    entryPoint: 0x793e7c30,
    args: messages.UpdateConsensusParametersArguments,
    result: messages.UpdateConsensusParametersResult,
    readOnly: false,
    description: 'Sets rates and times: by system authority',
    run: typed(
      messages.UpdateConsensusParametersArguments,
      messages.UpdateConsensusParametersResult,
      updateParameters,
    ),
  },
  {
    name: 'process_block_signature',
    entryPoint: ENTRY.processBlockSignature,
    args: chain.ProcessBlockSignatureArguments,
    result: chain.ProcessBlockSignatureResult,
    readOnly: false,
    description: 'Whether a block won its quantum of time: the kernel only',
    run: typed(
      chain.ProcessBlockSignatureArguments,
      chain.ProcessBlockSignatureResult,
      processBlockSignature,
    ),
  },
  authorizeBySystem,
];

export const burnContract: NativeContract = defineContract({
  id: 'native/burn/1',
  methods,
  events: { 'koinos.contracts.pob.register_public_key_event': messages.RegisterPublicKeyEvent },
});
