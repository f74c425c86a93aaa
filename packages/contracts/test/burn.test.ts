/** Proof of burn on the real kernel: blocks that won their quantum, and every way in which a block did not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY } from '@ashlar/base';
import {
  burnGenesis,
  ENTRY,
  effectiveAt,
  increased,
  lotteryOfMetadata,
  NOTHING,
  nativeAddress,
  nextDifficulty,
  paymentOf,
  WELL_KNOWN,
  wins,
} from '@ashlar/contracts';
import { publicKeyOf, sha256, sign, vrf } from '@ashlar/crypto';
import { headOf, stateMerkleRootOf } from '@ashlar/kernel';
import {
  type Block,
  type BlockHeader,
  blockDigest,
  blockIdBytes,
  burn,
  MULTIHASH_CODE,
  multihash,
  type Transaction,
  token,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { operation } from './governance-world.ts';
import { KernelChain, type Key, keyOf } from './kernel-chain.ts';

const BURN = nativeAddress('burn');
const VHP = nativeAddress('vhp');
const COIN = 100_000_000n;
const [alice, bob, carol] = ['alice', 'bob', 'carol'].map(keyOf) as [Key, Key, Key];
const PARAMETERS = { targetBlockInterval: 3_000, quantumLength: 1_000 };

/** A chain whose blocks are won. */
class BurnChain extends KernelChain {
  constructor(vhp: readonly bigint[] = [600n * COIN, 400n * COIN]) {
    const producers = [alice, bob].map(({ address, secret }, index) => ({
      address,
      publicKey: publicKeyOf(secret),
      vhp: vhp[index]!,
    }));
    const { contracts, names, systemCalls, entries } = burnGenesis({ producers, parameters: PARAMETERS });
    super({
      contracts,
      names,
      systemCalls,
      entries,
      unmetered: [alice.address, bob.address],
      balances: [alice, carol].map(({ address }) => ({ owner: address, value: 1_000n * COIN })),
    });
  }

  get lottery(): ReturnType<typeof lotteryOfMetadata> {
    const { value } = this.read(
      BURN,
      ENTRY.getMetadata,
      burn.GetMetadataArguments,
      burn.GetMetadataResult,
      {},
    );
    return lotteryOfMetadata(value!);
  }
  vhpOf(owner: Uint8Array): bigint {
    return this.read(VHP, ENTRY.balanceOf, token.BalanceOfArguments, token.BalanceOfResult, { owner }).value;
  }
  effectiveVhpOf(owner: Uint8Array): bigint {
    const codecs = [burn.EffectiveBalanceOfArguments, burn.EffectiveBalanceOfResult] as const;
    return this.read(VHP, ENTRY.effectiveBalanceOf, ...codecs, { owner }).value;
  }
  coinsOf(owner: Uint8Array): bigint {
    return this.read(WELL_KNOWN.token, ENTRY.balanceOf, token.BalanceOfArguments, token.BalanceOfResult, {
      owner,
    }).value;
  }
  supplyOf(contract: Uint8Array): bigint {
    return this.read(contract, ENTRY.totalSupply, token.TotalSupplyArguments, token.TotalSupplyResult, {})
      .value;
  }

  /** The first quantum after the head that `key` wins, and its proof. */
  win(key: Key): Readonly<{ timeMs: bigint; proof: vrf.VrfOutput }> {
    const { seed, difficulty } = this.lottery;
    const vhp = this.effectiveVhpOf(key.address);
    const quantum = BigInt(PARAMETERS.quantumLength);
    const head = headOf(this.state.view(this.head)).timeMs;
    for (let timeMs = ((head > 0n ? head : this.timeMs) / quantum + 1n) * quantum; ; timeMs += quantum) {
      const proof = vrf.prove(key.secret, burn.VrfPayload.encode({ seed, blockTime: timeMs }));
      if (wins(proof.beta, vhp, difficulty)) return { timeMs, proof };
    }
  }

  header(signer: Uint8Array, timeMs: bigint, transactions: readonly Transaction[]): BlockHeader {
    const parent = headOf(this.state.view(this.head));
    return {
      previous: parent.id,
      height: parent.height + 1n,
      timestamp: timeMs,
      previousStateMerkleRoot: stateMerkleRootOf(this.state.rootOf(this.head)),
      transactionMerkleRoot: transactionMerkleRoot(transactions),
      signer,
      approvedProposals: [],
    };
  }

