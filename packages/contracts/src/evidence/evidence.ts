/**
 * Evidence: whoever signed what no honest validator signs is convicted here, by anybody, for good. Double production
 * costs a producer all its virtual hash power; what votes cost is the business of whoever holds the stake, and reads the
 * verdicts.
 *
 * E1 to E5 are judged by consensus' own judge (docs/decisions/0085) against the chain's committee; E8, two blocks of one
 * producer for one quantum of time, against the key that is registered for it. Source: `spec/consensus-and-sharding.md`
 * 2a.6. An offence is known by offender, kind, epoch and view: other bytes that show it again are refused.
 * @module
 */
import { concat, EMPTY, equal } from '@ashlar/base';
import { createBlsCiphers } from '@ashlar/consensus/judge';
import type { NativeContract, NativeHost } from '@ashlar/ports';
import {
  ADDRESS_BYTES,
  blockIdBytes,
  burn,
  chain,
  DecodeError,
  evidence as messages,
  token,
} from '@ashlar/protocol';
import { authorizeBySystem } from '../authorize.ts';
import { defineContract, type Method, typed } from '../contract.ts';
import { ENTRY } from '../entry-points.ts';
import { contractNamed } from '../system.ts';
import { requireAddress } from '../token/ledger.ts';
import { type Court, convictedOf } from './committee-judge.ts';

/** `offender ‖ kind (1) ‖ epoch (8) ‖ view (8)`, big-endian → `verdict`. Frozen: part of every state. */
export const VERDICTS = 0;
const KEY_BYTES: number = ADDRESS_BYTES + 17;
const DOUBLE_PRODUCTION = 8;
/** Verdicts one read may ask for. */
const PAGE_MAX = 100;

type Offence = Readonly<{ kind: number; epoch: bigint; view: bigint }>;

/** Two different blocks that one producer signed for one quantum. */
function submitDoubleProduction(
  host: NativeHost,
  { first, second }: messages.SubmitDoubleProductionArguments,
): messages.SubmitResult {
  const [one, other] = [first?.header, second?.header];
  if (one === undefined || other === undefined) return host.revert('two headers are needed');
  if (!equal(one.signer, other.signer) || one.timestamp !== other.timestamp)
    host.revert('evidence.notContradicting: the blocks differ in producer or time');
  if (equal(blockIdBytes(one), blockIdBytes(other)))
    host.revert('evidence.notContradicting: it is one block');
  requireAddress(host, one.signer, 'signer');
  const key = registeredKeyOf(host, one.signer);
  for (const signed of [first!, second!])
    if (!isSignedBy(host, signed, key))
      host.revert('evidence.signatureInvalid: a block is not by its producer');
  const offence = { kind: DOUBLE_PRODUCTION, epoch: 0n, view: one.timestamp };
  const offenders = record(host, offence, [one.signer]);
  takeAllPower(host, one.signer);
  return { offenders };
}

function takeAllPower(host: NativeHost, producer: Uint8Array): void {
  const vhp = contractNamed(host, 'vhp');
  const bytes = host.call(vhp, ENTRY.balanceOf, token.BalanceOfArguments.encode({ owner: producer }));
  const { value } = token.BalanceOfResult.decode(bytes);
  if (value > 0n) host.call(vhp, ENTRY.burn, token.BurnArguments.encode({ from: producer, value }));
}

function getVerdicts(
  host: NativeHost,
  { offender, start, limit }: messages.GetVerdictsArguments,
): messages.GetVerdictsResult {
  if (limit > PAGE_MAX) host.revert(`at most ${PAGE_MAX} verdicts at once`);
  if (offender.length > 0) requireAddress(host, offender, 'offender');
  if (start.length > 0 && start.length !== KEY_BYTES)
    host.revert('start is what another answer gave as next');
  const value: messages.Verdict[] = [];
  let last = start.length > 0 ? start : firstOf(offender);
  for (let entry = next(host, last, offender); entry !== undefined; entry = next(host, last, offender)) {
    if (value.length >= limit) return { value, next: last };
    value.push(messages.Verdict.decode(entry.value));
    last = entry.key;
  }
  return { value, next: EMPTY };
}

/** Before all keys of an offender: keys are ordered by length first, so it is as long as they are. */
const firstOf = (offender: Uint8Array): Uint8Array =>
  offender.length === 0 ? EMPTY : concat(offender, new Uint8Array(KEY_BYTES - ADDRESS_BYTES));

