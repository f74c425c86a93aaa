/**
 * The rules R0 to R8, one by one, on a single machine: validator 3 of 4 (quorum 3), or whoever the test needs.
 * View 1 is led by validator 1, view 2 by 2, view 3 by 3.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uint32be } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { Bench, blockOf, certificateOf, configOf, digest, GENESIS, proposalOf, voteOf } from './support.ts';

const nullify = (view: number): simplex.Statement => ({ kind: 'nullify', view, block: simplex.NONE });
const notarize = (view: number, block: simplex.Digest): simplex.Statement => ({
  kind: 'notarize',
  view,
  block,
});
const finalize = (view: number, block: simplex.Digest): simplex.Statement => ({
  kind: 'finalize',
  view,
  block,
});
const first = blockOf({});
const short = first.hash.slice(0, 4);

test('the first valid proposal of the leader is notarized, logged before it is signed', () => {
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first));
  assert.deepEqual(bench.said, [`notarize 1 ${short}`]);
  const kinds = bench.effects.map((effect) => (effect.kind === 'persist' ? effect.record.kind : effect.kind));
  assert.ok(kinds.indexOf('block') < kinds.indexOf('vote') && kinds.indexOf('vote') < kinds.indexOf('sign'));
});

test('a quorum of notarize votes lets us finalize and enter the next view', () => {
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first));
  assert.equal(bench.state.view, 1);
  bench.vote(0, notarize(1, first.hash));
  assert.equal(bench.state.view, 2);
  assert.deepEqual(bench.said, [`notarize 1 ${short}`, `finalize 1 ${short}`]);
});

test('a quorum of finalize votes commits, also when the votes come before the block', () => {
  const early = new Bench(configOf(4, 3));
  for (const signer of [0, 1, 2]) early.vote(signer, finalize(1, first.hash));
  assert.equal(early.of('commit').length, 0);
  assert.equal(early.state.view, 2, 'a finalization moves us on even without the block');
  assert.ok(early.of('send').some(({ message }) => message.kind === 'wantBlocks'));
  early.message(0, { kind: 'blocks', blocks: [first] });
  assert.deepEqual(
    early.of('commit').map(({ block }) => block.hash),
    [first.hash],
  );
  assert.equal(early.state.floor.height, 11);
});

test('ancestors are committed before their descendants', () => {
  const parent = certificateOf([0, 1, 2], notarize(1, first.hash));
  const second = blockOf({ view: 2, height: 12, parent: first.hash, parentView: 1, timeMs: 3_000 }, [parent]);
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first)).message(2, proposalOf(2, second));
  bench.certificate(certificateOf([0, 1, 2], finalize(2, second.hash)));
  assert.deepEqual(
    bench.of('commit').map(({ block }) => block.header.height),
    [11, 12],
  );
});

test('patience ends in a nullify, and after it there is neither notarize nor finalize', () => {
  const bench = new Bench(configOf(4, 3)).timeout('leader', 1).message(1, proposalOf(1, first));
  bench.certificate(certificateOf([0, 1, 2], notarize(1, first.hash)));
  assert.deepEqual(bench.said, ['nullify 1 0000']);
  assert.equal(bench.state.view, 2, 'the notarization still moves us on');
});

test('the leader timeout is void once we voted; the advance timeout is void once we finalized', () => {
  const voted = new Bench(configOf(4, 3)).message(1, proposalOf(1, first)).timeout('leader', 1);
  assert.deepEqual(voted.said, [`notarize 1 ${short}`]);
  voted.timeout('advance', 1);
  assert.deepEqual(voted.said, [`notarize 1 ${short}`, 'nullify 1 0000']);
  const finalized = new Bench(configOf(4, 3))
    .message(1, proposalOf(1, first))
    .vote(0, notarize(1, first.hash));
  finalized.timeout('advance', 1);
  assert.ok(!finalized.said.includes('nullify 1 0000'));
});

test('a quorum of nullify votes enters the next view, with growing patience', () => {
  const bench = new Bench(configOf(4, 0));
  for (const view of [1, 2]) for (const signer of [1, 2, 3]) bench.vote(signer, nullify(view));
  assert.equal(bench.state.view, 3);
  const patience = bench.of('arm').filter(({ timer }) => timer === 'leader');
  assert.deepEqual(
    patience.map(({ afterMs }) => afterMs),
    [200, 300, 450],
  );
});

test('the leader builds on the highest notarized block and proves every skipped view', () => {
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first));
  bench.certificate(certificateOf([0, 1, 2], notarize(1, first.hash)));
  bench.certificate(certificateOf([0, 1, 2], nullify(2)));
  assert.deepEqual(bench.of('build'), [{ kind: 'build', view: 3, parent: first.hash, mustBeEmpty: false }]);
  const built = {
    kind: 'built',
    view: 3,
    parent: first.hash,
    payload: digest(7),
    nextSet: simplex.NONE,
  } as const;
  bench.input({ ...built, timeMs: 5 });
  const [proposal] = bench
    .of('send')
    .flatMap(({ message }) => (message.kind === 'proposal' ? [message] : []));
  assert.deepEqual(
    proposal?.block.ancestry.map(({ kind, view }) => [kind, view]),
    [
      ['notarize', 1],
      ['nullify', 2],
    ],
  );
  assert.equal(proposal?.block.header.timeMs, 2_001, 'time goes on even if our clock is behind');
});

test('a leader that lacks a certificate asks for it, and does not propose', () => {
  const bench = new Bench(configOf(4, 3)).certificate(certificateOf([0, 1, 2], nullify(2)));
  assert.equal(bench.state.view, 3);
  assert.deepEqual(bench.of('build'), []);
  assert.ok(
    bench.of('send').some(({ message }) => message.kind === 'wantCertificates' && message.view === 1),
  );
  bench.timeout('build', 3);
  assert.deepEqual(bench.said, ['nullify 3 0000']);
});

test('a proposal is refused whose ancestry omits, invents or misplaces a certificate', () => {
  const honest = [certificateOf([0, 1, 2], nullify(1)), certificateOf([0, 1, 2], nullify(2))];
  const { signature } = honest[0]!;
  const lies: readonly (readonly simplex.Certificate[])[] = [
    [],
    [honest[0]!],
    [honest[1]!, honest[0]!],
    [honest[0]!, honest[0]!],
    [honest[0]!, certificateOf([0, 1], nullify(2))],
    [honest[0]!, { ...honest[1]!, signature }],
    [honest[0]!, { ...honest[1]!, signers: [0, 0, 1, 2] }],
    [honest[0]!, { ...honest[1]!, signers: [0, 1, 9] }],
  ];
  for (const ancestry of lies) {
    const block = blockOf({ view: 3 }, ancestry);
    const bench = new Bench(configOf(4, 0)).certificate(honest[0]!).certificate(honest[1]!);
    bench.message(3, proposalOf(3, block));
    assert.ok(!bench.said.some((vote) => vote.startsWith('notarize')), JSON.stringify(ancestry));
    assert.ok(bench.of('blame').length > 0);
  }
  const other = blockOf({ view: 3, skipRoot: digest(7) }, honest);
  assert.deepEqual(
    new Bench(configOf(4, 0)).message(3, proposalOf(3, other)).said,
    [],
    'not what the header says',
  );
  const bare = { ...blockOf({ view: 3 }, honest), ancestry: [] };
  assert.deepEqual(new Bench(configOf(4, 0)).message(3, proposalOf(3, bare)).said, []);
  const bench = new Bench(configOf(4, 0)).message(3, proposalOf(3, blockOf({ view: 3 }, honest)));
  assert.equal(bench.said.length, 1, 'the true one is voted for, and carries us into its view');
});

test('a proposal must follow its parent in height and time', () => {
  for (const change of [{ height: 12 }, { height: 10 }, { timeMs: 1_000 }]) {
    const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, blockOf(change)));
    assert.deepEqual(bench.said, ['nullify 1 0000'], JSON.stringify(change));
  }
});

test('an invalid payload is nullified; one without verdict is waited for', () => {
  const invalid = new Bench(configOf(4, 3));
  invalid.verdict = 'invalid';
  assert.deepEqual(invalid.message(1, proposalOf(1, first)).said, ['nullify 1 0000']);
  const pending = new Bench(configOf(4, 3));
  pending.verdict = 'none';
  assert.deepEqual(pending.message(1, proposalOf(1, first)).said, []);
});

test('a block from the future is voted for when its time has come', () => {
  const bench = new Bench(configOf(4, 3));
  bench.nowMs = 1_000;
  bench.message(1, proposalOf(1, first));
  assert.deepEqual(bench.said, []);
  assert.deepEqual(bench.of('arm').at(-1), { kind: 'arm', timer: 'early', view: 1, afterMs: 800 });
  assert.deepEqual(bench.timeout('early', 1).said, [`notarize 1 ${short}`]);
});

test('of two proposals only the first is voted for, the leader is convicted, and its view is not finalized', () => {
  const second = blockOf({ payload: digest(2) });
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first)).message(1, proposalOf(1, second));
  const [report] = bench.of('report');
  assert.equal(report?.evidence.kind, 'E1');
  assert.deepEqual(report?.offenders, [1]);
  bench.vote(0, notarize(1, first.hash));
  assert.deepEqual(bench.said, [`notarize 1 ${short}`]);
  assert.equal(bench.state.view, 2);
});

test('a second finalize, and a finalize beside a nullify or another notarize, are reported', () => {
  const cases = [
    ['E2', finalize(1, first.hash), finalize(1, digest(9))],
    ['E3', nullify(1), finalize(1, first.hash)],
    ['E4', notarize(1, digest(9)), finalize(1, first.hash)],
  ] as const;
  for (const [kind, one, other] of cases) {
    for (const [before, after] of [
      [one, other],
      [other, one],
    ] as const) {
      const bench = new Bench(configOf(4, 3)).vote(2, before).vote(2, after);
      const [report] = bench.of('report');
      assert.equal(report?.evidence.kind, kind);
      const convicted = simplex.offendersOf(bench.config, report!.evidence);
      assert.deepEqual(convicted.ok && convicted.value, [2]);
    }
  }
});

test('false signatures are found among a quorum, dropped and blamed; the others still count', () => {
  const bench = new Bench(configOf(7, 6));
  const statement = nullify(1);
  for (const signer of [0, 1, 2, 3]) {
    const vote = voteOf(signer, statement);
    const isFalse = signer === 1 || signer === 2;
    bench.message(signer, {
      kind: 'vote',
      vote: isFalse ? { ...vote, signature: new Uint8Array(16) } : vote,
    });
  }
  bench.vote(4, statement);
  assert.equal(bench.state.view, 1);
  assert.deepEqual(
    bench.of('blame').map(({ from }) => from),
    [1, 2],
  );
  for (const signer of [1, 2]) bench.vote(signer, statement);
  assert.equal(bench.state.view, 2);
});

test('what is left after dropping a false vote may still be a quorum', () => {
  const weights = [3n, 1n, 1n, 1n, 1n];
  const validators = weights.map((weight, index) => ({ key: uint32be(index), weight }));
  const bench = new Bench(configOf(5, 4, { validators, leaderOf: simplex.roundRobin(validators) }));
  bench.message(1, { kind: 'vote', vote: { ...voteOf(1, nullify(1)), signature: new Uint8Array(16) } });
  for (const signer of [2, 3, 0]) bench.vote(signer, nullify(1));
  assert.equal(bench.state.view, 2);
  assert.deepEqual(bench.state.slots.get(1)?.certificates.nullify[0]?.signers, [0, 2, 3, 4]);
});

test('a certificate is refused without a quorum, with strangers or repeated signers, or with a false signature', () => {
  const sound = certificateOf([0, 1, 2], nullify(1));
  const lies: readonly simplex.Certificate[] = [
    certificateOf([0, 1], nullify(1)),
    { ...sound, signature: new Uint8Array(16) },
    { ...sound, signers: [0, 1, 3] },
    { ...sound, signers: [0, 1, 2, 2] },
    { ...sound, signers: [2, 1, 0] },
    { ...sound, signers: [0, 1, 2, 4] },
    { ...sound, view: 2 },
  ];
  for (const lie of lies) {
    const bench = new Bench(configOf(4, 3)).certificate(lie, 2);
    assert.equal(bench.state.view, 1);
    assert.deepEqual(bench.of('blame'), [{ kind: 'blame', from: 2, reason: 'certificate.invalid' }]);
  }
  assert.equal(new Bench(configOf(4, 3)).certificate(sound).state.view, 2);
});

test('finality resets the growth of patience', () => {
  const bench = new Bench(configOf(4, 0)).certificate(certificateOf([1, 2, 3], nullify(1)));
  const child = blockOf({ view: 2 }, [certificateOf([1, 2, 3], nullify(1))]);
  bench.message(2, proposalOf(2, child)).certificate(certificateOf([1, 2, 3], finalize(2, child.hash)));
  const patience = bench.of('arm').filter(({ timer }) => timer === 'leader');
  assert.deepEqual(
    patience.map(({ view, afterMs }) => [view, afterMs]),
    [
      [1, 200],
      [2, 300],
      [3, 200],
    ],
  );
});

test('an earlier finality does not make us forget a later one whose blocks are still missing', () => {
  const second = blockOf({ view: 2, height: 12, parent: first.hash, parentView: 1, timeMs: 3_000 }, [
    certificateOf([0, 1, 2], notarize(1, first.hash)),
  ]);
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first));
  bench.certificate(certificateOf([0, 1, 2], finalize(2, second.hash)));
  bench.certificate(certificateOf([0, 1, 2], finalize(1, first.hash)));
  bench.timeout('fetch', 3).message(0, { kind: 'blocks', blocks: [second] });
  assert.deepEqual(
    bench.of('commit').map(({ block }) => block.hash),
    [first.hash, second.hash],
  );
});

test('blocks that nobody asked for, and more than two proposals of a view, leave no trace', () => {
  const bench = new Bench(configOf(4, 3)).message(1, { kind: 'blocks', blocks: [first] });
  assert.equal(bench.state.blocks.size, 0);
  for (const byte of [1, 2, 3, 4]) bench.message(1, proposalOf(1, blockOf({ payload: digest(byte) })));
  assert.equal(bench.state.blocks.size, 2);
  assert.equal(bench.state.slots.get(1)?.proposals.length, 2);
});

test('an operator sees view, finality, the silent and the convicted', () => {
  const bench = new Bench(configOf(4, 3, { skipViews: 4 })).message(1, proposalOf(1, first));
  bench.message(1, proposalOf(1, blockOf({ payload: digest(2) })));
  bench.certificate(certificateOf([0, 1, 2], finalize(1, first.hash)));
  bench.certificate(certificateOf([0, 1, 2], nullify(5)));
  assert.deepEqual(simplex.observe(bench.config, bench.state), {
    epoch: 1,
    view: 6,
    finalHeight: 11,
    finalView: 1,
    viewsSinceFinal: 4,
    nullifiedRun: 1,
    missingBlocks: 0,
    inactive: [0, 1, 2],
    inactiveWeight: 3n,
    convicted: [1],
    silences: [],
    silentThrough: 0,
  });
});

test('a vote carried by a stranger is verified at once', () => {
  const vote = { ...voteOf(2, nullify(1)), signature: new Uint8Array(16) };
  const bench = new Bench(configOf(4, 3)).message(0, { kind: 'vote', vote });
  assert.deepEqual(bench.of('blame'), [{ kind: 'blame', from: 0, reason: 'vote.signatureInvalid' }]);
  assert.equal(bench.state.slots.get(1)?.ballots.nullify[2], undefined);
});

test('votes further ahead than the window leave no trace', () => {
  const bench = new Bench(configOf(4, 3)).vote(0, nullify(1 + simplex.WINDOW_VIEWS + 1));
  assert.ok(!bench.state.slots.has(1 + simplex.WINDOW_VIEWS + 1));
  bench.vote(0, nullify(1 + simplex.WINDOW_VIEWS));
  assert.ok(bench.state.slots.has(1 + simplex.WINDOW_VIEWS));
});

test('our own key speaking elsewhere silences us for good', () => {
  const bench = new Bench(configOf(4, 3)).vote(3, finalize(1, digest(9)));
  assert.deepEqual(bench.of('alarm'), [{ kind: 'alarm', alarm: { kind: 'doppelganger' } }]);
  assert.deepEqual(bench.message(1, proposalOf(1, first)).timeout('advance', 1).said, []);
});

test('while watching for a double we are silent, then speak', () => {
  const config = configOf(4, 3, { timing: { delayMs: 100, driftMs: 200, watchMs: 500 } });
  const bench = new Bench(config).message(1, proposalOf(1, first));
  assert.deepEqual(bench.said, []);
  assert.deepEqual(bench.timeout('watch', 0).said, [`notarize 1 ${short}`]);
});

test('who asks gets the certificates from its view on, and blocks down to its floor', () => {
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first));
  bench.certificate(certificateOf([0, 1, 2], finalize(1, first.hash)));
  bench.message(2, { kind: 'wantCertificates', view: 1 });
  const answer = bench.of('send').at(-1)!;
  assert.equal(answer.to, 2);
  assert.ok(answer.message.kind === 'certificates' && answer.message.certificates.length > 0);
  bench.message(2, { kind: 'wantBlocks', block: first.hash, aboveHeight: 10 });
  assert.deepEqual(bench.of('send').at(-1), {
    kind: 'send',
    to: 2,
    message: { kind: 'blocks', blocks: [first] },
  });
  bench.message(2, { kind: 'wantBlocks', block: digest(5), aboveHeight: 10 });
  assert.equal(bench.of('lookup').length, 1, 'what the machine forgot the driver may find');
});

test('after a seal only empty heirs are voted for, and finality ends the epoch at the sealing block', () => {
  const seal = blockOf({ nextSet: digest(3) });
  const parent = certificateOf([0, 1, 2], notarize(1, seal.hash));
  const heir = { view: 2, height: 12, parent: seal.hash, parentView: 1, timeMs: 3_000 };
  const full = blockOf({ ...heir, nextSet: digest(3) }, [parent]);
  const empty = blockOf({ ...heir, nextSet: digest(3), payload: simplex.NONE }, [parent]);
  const refusing = new Bench(configOf(4, 3)).message(1, proposalOf(1, seal)).message(2, proposalOf(2, full));
  assert.ok(refusing.said.includes('nullify 2 0000'));
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, seal)).message(2, proposalOf(2, empty));
  bench.certificate(certificateOf([0, 1, 2], finalize(2, empty.hash)));
  assert.deepEqual(
    bench.of('commit').map(({ block }) => block.hash),
    [seal.hash],
  );
  assert.equal(bench.of('sealed')[0]?.floor.block, seal.hash);
  const { length } = bench.effects;
  for (const timer of ['leader', 'advance', 'resend', 'fetch'] as const)
    bench.timeout(timer, bench.state.view);
  assert.equal(bench.effects.length, length, 'its clocks stand still');
  bench.vote(2, nullify(9));
  const answer = bench.of('send').at(-1);
  assert.ok(answer?.message.kind === 'certificates' && answer.message.certificates[0]?.kind === 'finalize');
});

test('two final blocks at one height silence us and convict a third', () => {
  const rival = blockOf({ payload: digest(2) });
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first)).message(1, proposalOf(1, rival));
  bench.certificate(certificateOf([0, 1, 2], finalize(1, first.hash)));
  bench.certificate(certificateOf([0, 1, 3], finalize(1, rival.hash)));
  assert.ok(bench.of('alarm').some(({ alarm }) => alarm.kind === 'fork'));
  assert.equal(bench.of('commit').length, 1);
  assert.ok(
    bench.of('report').some(({ evidence, offenders }) => evidence.kind === 'E2' && offenders.length === 2),
  );
});

test('beyond what an ancestry can span, views stop and the alarm sounds', () => {
  const bench = new Bench(configOf(4, 3)).certificate(certificateOf([0, 1, 2], nullify(7_599)));
  assert.equal(bench.state.view, 7_600);
  bench.certificate(certificateOf([0, 1, 2], nullify(7_600)));
  assert.equal(bench.state.view, 7_600);
  assert.deepEqual(bench.of('alarm').at(-1)?.alarm, { kind: 'skipsExhausted' });
});

test('a final block that we judged invalid stops us', () => {
  const bench = new Bench(configOf(4, 3));
  bench.verdict = 'invalid';
  bench.message(1, proposalOf(1, first)).certificate(certificateOf([0, 1, 2], finalize(1, first.hash)));
  assert.ok(bench.of('alarm').some(({ alarm }) => alarm.kind === 'fork'));
  assert.deepEqual(bench.of('commit'), []);
});

test('an observer follows and never votes', () => {
  const bench = new Bench(configOf(4, undefined)).message(1, proposalOf(1, first)).timeout('advance', 1);
  bench.certificate(certificateOf([0, 1, 2], finalize(1, first.hash)));
  assert.deepEqual(bench.said, []);
  assert.equal(bench.of('commit').length, 1);
});

test('a leader unheard for the skip span, while a quorum was, is not waited for', () => {
  const bench = new Bench(configOf(4, 0, { skipViews: 4 }));
  for (let view = 1; view <= 12; view++)
    for (const signer of [2, 3]) bench.vote(signer, nullify(view)).timeout('advance', view);
  assert.equal(bench.state.view, 13);
  assert.equal(bench.config.leaderOf(13), 1);
  assert.ok(bench.said.includes('nullify 13 0000'), 'view 13 is led by validator 1, who never spoke');
});

test('the base is the only parent at view 0', () => {
  const orphan = blockOf({ parent: digest(8) });
  assert.notEqual(orphan.header.parent, GENESIS);
  assert.deepEqual(new Bench(configOf(4, 3)).message(1, proposalOf(1, orphan)).said, ['nullify 1 0000']);
});
