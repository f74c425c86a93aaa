/** Reads without a transaction (`spec/koinos.md` 4.12), system calls by RPC, and genesis (4.13). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex, utf8 } from '@ashlar/base';
import { genesisOf } from '@ashlar/contracts';
import { decompressed, publicKeyOf, sha256, sign } from '@ashlar/crypto';
import {
  addressOfPublicKey,
  chainIdOf,
  ERROR_CODE,
  METADATA_KEY,
  multihash,
  multihashOf,
  ObjectSpace,
  chain as wire,
} from '@ashlar/protocol';
import { createMemoryState, ORIGIN } from '@ashlar/state';
import { applyGenesis, READ_TICKS_MAX, Signers, SYSTEM_CALL_IDS } from '../src/index.ts';
import { CONSUME_ACCOUNT_RC } from '../src/system-calls/accounts.ts';
import { APPLY_BLOCK } from '../src/system-calls/blocks.ts';
import { EXIT, GET_CALLER, LOG } from '../src/system-calls/control.ts';
import {
  HASH,
  RECOVER_PUBLIC_KEY,
  VERIFY_MERKLE_ROOT,
  VERIFY_SIGNATURE,
  VERIFY_VRF_PROOF,
} from '../src/system-calls/cryptography.ts';
import { GET_OPERATION } from '../src/system-calls/information.ts';
import { PUT_OBJECT } from '../src/system-calls/objects.ts';
import { APPLY_TRANSACTION } from '../src/system-calls/transactions.ts';
import { addressOf, alice, genesisKey, recoverKey, TestChain } from './chain.ts';

const kernel = { address: EMPTY, isKernel: true };

test('a read returns what the contract exits with, and its logs; on failure the logs too', () => {
  const chain = new TestChain({
    scripts: {
      probe: (contract) => {
        const { value } = contract.ask(GET_CALLER, {});
        contract.ask(LOG, { message: `${value!.callerPrivilege} ${value!.caller.length}` });
        if (contract.args.entryPoint === 1) contract.fail(8, 'no');
        contract.exit(contract.args.arguments);
      },
    },
  });
  const read = (entryPoint: number) =>
    chain.kernel.readContract(chain.state, chain.head, {
      contractId: addressOf('probe'),
      entryPoint,
      args: utf8('echo'),
    });
  const user = `${wire.Privilege.user_mode} 0`;
  assert.deepEqual(read(0), { ok: true, value: { result: utf8('echo'), logs: [user] } });
  assert.deepEqual(read(1), {
    ok: false,
    refusal: { code: 'chain.reversion', errorCode: 8, message: 'no', logs: [user] },
  });
});

test('a read may spend ten million ticks, and neither disk nor network', () => {
  let wanted = 0;
  const chain = new TestChain({
    scripts: {
      probe: (contract) => {
        contract.spend(contract.host.ticksLeft() - wanted);
        if (wanted < 0) contract.spend(1);
      },
    },
  });
  assert.equal(READ_TICKS_MAX, 10_000_000);
  assert.deepEqual(chain.read('probe'), EMPTY);
  wanted = -1;
  const read = { contractId: addressOf('probe'), entryPoint: 0, args: EMPTY };
  const answer = chain.kernel.readContract(chain.state, chain.head, read);
  assert.ok(!answer.ok && answer.refusal.errorCode === ERROR_CODE.computeBandwidthLimitExceeded);
});

test('system calls are invoked by number or name, in the name of whom the client says', () => {
  const chain = new TestChain();
  const invoke = (id: number | string, args = EMPTY, caller?: typeof kernel) =>
    chain.kernel.invokeSystemCall(chain.state, chain.head, {
      id,
      args,
      ...(caller === undefined ? {} : { caller }),
    });
  assert.deepEqual(invoke('get_chain_id'), invoke(12));
  for (const unknown of ['no_such_call', 9_999]) {
    const answer = invoke(unknown);
    assert.ok(!answer.ok && answer.refusal.errorCode === ERROR_CODE.unknownSystemCall);
  }
  const caller = invoke(GET_CALLER.id, EMPTY, { address: alice.address, isKernel: false });
  assert.ok(caller.ok);
  assert.equal(SYSTEM_CALL_IDS.get('call'), 601);
});

test('what would write, end a contract or run a transaction is refused by value', () => {
  const chain = new TestChain();
  const space = { system: true, zone: EMPTY, id: 0 };
  const codes = [
    [PUT_OBJECT.id, PUT_OBJECT.args.encode({ space, key: EMPTY, obj: EMPTY })],
    [APPLY_BLOCK.id, APPLY_BLOCK.args.encode({ block: chain.block() })],
    [APPLY_TRANSACTION.id, APPLY_TRANSACTION.args.encode({ transaction: chain.transaction() })],
    [EXIT.id, EXIT.args.encode({ code: 0 })],
    [EXIT.id, EXIT.args.encode({ code: 5, res: { error: { message: 'x' } } })],
    [GET_OPERATION.id, EMPTY],
  ] as const;
  const refusals = (address: Uint8Array): number[] =>
    codes.map(([id, args]) => {
      const call = { id, args, caller: { address, isKernel: true } };
      const answer = chain.kernel.invokeSystemCall(chain.state, chain.head, call);
      return answer.ok ? 0 : answer.refusal.errorCode;
    });
  const expected = [
    ERROR_CODE.readOnlyContext,
    ERROR_CODE.unexpectedState,
    ERROR_CODE.readOnlyContext,
    ERROR_CODE.reversion,
    ERROR_CODE.reversion,
    ERROR_CODE.operationNotFound,
  ];
  assert.deepEqual(refusals(EMPTY), expected);
  assert.deepEqual(refusals(alice.address), expected);
  const paid = chain.ask(CONSUME_ACCOUNT_RC, { account: alice.address, value: 1n });
  assert.equal(paid.value, true);
});

test('hashes are multihashes of the function that is asked for; other codes fail', () => {
  const chain = new TestChain();
  const digests = [0x11, 0x12, 0x13, 0x1b, 0x1053].map(
    (code) => chain.ask(HASH, { code: BigInt(code), obj: utf8('x') }).value.length,
  );
  assert.deepEqual(digests, [22, 34, 66, 34, 23]);
  assert.deepEqual(chain.ask(HASH, { code: 0x12n, obj: utf8('x') }).value, multihashOf(utf8('x')));
  for (const code of [0n, 0x14n, 2n ** 32n + 0x12n, 2n ** 64n - 1n]) {
    const args = HASH.args.encode({ code, obj: EMPTY });
    const answer = chain.kernel.invokeSystemCall(chain.state, chain.head, { id: HASH.id, args });
    assert.ok(!answer.ok && answer.refusal.errorCode === ERROR_CODE.unknownHashCode);
  }
});

test('signatures, Merkle roots and VRF proofs are judged by what is signed, and nonsense is refused', () => {
  const chain = new TestChain();
  const message = sha256(utf8('message'));
  const digest = multihash(0x12, message);
  const signature = sign(message, alice.secret);
  const compressed = publicKeyOf(alice.secret);
  const recovered = chain.ask(RECOVER_PUBLIC_KEY, { signature, digest, compressed: true }).value;
  assert.deepEqual(addressOfPublicKey(recovered), alice.address);
  assert.deepEqual(chain.ask(RECOVER_PUBLIC_KEY, { signature, digest }).value, decompressed(compressed));
  const verify = (publicKey: Uint8Array) =>
    chain.ask(VERIFY_SIGNATURE, { publicKey, signature, digest, compressed: true }).value;
  assert.deepEqual([verify(compressed), verify(publicKeyOf(genesisKey.secret))], [true, false]);
  const code = (call: typeof RECOVER_PUBLIC_KEY | typeof VERIFY_MERKLE_ROOT, args: Uint8Array): number => {
    const answer = chain.kernel.invokeSystemCall(chain.state, chain.head, { id: call.id, args });
    return answer.ok ? 0 : answer.refusal.errorCode;
  };
  const recover = (args: object) => code(RECOVER_PUBLIC_KEY, RECOVER_PUBLIC_KEY.args.encode(args));
  assert.equal(recover({ signature: signature.subarray(1), digest }), ERROR_CODE.invalidSignature);
  assert.equal(recover({ signature: new Uint8Array(65), digest }), ERROR_CODE.invalidSignature);
  assert.equal(recover({ signature, digest: message }), ERROR_CODE.invalidSignature);
  assert.equal(recover({ signature, digest, type: 7 }), ERROR_CODE.unknownDsa);
  const leaf = multihashOf(EMPTY);
  assert.equal(chain.ask(VERIFY_MERKLE_ROOT, { root: leaf, hashes: [] }).value, true);
  assert.equal(chain.ask(VERIFY_MERKLE_ROOT, { root: digest, hashes: [leaf] }).value, false);
  const torn = VERIFY_MERKLE_ROOT.args.encode({ root: leaf, hashes: [EMPTY] });
  assert.equal(code(VERIFY_MERKLE_ROOT, torn), ERROR_CODE.reversion);
  assert.equal(chain.ask(VERIFY_VRF_PROOF, { publicKey: compressed, proof: EMPTY, hash: leaf }).value, false);
});

test('a signature is recovered once for its digest, and what a worker found is taken', () => {
  let calls = 0;
  const signers = new Signers((digest, signature) => {
    calls++;
    return recoverKey(digest, signature);
  });
  const digest = sha256(utf8('x'));
  const signature = sign(digest, alice.secret);
  for (let round = 0; round < 3; round++) {
    assert.deepEqual(signers.addressOf(digest, signature), alice.address);
    assert.equal(signers.publicKeyOf(digest, new Uint8Array(1_000)), undefined);
    assert.equal(signers.publicKeyOf(EMPTY, signature), undefined);
  }
  assert.equal(calls, 1);
  assert.ok(signers.knows(digest, signature));
  const other = sha256(utf8('y'));
  assert.ok(!signers.knows(other, signature), 'an answer is for its digest only');
  assert.notDeepEqual(signers.addressOf(other, signature), alice.address);
  assert.equal(calls, 2);
  const bad = new Uint8Array(65);
  signers.remember(digest, bad, undefined);
  assert.equal(signers.publicKeyOf(digest, bad), undefined);
  assert.equal(calls, 2, 'that there is no key is an answer too');
});

test('genesis writes its entries and the chain id that follows from them; what the kernel needs must be there', () => {
  const genesis = genesisOf({ genesisKey: genesisKey.address });
  assert.ok(genesis.ok);
  const begin = (data: wire.GenesisData) => applyGenesis(createMemoryState().fork(ORIGIN.block), data);
  const state = createMemoryState();
  const draft = state.fork(ORIGIN.block);
  const applied = applyGenesis(draft, genesis.value);
  assert.ok(applied.ok);
  assert.equal(hex(applied.value), hex(chainIdOf(genesis.value)));
  assert.deepEqual(draft.get(ObjectSpace.metadata, METADATA_KEY.chainId), applied.value);
  assert.deepEqual(draft.get(ObjectSpace.metadata, METADATA_KEY.genesisKey), genesisKey.address);
  const { entries } = genesis.value;
  const without = (key: Uint8Array) => entries.filter((entry) => hex(entry.key) !== hex(key));
  assert.deepEqual(begin({ entries: without(METADATA_KEY.protocolDescriptor) }), {
    ok: false,
    refusal: { code: 'genesis.missingObject', detail: 'protocolDescriptor' },
  });
  assert.deepEqual(begin({ entries: [{ space: undefined, key: EMPTY, value: EMPTY }, ...entries] }), {
    ok: false,
    refusal: { code: 'genesis.malformedEntry', detail: 'entry 0 has no space' },
  });
});