function next(
  host: NativeHost,
  after: Uint8Array,
  offender: Uint8Array,
): Readonly<{ key: Uint8Array; value: Uint8Array }> | undefined {
  const entry = host.next(host.space(VERDICTS), after);
  const isHis = entry !== undefined && equal(entry.key.subarray(0, offender.length), offender);
  return isHis ? entry : undefined;
}

/** Notes what is new. Reverts if nothing is. @returns of whom something is */
function record(host: NativeHost, offence: Offence, offenders: readonly Uint8Array[]): Uint8Array[] {
  const space = host.space(VERDICTS);
  const height = BigInt(host.head().height);
  const fresh = offenders.filter((offender) => host.get(space, keyOf(offender, offence)) === undefined);
  if (fresh.length === 0) host.revert('evidence.known: it convicts nobody of anything new');
  for (const offender of fresh) {
    const verdict = messages.Verdict.encode({ offender, ...offence, height });
    host.put(space, keyOf(offender, offence), verdict);
    host.event('ashlar.contracts.evidence.verdict', verdict, [offender]);
  }
  return fresh;
}

function keyOf(offender: Uint8Array, { kind, epoch, view }: Offence): Uint8Array {
  const place = new Uint8Array(17);
  const numbers = new DataView(place.buffer);
  numbers.setUint8(0, kind);
  numbers.setBigUint64(1, epoch);
  numbers.setBigUint64(9, view);
  return concat(offender, place);
}

/** The key that proves the producer's tickets and signs its blocks. One that was replaced convicts nobody any more. */
function registeredKeyOf(host: NativeHost, producer: Uint8Array): Uint8Array {
  const args = burn.GetPublicKeyArguments.encode({ producer });
  return burn.GetPublicKeyResult.decode(host.call(contractNamed(host, 'pob'), ENTRY.getPublicKey, args))
    .value;
}

function isSignedBy(
  host: NativeHost,
  { header, signature: bytes }: messages.SignedHeader,
  key: Uint8Array,
): boolean {
  const signature = signatureIn(bytes);
  if (signature === undefined) return false;
  const digest = blockIdBytes(header!);
  const args = { type: chain.Dsa.ecdsa_secp256k1, signature, digest, compressed: true };
  const recovered = host.systemCall(
    chain.SystemCallId.recover_public_key,
    chain.RecoverPublicKeyArguments.encode(args),
  );
  return key.length > 0 && equal(chain.RecoverPublicKeyResult.decode(recovered).value, key);
}

function signatureIn(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return burn.SignatureData.decode(bytes).signature;
  } catch (cause) {
    if (cause instanceof DecodeError) return undefined;
    throw cause;
  }
}

/** The contract over the signatures that its committee makes; on every chain these are BLS. */
export function evidenceContractOf(court: Court): NativeContract {
  const submitEvidence = (
    host: NativeHost,
    { evidence }: messages.SubmitArguments,
  ): messages.SubmitResult => {
    const { offenders, ...offence } = convictedOf(host, court, evidence);
    return { offenders: record(host, offence, offenders) };
  };
  const methods: readonly Method[] = [
    {
      name: 'submit_evidence',
      entryPoint: 0xe1013df0,
      args: messages.SubmitArguments,
      result: messages.SubmitResult,
      readOnly: false,
      description:
        'Convicts members of the committee of contradictory votes (E1 to E4) or unproven ancestry (E5)',
      run: typed(messages.SubmitArguments, messages.SubmitResult, submitEvidence),
    },
    {
      name: 'submit_double_production',
      entryPoint: 0x9091a4be,
      args: messages.SubmitDoubleProductionArguments,
      result: messages.SubmitResult,
      readOnly: false,
      description: 'Convicts a producer of proof of burn of two blocks for one quantum of time (E8)',
      run: typed(messages.SubmitDoubleProductionArguments, messages.SubmitResult, submitDoubleProduction),
    },
    {
      name: 'get_verdicts',
      entryPoint: 0x6235c251,
      args: messages.GetVerdictsArguments,
      result: messages.GetVerdictsResult,
      readOnly: true,
      description: 'Verdicts on one account or on all, a page at a time',
      run: typed(messages.GetVerdictsArguments, messages.GetVerdictsResult, getVerdicts),
    },
    authorizeBySystem,
  ];
  return defineContract({
    id: 'native/evidence/1',
    methods,
    events: { 'ashlar.contracts.evidence.verdict': messages.Verdict },
  });
}

export const evidenceContract: NativeContract = evidenceContractOf({
  ciphers: createBlsCiphers(),
  epoch: 0,
});
