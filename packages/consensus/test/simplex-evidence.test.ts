/** Evidence as a judge sees it: what convicts, what does not, and how short the proof of a flawed ancestry is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simplex } from '@ashlar/consensus';
import { findFlaw } from '../src/simplex/ancestry.ts';
import { blockOf, certificateOf, configOf, digest, GENESIS } from './support.ts';

const committee = configOf(4, undefined);
const skip = (view: number, signers: readonly number[] = [0, 1, 2]): simplex.Certificate =>
  certificateOf(signers, { kind: 'nullify', view, block: simplex.NONE });
const span = (count: number): readonly simplex.Certificate[] =>
  Array.from({ length: count }, (_, index) => skip(index + 1));

function verdict(evidence: simplex.Evidence): readonly number[] | string {
  const convicted = simplex.offendersOf(committee, evidence);
  return convicted.ok ? convicted.value : convicted.refusal.code;
}

/** Evidence against validators 0, 1 and 2, who notarized the block, as `accuse` would find it. */
function against(
  block: simplex.Block,
  kind: 'notarize' | 'finalize' = 'notarize',
): simplex.Evidence | undefined {
  const attestation = certificateOf([0, 1, 2], { kind, view: block.header.view, block: block.hash });
  const flaw = findFlaw(committee, block);
  return flaw === undefined ? undefined : { kind: 'E5', epoch: 1, attestation, header: block.header, flaw };
}

test('any one false certificate among many is shown by its opening alone', () => {
  for (const count of [1, 2, 3, 5, 8, 13]) {
    for (let index = 0; index < count; index++) {
      for (const lie of [
        skip(index + 1, [0, 1]),
        skip(index + 2),
        { ...skip(index + 1), signature: new Uint8Array(16) },
      ]) {
        const block = blockOf({ view: count + 1 }, span(count).with(index, lie));
        const evidence = against(block)!;
        assert.deepEqual(verdict(evidence), [0, 1, 2], `${index} of ${count}`);
        assert.ok(simplex.encodeEvidence(evidence).length < 700);
      }
    }
  }
});

test('too few or too many certificates, a false base, a wrong epoch convict', () => {
  const cases = [
    blockOf({ view: 3 }, span(1)),
    blockOf({ view: 3 }, []),
    blockOf({ view: 3 }, span(3)),
    blockOf({ view: 1, parent: digest(9) }, []),
    blockOf({ view: 1, epoch: 2 }, []),
    blockOf({ view: 2, parentView: 2 }, []),
  ];
  for (const block of cases) {
    assert.deepEqual(verdict(against(block)!), [0, 1, 2]);
    assert.deepEqual(verdict(against(block, 'finalize')!), [0, 1, 2]);
  }
});

test('a parent certificate for another block, or none at all, convicts', () => {
  const parent = blockOf({});
  const child = { view: 2, height: 12, parent: parent.hash, parentView: 1, timeMs: 3_000 };
  const notarized = { kind: 'notarize', view: 1, block: parent.hash } as const;
  assert.equal(against(blockOf(child, [certificateOf([0, 1, 2], notarized)])), undefined);
  for (const lie of [
    certificateOf([0, 1, 2], { ...notarized, block: digest(9) }),
    certificateOf([0, 1], notarized),
    skip(1),
  ])
    assert.deepEqual(verdict(against(blockOf(child, [lie]))!), [0, 1, 2]);
});

test('a sound block convicts nobody, whatever is claimed of it', () => {
  const block = blockOf({ view: 4 }, span(3));
  assert.equal(findFlaw(committee, block), undefined);
  const attestation = certificateOf([0, 1, 2], { kind: 'notarize', view: 4, block: block.hash });
  const flawed = blockOf({ view: 4 }, span(3).with(1, skip(2, [0, 1])));
  const borrowed = findFlaw(committee, flawed)!;
  const path = [digest(1), digest(2)];
  const claims: readonly simplex.AncestryFlaw[] = [
    { kind: 'header' },
    { kind: 'count', count: 2, treeRoot: digest(1) },
    { kind: 'count', count: 0, treeRoot: simplex.NONE },
    borrowed,
    { kind: 'certificate', index: 1, certificate: skip(2), path },
    { kind: 'certificate', index: 7, certificate: skip(2), path: [] },
  ];
  for (const flaw of claims)
    assert.equal(
      verdict({ kind: 'E5', epoch: 1, attestation, header: block.header, flaw }),
      'evidence.ancestryValid',
    );
  const { header } = flawed;
  assert.equal(
    verdict({ kind: 'E5', epoch: 1, attestation, header, flaw: borrowed }),
    'evidence.blockMismatch',
  );
});

test('statements that one honest validator may make are no contradiction', () => {
  const notarize = { kind: 'notarize', view: 1, block: GENESIS } as const;
  assert.equal(
    simplex.contradictionOf(notarize, { kind: 'nullify', view: 1, block: simplex.NONE }),
    undefined,
  );
  assert.equal(simplex.contradictionOf(notarize, { ...notarize, kind: 'finalize' }), undefined);
  assert.equal(simplex.contradictionOf(notarize, { ...notarize, view: 2, block: digest(9) }), undefined);
});

test('a contradiction convicts those who signed both, of the right epoch, with true signatures', () => {
  const first = certificateOf([0, 1, 2], { kind: 'notarize', view: 1, block: GENESIS });
  const second = certificateOf([1, 2, 3], { kind: 'notarize', view: 1, block: digest(9) });
  const evidence: simplex.Evidence = { kind: 'E1', epoch: 1, first, second };
  assert.deepEqual(verdict(evidence), [1, 2]);
  assert.equal(verdict({ ...evidence, epoch: 2 }), 'evidence.epochMismatch');
  assert.equal(verdict({ ...evidence, kind: 'E2' }), 'evidence.notContradicting');
  assert.equal(verdict({ ...evidence, second: first }), 'evidence.notContradicting');
  assert.equal(
    verdict({ ...evidence, second: { ...second, signers: [0, 1, 2] } }),
    'evidence.signatureInvalid',
  );
  const alone = certificateOf([3], { kind: 'notarize', view: 1, block: digest(9) });
  assert.equal(verdict({ ...evidence, second: alone }), 'evidence.noOffender');
});

test('accuse asks for nothing but the two Finalizations and one chain; a withheld body leaves it empty-handed', () => {
  const [one, other] = [blockOf({ view: 1 }), blockOf({ view: 2 }, [skip(1)])];
  const final = (block: simplex.Block, signers: readonly number[]): simplex.Certificate =>
    certificateOf(signers, { kind: 'finalize', view: block.header.view, block: block.hash });
  const [a, b] = [final(one, [1, 2, 3]), final(other, [0, 1, 2])];
  const evidence = simplex.accuse(committee, a, b, (hash) => (hash === other.hash ? other : undefined));
  assert.equal(evidence?.kind, 'E3');
  assert.deepEqual(verdict(evidence!), [1, 2]);
  assert.deepEqual(
    simplex.accuse(committee, b, a, (hash) => (hash === other.hash ? other : undefined)),
    evidence,
  );
  assert.equal(
    simplex.accuse(committee, a, b, () => undefined),
    undefined,
  );
});
