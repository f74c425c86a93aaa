/**
 * Codecs: what is encoded decodes to itself, and no other bytes decode to it. Replay: `SEED=… node --test <file>`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import fc from 'fast-check';
import { fakeCiphers } from '../src/simplex/testing.ts';

const { SEED, CODEC_RUNS } = process.env;
const options = {
  numRuns: Number(CODEC_RUNS ?? 300),
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
};

/** Plain objects, as the decoders make them. */
const record = <T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
const digest = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex') as simplex.Digest);
const natural = fc.oneof(fc.nat(), fc.constantFrom(0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER));
const view = natural.map((value) => Math.max(1, value));
const signature = fc.uint8Array({ maxLength: 96 });
const statement = fc.oneof(
  record({
    kind: fc.constantFrom('notarize', 'finalize'),
    view,
    block: digest.filter((hash) => hash !== simplex.NONE),
  }),
  record({ kind: fc.constant('nullify'), view, block: fc.constant(simplex.NONE) }),
) as fc.Arbitrary<simplex.Statement>;
const signer = fc.integer({ min: 0, max: simplex.VALIDATORS_MAX - 1 });
const certificate: fc.Arbitrary<simplex.Certificate> = fc
  .tuple(statement, fc.uniqueArray(signer, { minLength: 1, maxLength: 20 }), signature)
  .map(([said, signers, sum]) => ({ ...said, signers: signers.sort((a, b) => a - b), signature: sum }));
const block: fc.Arbitrary<simplex.Block> = fc
  .tuple(
    record({
      epoch: natural,
      view: natural,
      height: natural,
      parent: digest,
      parentView: natural,
      skipRoot: digest,
      payload: digest,
      nextSet: digest,
      timeMs: natural,
    }),
    fc.array(certificate, { maxLength: 4 }),
  )
  .map(([header, ancestry]) => ({ hash: simplex.hashOf(fakeCiphers, header), header, ancestry }));
const message: fc.Arbitrary<simplex.Message> = fc.oneof(
  record({ kind: fc.constant('proposal' as const), block, signature }),
  fc
    .tuple(statement, signer, signature)
    .map(([said, who, mark]) => ({ kind: 'vote' as const, vote: { ...said, signer: who, signature: mark } })),
  record({
    kind: fc.constant('certificates' as const),
    certificates: fc.array(certificate, { maxLength: 5 }),
  }),
  record({ kind: fc.constant('wantCertificates' as const), view: natural }),
  record({ kind: fc.constant('wantBlocks' as const), block: digest, aboveHeight: natural }),
  record({ kind: fc.constant('blocks' as const), blocks: fc.array(block, { maxLength: 3 }) }),
);
const small = fc.nat({ max: 2 ** 32 - 1 });
const flaw: fc.Arbitrary<simplex.AncestryFlaw> = fc.oneof(
  record({ kind: fc.constant('header' as const) }),
  record({ kind: fc.constant('count' as const), count: small, treeRoot: digest }),
  record({
    kind: fc.constant('certificate' as const),
    index: small,
    certificate,
    path: fc.array(digest, { maxLength: 13 }),
  }),
);
const evidence: fc.Arbitrary<simplex.Evidence> = fc.oneof(
  record({
    kind: fc.constantFrom('E1' as const, 'E2' as const, 'E3' as const, 'E4' as const),
    epoch: natural,
    first: certificate,
    second: certificate,
  }),
  record({
    kind: fc.constant('E5' as const),
    epoch: natural,
    attestation: certificate,
    header: block.map(({ header }) => header),
    flaw,
  }),
);

test('a message decodes to what was encoded', () => {
  fc.assert(
    fc.property(natural, message, (epoch, sent) => {
      assert.deepEqual(simplex.decodeMessage(fakeCiphers, simplex.encodeMessage(epoch, sent)), {
        epoch,
        message: sent,
      });
    }),
    options,
  );
});

test('evidence and blocks decode to what was encoded', () => {
  fc.assert(
    fc.property(evidence, block, (found, built) => {
      assert.deepEqual(simplex.decodeEvidence(simplex.encodeEvidence(found)), found);
      assert.deepEqual(simplex.decodeBlock(fakeCiphers, simplex.blockBytes(built)), built);
    }),
    options,
  );
});

test('bytes that decode at all are the one encoding of what they decode to', () => {
  fc.assert(
    fc.property(
      message,
      fc.nat(),
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom('change', 'cut', 'extend'),
      (sent, at, byte, how) => {
        const bytes = simplex.encodeMessage(1, sent);
        const offset = at % bytes.length;
        const bent =
          how === 'cut'
            ? bytes.slice(0, offset)
            : how === 'extend'
              ? Uint8Array.of(...bytes, byte)
              : bytes.with(offset, byte);
        const decoded = simplex.decodeMessage(fakeCiphers, bent);
        if (how !== 'change') assert.equal(decoded, undefined);
        if (decoded !== undefined)
          assert.ok(equal(simplex.encodeMessage(decoded.epoch, decoded.message), bent));
      },
    ),
    options,
  );
});

test('noise never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
      simplex.decodeMessage(fakeCiphers, noise);
      simplex.decodeEvidence(noise);
      simplex.readLog(fakeCiphers, noise);
    }),
    options,
  );
});
