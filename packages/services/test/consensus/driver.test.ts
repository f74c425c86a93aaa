/** The consensus service of a committee, in virtual time: what it does with disk, network, keys and chain. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, hex } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { fakeCiphers, fakeSign } from '@ashlar/consensus/testing';
import type { PeerId } from '@ashlar/ports';
import { consensusService } from '@ashlar/ports';
import { Block } from '@ashlar/protocol';
import { BODY_PROTOCOL } from '../../src/consensus/bodies.ts';
import { CHANNEL } from '../../src/consensus/driver.ts';
import { DEAF_MS, FAULTS_MAX } from '../../src/consensus/peers.ts';
import { CALL } from '../support.ts';
import { DOMAIN, LOG_NAME, TIMING, type Validator, World } from './world.ts';

async function withWorld(
  world: World,
  run: (world: World, validators: readonly Validator[]) => Promise<void>,
): Promise<void> {
  try {
    await run(world, world.validators);
    assert.deepEqual(world.forks(), []);
    assert.deepEqual(world.votes.contradictions, []);
  } finally {
    await world.close();
  }
}

const names = ({ events }: Validator): readonly string[] => events.map(({ event }) => event);

test('a committee finalizes one chain, and each of its blocks has a certificate of a quorum', async () => {
  await withWorld(await World.of(4).open(), async (world, [first]) => {
    assert.ok(await world.untilFinal(5, 2_000));
    const { chain } = first!;
    const { bus } = chain;
    for (let height = 1; height <= 5; height++) {
      const answer = await bus.call(consensusService.getCertificate, { height: BigInt(height) }, CALL);
      assert.ok(answer.ok);
      assert.equal(hex(answer.value.blockId), chain.final[height]);
      assert.equal(hex(fakeCiphers.hash(answer.value.header)), answer.value.digest);
      assert.ok(answer.value.finalization.signers.length >= 3);
    }
    const none = await bus.call(consensusService.getCertificate, { height: 10_000n }, CALL);
    assert.equal(none.ok ? undefined : none.refusal.code, 'consensus.notFinal');
    const status = await bus.call(consensusService.getStatus, {}, CALL);
    assert.ok(status.ok);
    assert.equal(status.value.quorum, 3n);
    assert.equal(status.value.finalHeight, chain.height);
    assert.ok(status.value.validators.every(({ isActive, isConvicted }) => isActive && !isConvicted));
  });
});

test('no vote and no proposal leaves a validator before its disk holds it', async () => {
  const world = World.of(4);
  let checked = 0;
  world.onSend = (from, message) => {
    const vote =
      message.kind === 'vote'
        ? message.vote
        : message.kind === 'proposal'
          ? ({ kind: 'notarize', view: message.block.header.view, block: message.block.hash } as const)
          : undefined;
    if (vote === undefined) return;
    const validator = world.validators.find(({ keys }) => keys.peer === from)!;
    const isLogged = validator
      .log()
      .some(
        (record) =>
          record.kind === 'vote' &&
          record.statement.kind === vote.kind &&
          record.statement.view === vote.view &&
          record.statement.block === vote.block,
      );
    assert.ok(isLogged, `${vote.kind} of view ${vote.view}`);
    checked++;
  };
  await withWorld(await world.open(), async (_world, validators) => {
    assert.ok(await world.untilFinal(10, 2_000));
    assert.ok(checked > 4 * 2 * 9);
    assert.deepEqual(
      validators.flatMap(({ faults }) => faults),
      [],
    );
  });
});

test('an observer follows without a voice', async () => {
  const world = World.of(4, 1);
  const observer = world.validators[4]!;
  const heard = new Set<PeerId>();
  world.onSend = (from, { kind }) => {
    if (kind === 'vote' || kind === 'proposal') heard.add(from);
  };
  await withWorld(await world.open(), async () => {
    await observer.open({ isObserver: true });
    assert.ok(await world.untilFinal(20, 5_000));
    assert.ok(!heard.has(observer.keys.peer));
    assert.equal(heard.size, 4);
  });
});

test('a chain of one validator goes on alone', async () => {
  await withWorld(await World.of(1).open(), async (world) => {
    assert.ok(await world.untilFinal(5, 2_000));
  });
});

test('a validator that was away comes back to the same chain, though the others have forgotten what it lacks', async () => {
  await withWorld(await World.of(4).open(), async (world, [, , , last]) => {
    assert.ok(await world.untilFinal(3, 1_000));
    await world.settle(last!.close());
    const others = world.validators.slice(0, 3);
    assert.ok(await world.untilFinal(400, 400_000, others), 'three of four go on');
    await last!.open();
    assert.ok(await world.untilFinal(420, 2_000));
    assert.deepEqual(last!.faults, []);
  });
});

test('a block that the kernel refuses is not voted for, and the next leader goes on', async () => {
  await withWorld(await World.of(4).open(), async (world, validators) => {
    assert.ok(await world.untilFinal(2, 1_000));
    // Its own chain takes what the others refuse.
    const liar = validators[0]!;
    liar.chain.isGullible = true;
    liar.chain.pending = [liar.chain.poisoned()];
    assert.ok(await world.untilFinal(10, 10_000));
    assert.ok(validators.slice(1).some((validator) => names(validator).includes('consensus.blockRefused')));
    for (const { chain } of validators)
      for (const id of chain.final.slice(1)) assert.equal(chain.blocks.get(id)!.transactions.length, 0);
  });
});

test('a chain that is busy has said nothing about a block', async () => {
  await withWorld(await World.of(4).open(), async (world, validators) => {
    assert.ok(await world.untilFinal(2, 1_000));
    for (const { chain } of validators) chain.busy = 3;
    assert.ok(await world.untilFinal(6, 10_000));
    assert.ok(validators.every((validator) => !names(validator).includes('consensus.blockRefused')));
  });
});

test('what throws stops the driver: it halts once, and says nothing more', async () => {
  await withWorld(await World.of(4).open(), async (world, [first]) => {
    assert.ok(await world.untilFinal(2, 1_000));
    const said: string[] = [];
    first!.disk.operationsLeft = 0;
    assert.ok(await world.clock.run(5_000, () => first!.faults.length > 0));
    world.onSend = (from, { kind }) => {
      if (from === first!.keys.peer) said.push(kind);
    };
    assert.ok(await world.untilFinal(10, 10_000, world.validators.slice(1)));
    assert.equal(first!.faults.length, 1);
    assert.deepEqual(said, []);
    first!.disk.operationsLeft = Number.POSITIVE_INFINITY;
  });
});

test('a chain restored from an older copy is brought up to what consensus knows as final', async () => {
  await withWorld(await World.of(4).open(), async (world, [first]) => {
    assert.ok(await world.untilFinal(20, 5_000));
    await world.settle(first!.close());
    const height = first!.chain.height;
    first!.chain.rewind(5);
    await first!.open();
    assert.ok(await world.untilFinal(height + 5, 2_000));
    assert.ok(names(first!).includes('consensus.committedAgain'));
    assert.deepEqual(first!.faults, []);
  });
});

test('a validator whose log is lost is silent through all that its signer remembers, and takes part again', async () => {
  await withWorld(await World.of(4).open(), async (world, [first]) => {
    assert.ok(await world.untilFinal(10, 2_000));
    await world.settle(first!.close());
    await first!.disk.remove(LOG_NAME);
    await first!.disk.syncNames();
    await first!.open();
    const status = await first!.chain.bus.call(consensusService.getStatus, {}, CALL);
    assert.ok(status.ok && status.value.silentThrough >= 10);
    const { silentThrough } = status.value;
    let isBack = false;
    world.onSend = (from, message) => {
      if (from !== first!.keys.peer || message.kind !== 'vote') return;
      assert.ok(message.vote.view > silentThrough, 'it contradicts nothing that it forgot');
      isBack = true;
    };
    assert.ok(await world.untilFinal(silentThrough + 10, 3_000));
    assert.ok(isBack);
    assert.deepEqual(first!.faults, []);
  });
});

test('the torn end of a log is cut, said, and costs nothing', async () => {
  await withWorld(await World.of(4).open(), async (world, [first]) => {
    assert.ok(await world.untilFinal(5, 1_000));
    await world.settle(first!.close());
    const length = (await first!.disk.read(LOG_NAME)).length;
    const file = await first!.disk.open(LOG_NAME, false);
    await file.write(new Uint8Array(5).fill(1), length);
    await file.sync();
    await first!.open();
    assert.ok(names(first!).includes('consensus.logTorn'));
    assert.ok(await world.untilFinal(10, 5_000));
  });
});

test('two votes of one validator that contradict each other are kept as evidence against it', async () => {
  await withWorld(await World.of(4).open(), async (world, validators) => {
    assert.ok(await world.untilFinal(3, 1_000));
    const [witness, , , liar] = validators as [Validator, Validator, Validator, Validator];
    const order = simplex.sortValidators(
      validators.map(({ keys }) => ({ key: keys.member.voteKey, weight: 1n })),
    );
    const index = order.findIndex(({ key }) => key === liar.keys.member.voteKey);
    await world.settle(liar.close());
    const network = world.hub.join(liar.keys.peer, {
      clock: world.clock,
      onFailure: (cause) => assert.fail(String(cause)),
    });
    const view = (await statusOf(witness)).view + 3;
    for (const digit of ['a', 'b']) {
      const statement = { kind: 'finalize', view, block: digit.repeat(64) as simplex.Digest } as const;
      const signature = fakeSign(liar.keys.member.voteKey, simplex.statementBytes(DOMAIN, 0, statement));
      const vote = { ...statement, signer: index, signature };
      const bytes = simplex.encodeMessage(0, { kind: 'vote', vote });
      network.send(witness.keys.peer, CHANNEL, concat(new Uint8Array([1]), bytes));
    }
    await world.clock.run(500);
    const kept = await witness.chain.bus.call(
      consensusService.getEvidence,
      { after: new Uint8Array(0) },
      CALL,
    );
    assert.ok(kept.ok && kept.value.evidence.length === 1);
    const [evidence] = kept.value.evidence;
    assert.equal(evidence!.kind, 'E2');
    assert.deepEqual(evidence!.offenders, [liar.keys.member.address]);
    assert.ok(simplex.decodeEvidence(evidence!.bytes) !== undefined);
    const next = await witness.chain.bus.call(consensusService.getEvidence, { after: evidence!.id }, CALL);
    assert.ok(next.ok && next.value.evidence.length === 0);
    await network[Symbol.asyncDispose]();
    await world.settle(witness.close());
    await witness.open();
    assert.ok((await statusOf(witness)).validators[index]!.isConvicted, 'a restart forgets no evidence');
  });
});

async function statusOf({ chain }: Validator): Promise<{
  view: number;
  validators: readonly { isConvicted: boolean }[];
}> {
  const status = await chain.bus.call(consensusService.getStatus, {}, CALL);
  assert.ok(status.ok);
  return status.value;
}

test('a peer that sends bytes of no meaning is not heard for a while; the others are', async () => {
  const slow = World.of(4);
  slow.timing = { ...TIMING, delayMs: 20_000, paceMs: 10_000 };
  await withWorld(await slow.open(), async (world, [first]) => {
    const name = 'a stranger' as PeerId;
    const stranger = world.hub.join(name, {
      clock: world.clock,
      onFailure: (cause) => assert.fail(String(cause)),
    });
    const answers: unknown[] = [];
    stranger.receive(CHANNEL, (bytes) => {
      const message = simplex.decodeMessage(fakeCiphers, bytes.subarray(1))?.message;
      if (message?.kind === 'certificates' && message.certificates.length > 1) answers.push(message);
    });
    const ask = async (): Promise<number> => {
      answers.length = 0;
      const bytes = simplex.encodeMessage(0, { kind: 'wantCertificates', view: 1 });
      stranger.send(first!.keys.peer, CHANNEL, concat(new Uint8Array([1]), bytes));
      await world.clock.run(1);
      return answers.length;
    };
    assert.ok(await world.untilFinal(5, 60_000));
    assert.equal(await ask(), 1, 'whoever asks is answered');
    for (let count = 0; count < FAULTS_MAX; count++)
      stranger.send(first!.keys.peer, CHANNEL, new Uint8Array([1, 2, 3]));
    await world.clock.run(1);
    assert.equal(await ask(), 0);
    assert.ok(await world.untilFinal(6, 20_000));
    await world.clock.run(DEAF_MS);
    assert.equal(await ask(), 1, 'again, later');
    await stranger[Symbol.asyncDispose]();
  });
});

test('a peer cannot make a valid block look invalid by delivering another body for it', async () => {
  const world = World.of(4);
  world.weather = (from, to) => (from === 'validator 0' || to === 'validator 0' ? undefined : 0);
  await withWorld(await world.open(), async (_world, validators) => {
    // Cut off, the first learns blocks only through this liar, who adds a transaction to each.
    assert.ok(await world.untilFinal(5, 60_000, validators.slice(1)));
    const liar = world.hub.join('a liar' as PeerId, {
      clock: world.clock,
      onFailure: (cause) => assert.fail(String(cause)),
    });
    const honest = validators[1]!;
    let lies = 0;
    liar.serve(BODY_PROTOCOL, async (payload) => {
      const answer = await liar.request(honest.keys.peer, BODY_PROTOCOL, payload, { timeoutMs: 100 });
      if (!answer.ok || answer.value.length === 0) return new Uint8Array(0);
      lies++;
      const block = Block.decode(answer.value);
      return Block.encode({ ...block, transactions: [honest.chain.poisoned()] });
    });
    world.weather = () => 0;
    assert.ok(await world.untilFinal(20, 60_000));
    assert.ok(lies > 0, 'it was asked');
    assert.ok(!names(validators[0]!).includes('consensus.blockRefused'));
    assert.deepEqual(validators[0]!.faults, []);
    await liar[Symbol.asyncDispose]();
  });
});
