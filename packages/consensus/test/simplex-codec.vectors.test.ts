/**
 * Frozen encodings (`spec/consensus/vectors.json`): what validators sign, hash, send and store. A change here is a new
 * protocol version, never a refactoring. `WRITE_VECTORS=1 node --test <this file>` rewrites the file.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fromHex, hex } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { sha256 } from '@ashlar/crypto';
import { digest } from './support.ts';

const path = join(import.meta.dirname, '../../../spec/consensus/vectors.json');
const ciphers: simplex.Ciphers = { hash: sha256, aggregate: () => undefined, verify: () => false };
const signature = new Uint8Array(96).fill(7);
const nullification: simplex.Certificate = {
  kind: 'nullify',
  view: 6,
  block: simplex.NONE,
  signers: [0, 2, 9],
  signature,
};
const notarization: simplex.Certificate = {
  kind: 'notarize',
  view: 5,
  block: digest(0x11),
  signers: [0, 1, 2, 8],
  signature,
};
const ancestry = [notarization, nullification];
const header: simplex.Header = {
  epoch: 3,
  view: 7,
  height: 1_000_000,
  parent: digest(0x11),
  parentView: 5,
  skipRoot: simplex.skipRootOf(ciphers, ancestry),
  payload: digest(0x22),
  nextSet: simplex.NONE,
  timeMs: 1_700_000_000_000,
};
const block: simplex.Block = { hash: simplex.hashOf(ciphers, header), header, ancestry };
const vote: simplex.Vote = { kind: 'finalize', view: 7, block: block.hash, signer: 300, signature };
const floor: simplex.Floor = { ...simplex.baseOf(block.hash, 5, 6), view: 7, finalization: notarization };

const messages: readonly simplex.Message[] = [
  { kind: 'proposal', block, signature },
  { kind: 'vote', vote },
  { kind: 'certificates', certificates: ancestry },
  { kind: 'wantCertificates', view: 2 ** 40 },
  { kind: 'wantBlocks', block: block.hash, aboveHeight: 999 },
  { kind: 'blocks', blocks: [block] },
];
const records: readonly simplex.LogRecord[] = [
  { kind: 'vote', statement: nullification },
  { kind: 'certificate', certificate: nullification },
  { kind: 'block', block },
  { kind: 'enter', view: 8, voteCount: 12, silentThrough: 4 },
  { kind: 'floor', floor },
  { kind: 'floor', floor: simplex.baseOf(block.hash, 5, 6) },
];
const evidence: readonly simplex.Evidence[] = [
  { kind: 'E3', epoch: 3, first: nullification, second: { ...notarization, kind: 'finalize', view: 6 } },
  { kind: 'E5', epoch: 3, attestation: notarization, header, flaw: { kind: 'header' } },
  {
    kind: 'E5',
    epoch: 3,
    attestation: notarization,
    header,
    flaw: { kind: 'count', count: 9, treeRoot: digest(0x33) },
  },
  {
    kind: 'E5',
    epoch: 3,
    attestation: notarization,
    header,
    flaw: { kind: 'certificate', index: 1, certificate: nullification, path: [digest(0x44)] },
  },
];

const computed = {
  statement: hex(simplex.statementBytes(new TextEncoder().encode('ashlar/chain'), 3, vote)),
  header: hex(simplex.headerBytes(header)),
  blockHash: block.hash,
  skipRoots: [0, 1, 2, 3, 5].map((count) =>
    simplex.skipRootOf(
      ciphers,
      Array.from({ length: count }, (_, view) => ({ ...nullification, view: view + 1 })),
    ),
  ),
  certificate: hex(simplex.certificateBytes(nullification)),
  messages: messages.map((message) => hex(simplex.encodeMessage(3, message))),
  frames: records.map((record) => hex(simplex.frame(record))),
  evidence: evidence.map((proof) => hex(simplex.encodeEvidence(proof))),
};

if (process.env['WRITE_VECTORS'] === '1') {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(computed, undefined, 2)}\n`);
}
const frozen: typeof computed = JSON.parse(readFileSync(path, 'utf8'));

test('statements, headers, skip roots, messages, log frames and evidence keep their bytes', () => {
  assert.deepEqual(computed, frozen);
});

test('the frozen bytes decode to the values they were made of', () => {
  messages.forEach((message, index) => {
    assert.deepEqual(simplex.decodeMessage(ciphers, fromHex(frozen.messages[index]!)!), {
      epoch: 3,
      message,
    });
  });
  evidence.forEach((proof, index) => {
    assert.deepEqual(simplex.decodeEvidence(fromHex(frozen.evidence[index]!)!), proof);
  });
});