  /** Tries a block. @returns whether the kernel took it */
  submit(
    header: BlockHeader,
    proof: vrf.VrfOutput,
    signer: Key,
    transactions: readonly Transaction[] = [],
    vrfHash = multihash(MULTIHASH_CODE.sha2_256, proof.beta),
  ): boolean {
    const signature = burn.SignatureData.encode({
      vrfProof: proof.proof,
      vrfHash,
      signature: sign(blockDigest(header), signer.secret),
    });
    const block: Block = { id: blockIdBytes(header), header, transactions, signature };
    const applied = this.kernel.applyBlock(this.state, block);
    if (applied.ok) this.head = applied.value.id;
    return applied.ok;
  }

  mine(key: Key, transactions: readonly Transaction[] = []): void {
    const { timeMs, proof } = this.win(key);
    assert.ok(this.submit(this.header(key.address, timeMs, transactions), proof, key, transactions));
  }
}

test('a block that won its quantum counts, moves the lottery on and pays its producer', () => {
  const chain = new BurnChain();
  const before = chain.lottery;
  const { timeMs, proof } = chain.win(alice);
  const [coins, vhp] = [chain.coinsOf(alice.address), chain.vhpOf(alice.address)];
  const virtual = chain.supplyOf(WELL_KNOWN.token) + chain.supplyOf(VHP);
  assert.ok(chain.submit(chain.header(alice.address, timeMs, []), proof, alice));
  const after = chain.lottery;
  assert.deepEqual(after.seed.subarray(2), sha256(multihash(MULTIHASH_CODE.sha2_256, proof.beta)));
  assert.equal(after.lastBlockTimeMs, timeMs);
  assert.equal(after.difficulty, nextDifficulty({ ...before, lastBlockTimeMs: timeMs }, timeMs, 3_000));
  const { reward, returned } = paymentOf(virtual, {
    ...PARAMETERS,
    targetAnnualInflationRate: 19_802,
    targetBurnPercent: 501_000,
  });
  assert.equal(chain.coinsOf(alice.address), coins + reward + returned);
  assert.equal(chain.vhpOf(alice.address), vhp - returned);
  assert.equal(chain.supplyOf(WELL_KNOWN.token) + chain.supplyOf(VHP), virtual + reward);
  chain.mine(bob);
});

test('a block is refused if anything about its proof is wrong', () => {
  const chain = new BurnChain();
  const { timeMs, proof } = chain.win(alice);
  const good = chain.header(alice.address, timeMs, []);
  assert.equal(chain.submit({ ...good, timestamp: timeMs + 1n }, proof, alice), false, 'off the quantum');
  assert.equal(chain.submit({ ...good, timestamp: timeMs + 1_000n }, proof, alice), false, 'another quantum');
  assert.equal(chain.submit({ ...good, signer: bob.address }, proof, bob), false, "another's proof");
  assert.equal(chain.submit({ ...good, signer: carol.address }, proof, carol), false, 'no key registered');
  assert.equal(
    chain.submit(good, { ...proof, proof: proof.proof.with(40, proof.proof[40]! ^ 1) }, alice),
    false,
  );
  const otherHash = multihash(MULTIHASH_CODE.sha2_256, new Uint8Array(32));
  assert.equal(chain.submit(good, proof, alice, [], otherHash), false, 'a hash that is not the proof’s');
  const { seed, difficulty } = chain.lottery;
  for (let miss = timeMs + 1_000n; ; miss += 1_000n) {
    const lost = vrf.prove(alice.secret, burn.VrfPayload.encode({ seed, blockTime: miss }));
    if (wins(lost.beta, chain.effectiveVhpOf(alice.address), difficulty)) continue;
    assert.equal(chain.submit({ ...good, timestamp: miss }, lost, alice), false, 'a quantum that was lost');
    break;
  }
  assert.ok(chain.submit(good, proof, alice));
});

test("a block wrapped around another's proof is refused", () => {
  const chain = new BurnChain();
  const { timeMs, proof } = chain.win(alice);
  const theft = { ...chain.header(alice.address, timeMs, []), approvedProposals: [new Uint8Array(34)] };
  assert.equal(chain.submit(theft, proof, bob), false, 'the thief cannot sign as the winner');
});

const call = (contractId: Uint8Array, entryPoint: number, args: Uint8Array) =>
  operation({ callContract: { contractId, entryPoint, args } });

test('burned coins become VHP that counts twenty blocks later; a new key waits as long', () => {
  const chain = new BurnChain();
  const value = 100n * COIN;
  const burned = call(
    BURN,
    ENTRY.burn,
    burn.BurnArguments.encode({ tokenAmount: value, burnAddress: carol.address, vhpAddress: carol.address }),
  );
  const registered = call(
    BURN,
    ENTRY.registerPublicKey,
    burn.RegisterPublicKeyArguments.encode({ producer: carol.address, publicKey: publicKeyOf(carol.secret) }),
  );
  const [coins, vhpSupply] = [chain.coinsOf(carol.address), chain.supplyOf(VHP)];
  chain.mine(alice, [chain.transaction(carol, [burned, registered], 10n * COIN)]);
  assert.equal(chain.coinsOf(carol.address), coins - value);
  assert.equal(chain.vhpOf(carol.address), value);
  assert.ok(chain.supplyOf(VHP) > vhpSupply);
  for (let height = 2; height <= 20; height++) {
    assert.equal(chain.effectiveVhpOf(carol.address), 0n, `height ${height}`);
    chain.mine(height % 2 === 0 ? alice : bob);
  }
  chain.mine(alice);
  assert.equal(chain.effectiveVhpOf(carol.address), value);
  chain.mine(carol);
});

test('nobody burns or names a key for another, and only the system makes VHP', () => {
  const chain = new BurnChain();
  const attempts = [
    call(
      BURN,
      ENTRY.burn,
      burn.BurnArguments.encode({ tokenAmount: 1n, burnAddress: alice.address, vhpAddress: carol.address }),
    ),
    call(
      BURN,
      ENTRY.registerPublicKey,
      burn.RegisterPublicKeyArguments.encode({
        producer: alice.address,
        publicKey: publicKeyOf(carol.secret),
      }),
    ),
    call(VHP, ENTRY.mint, token.MintArguments.encode({ to: carol.address, value: 1n })),
    call(VHP, ENTRY.burn, token.BurnArguments.encode({ from: alice.address, value: 1n })),
  ];
  const [vhp, coins] = [chain.vhpOf(alice.address), chain.coinsOf(carol.address)];
  for (const attempt of attempts) {
    const applied = chain.kernel.applyTransaction(
      chain.state,
      chain.head,
      chain.transaction(carol, [attempt], COIN),
    );
    assert.equal(applied.ok, false);
  }
  assert.deepEqual([chain.vhpOf(alice.address), chain.coinsOf(carol.address)], [vhp, coins]);
});

test('a producer with less VHP than a block costs gets the last of it back, and wins no more', () => {
  const chain = new BurnChain([9_000n, 1n]);
  const { difficulty } = chain.lottery;
  chain.mine(alice);
  assert.equal(chain.vhpOf(alice.address), 0n);
  assert.equal(chain.effectiveVhpOf(alice.address), 0n);
  assert.equal(
    wins(new Uint8Array(32), 0n, difficulty),
    false,
    'the best of all tickets wins nothing for nothing',
  );
});

test('an increase counts after twenty blocks, a decrease at once', () => {
  const holdings = increased(NOTHING, 100n, 50n);
  assert.deepEqual(
    [100n, 110n, 118n, 119n, 120n].map((height) => effectiveAt(holdings, height)),
    [0n, 0n, 0n, 50n, 50n],
  );
  const twice = increased(increased(NOTHING, 100n, 50n), 110n, 30n);
  assert.deepEqual(
    [effectiveAt(twice, 118n), effectiveAt(twice, 125n), effectiveAt(twice, 130n)],
    [0n, 50n, 80n],
  );
});

test('difficulty falls when blocks are late, by at most 99 steps, and rises when they are early', () => {
  const lottery = { seed: EMPTY, difficulty: 2_048_000n, lastBlockTimeMs: 1_000_000n };
  const after = (elapsedMs: bigint): bigint => nextDifficulty(lottery, 1_000_000n + elapsedMs, 3_000);
  assert.equal(after(100n), 2_049_000n);
  assert.equal(after(2_141n), 2_049_000n);
  assert.equal(after(2_142n), 2_048_000n);
  assert.equal(after(3_000n), 2_048_000n);
  assert.equal(after(4_284n), 2_047_000n);
  assert.equal(after(10_000_000n), 2_048_000n - 99_000n);
});

test('a block pays what the chain of the specification pays', () => {
  const { reward, returned } = paymentOf(10n ** 16n, {
    targetAnnualInflationRate: 19_802,
    targetBurnPercent: 501_000,
    targetBlockInterval: 3_000,
    quantumLength: 10,
  });
  assert.deepEqual([reward, returned], [18_837_519n, 476_598_173n]);
});
