import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Fault, utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { bls } from '@ashlar/crypto';
import {
  blsVoteKey,
  openSigner,
  openSignerOn,
  type Signer,
  type SignerConfig,
  type SignRequest,
} from '@ashlar/services';
import { SLOTS_MAX } from '../../src/signer/mark.ts';
import { COPY_BYTES } from '../../src/signer/mark-file.ts';
import { REQUESTS_MAX } from '../../src/signer/signer.ts';
import { CrashDisk } from '../crash-disk.ts';

const A = 'a'.repeat(64) as simplex.Digest;
const B = 'b'.repeat(64) as simplex.Digest;
const CONFIG: SignerConfig = {
  domain: utf8('DST/chain/1'),
  key: blsVoteKey(bls.secretKeyOfSeed(new Uint8Array(32).fill(7))),
  mayCreate: true,
};
const OLD = { ...CONFIG, mayCreate: false };
const unlocked = { [Symbol.dispose]: () => {} };
const isFault =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Fault && error.code === code;

function request(
  kind: simplex.VoteKind,
  view: number,
  block: simplex.Digest = A,
  voteNumber = view * 3,
  epoch = 1,
): SignRequest {
  return {
    epoch,
    statement: { kind, view, block: kind === 'nullify' ? simplex.NONE : block },
    voteNumber,
  };
}

async function codeOf(signer: Signer, asked: SignRequest): Promise<string> {
  const answer = await signer.sign(asked);
  return answer.ok ? 'signed' : answer.refusal.code;
}

const directories: string[] = [];
after(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});
function scratch(): string {
  directories.push(mkdtempSync(join(tmpdir(), 'ashlar-signer-')));
  return directories.at(-1)!;
}

test('a signature is one that simplex verifies, and the same request gives the same again', async () => {
  const disk = new CrashDisk();
  await using signer = await openSignerOn(disk, CONFIG, unlocked);
  const asked = request('notarize', 5);
  const first = await signer.sign(asked);
  assert.ok(first.ok);
  const bytes = simplex.statementBytes(CONFIG.domain, 1, asked.statement);
  assert.ok(simplex.createBlsCiphers().verify([signer.publicKey], bytes, first.value));
  const { syncs } = disk;
  assert.deepEqual(await signer.sign({ ...asked, voteNumber: 99 }), first);
  assert.equal(disk.syncs, syncs, 'a repetition costs no flush');
});

test('one key never says two things that convict it, and the rest of simplex it may say', async () => {
  await using signer = await openSignerOn(new CrashDisk(), CONFIG, unlocked);
  const steps: readonly (readonly [SignRequest, string])[] = [
    [request('notarize', 5), 'signed'],
    [request('notarize', 5, B), 'signer.contradiction'], // H1
    [request('finalize', 5, B), 'signer.contradiction'], // H4
    [request('finalize', 5), 'signed'],
    [request('nullify', 5), 'signer.contradiction'], // H2
    [request('finalize', 5, B), 'signer.contradiction'], // H3
    [request('notarize', 7), 'signed'],
    [request('nullify', 7, A, 22), 'signed'],
    [request('finalize', 7, A, 22), 'signer.contradiction'], // H2
    [request('nullify', 6, A, 23), 'signer.belowMark'], // H6
    [request('notarize', 6, A, 23), 'signer.belowMark'], // H6
    [request('finalize', 6, A, 23), 'signed'], // a Finalize may come late
    [request('nullify', 8), 'signed'],
    [request('notarize', 8), 'signer.contradiction'], // H7
    [request('finalize', 9, A, 27), 'signed'],
    [request('notarize', 9, A, 28), 'signer.contradiction'], // H7
    [request('notarize', 10, A, 26), 'signer.voteNumberBehind'],
    [request('notarize', 10), 'signed'],
  ];
  for (const [asked, expected] of steps)
    assert.equal(await codeOf(signer, asked), expected, JSON.stringify(asked));
});

test('a later epoch begins anew, and an earlier one is over', async () => {
  await using signer = await openSignerOn(new CrashDisk(), CONFIG, unlocked);
  assert.deepEqual(signer.standing(1), { view: 0, voteCount: 0 });
  assert.equal(await codeOf(signer, request('notarize', 9, A, 4)), 'signed');
  assert.deepEqual(signer.standing(1), { view: 9, voteCount: 4 });
  assert.deepEqual(signer.standing(2), { view: 0, voteCount: 0 });
  assert.equal(await codeOf(signer, request('notarize', 1, B, 1, 2)), 'signed');
  assert.equal(await codeOf(signer, request('notarize', 10)), 'signer.belowMark');
  assert.equal(await codeOf(signer, request('notarize', 9, A, 4)), 'signer.belowMark');
  assert.equal(signer.standing(1), undefined);
  assert.deepEqual(signer.standing(2), { view: 1, voteCount: 1 });
});

test('what is forgotten is refused, so that memory is bounded', async () => {
  await using signer = await openSignerOn(new CrashDisk(), CONFIG, unlocked);
  for (let view = 1; view <= SLOTS_MAX + 1; view++)
    assert.equal(await codeOf(signer, request('notarize', view + 1)), 'signed');
  assert.equal(await codeOf(signer, request('notarize', 2)), 'signer.belowMark');
  assert.equal(await codeOf(signer, request('finalize', 2, A, 999)), 'signer.belowMark');
  assert.equal(await codeOf(signer, request('notarize', 3)), 'signed');
});

test('a full memory takes no view below all that it remembers', async () => {
  await using signer = await openSignerOn(new CrashDisk(), CONFIG, unlocked);
  for (let view = 2; view <= SLOTS_MAX + 1; view++) await signer.sign(request('notarize', view));
  assert.equal(await codeOf(signer, request('finalize', 1, A, 999)), 'signer.belowMark');
});

test('malformed requests are refused', async () => {
  await using signer = await openSignerOn(new CrashDisk(), CONFIG, unlocked);
  const good = request('notarize', 5);
  const bad: readonly SignRequest[] = [
    { ...good, epoch: -1 },
    { ...good, epoch: 2 ** 53 },
    { ...good, voteNumber: 0 },
    { ...good, voteNumber: Number.MAX_SAFE_INTEGER },
    { ...good, statement: { ...good.statement, view: 0 } },
    { ...good, statement: { ...good.statement, view: 1.5 } },
    { ...good, statement: { ...good.statement, block: simplex.NONE } },
    { ...good, statement: { ...good.statement, block: 'ab' as simplex.Digest } },
    { ...good, statement: { ...good.statement, kind: 'nullify' } },
  ];
  for (const asked of bad)
    assert.equal(await codeOf(signer, asked), 'signer.malformed', JSON.stringify(asked));
  assert.deepEqual(signer.standing(1), { view: 0, voteCount: 0 });
});

test('on a real disk the mark survives a restart, readable by the owner alone', async () => {
  const directory = scratch();
  {
    await using signer = await openSigner(directory, CONFIG);
    assert.equal(await codeOf(signer, request('notarize', 5)), 'signed');
  }
  const name = readdirSync(directory).find((one) => !one.endsWith('.lock'))!;
  assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600);
  assert.equal(readFileSync(join(directory, name)).length, 2 * COPY_BYTES);
  await using signer = await openSigner(directory, OLD);
  assert.deepEqual(signer.standing(1), { view: 5, voteCount: 15 });
  assert.equal(await codeOf(signer, request('notarize', 5, B)), 'signer.contradiction');
  assert.equal(await codeOf(signer, request('notarize', 5)), 'signed');
});

test('two signers of one key: the second finds the file locked; another key or chain has its own', async () => {
  const directory = scratch();
  {
    await using _first = await openSigner(directory, CONFIG);
    await assert.rejects(openSigner(directory, CONFIG), isFault('store.locked'));
    await using _key = await openSigner(directory, {
      ...CONFIG,
      key: blsVoteKey(bls.secretKeyOfSeed(new Uint8Array(32).fill(8))),
    });
    await using _chain = await openSigner(directory, { ...CONFIG, domain: utf8('DST/chain/2') });
  }
  await using _again = await openSigner(directory, OLD);
});

test('a missing file is a fault unless the operator says that the key is new, and leaves no lock', async () => {
  const directory = scratch();
  await assert.rejects(openSigner(directory, OLD), isFault('store.corrupt'));
  await using _signer = await openSigner(directory, CONFIG);
});

test('damage to one copy costs nothing and is mended; damage to both is a fault', async () => {
  const disk = new CrashDisk();
  {
    await using signer = await openSignerOn(disk, CONFIG, unlocked);
    for (const view of [3, 5]) await signer.sign(request('notarize', view));
  }
  const [[name, whole]] = [...disk.copy()] as [[string, Uint8Array]];
  const damage = (...places: readonly number[]): void => {
    const bytes = whole.slice();
    for (const at of places) bytes[at] = bytes[at]! ^ 1;
    disk.restore(new Map([[name, bytes]]));
  };
  for (const at of [0, 20, 60, 100, COPY_BYTES, COPY_BYTES + 70]) {
    damage(at);
    await using signer = await openSignerOn(disk, OLD, unlocked);
    assert.deepEqual(signer.standing(1), { view: 5, voteCount: 15 });
    assert.deepEqual(disk.copy().get(name), whole);
  }
  damage(70, COPY_BYTES + 90);
  await assert.rejects(openSignerOn(disk, OLD, unlocked), isFault('store.corrupt'));
  await assert.rejects(openSignerOn(disk, CONFIG, unlocked), isFault('store.corrupt'));
  disk.restore(new Map([[name, new Uint8Array(0)]]));
  await assert.rejects(openSignerOn(disk, CONFIG, unlocked), isFault('store.corrupt'));
  const other = await openSignerOn(new CrashDisk(), CONFIG, unlocked);
  await other[Symbol.asyncDispose]();
});

test('a file of another key, renamed, is not taken for ours', async () => {
  const disk = new CrashDisk();
  const foreign = new CrashDisk();
  await openSignerOn(disk, CONFIG, unlocked);
  await openSignerOn(foreign, { ...CONFIG, domain: utf8('other') }, unlocked);
  const [name] = [...disk.copy().keys()] as [string];
  disk.restore(new Map([[name, [...foreign.copy().values()][0]!]]));
  await assert.rejects(openSignerOn(disk, OLD, unlocked), isFault('store.corrupt'));
});

test('after a fault of the disk nothing is signed until the file is opened anew', async () => {
  const disk = new CrashDisk();
  const signer = await openSignerOn(disk, CONFIG, unlocked);
  disk.operationsLeft = 1;
  await assert.rejects(signer.sign(request('notarize', 5)), isFault('store.io'));
  disk.operationsLeft = Number.POSITIVE_INFINITY;
  await assert.rejects(signer.sign(request('notarize', 6)), isFault('store.io'));
  await signer[Symbol.asyncDispose]();
  await using again = await openSignerOn(disk, OLD, unlocked);
  assert.equal(await codeOf(again, request('notarize', 6)), 'signed');
});

test('requests wait in a bounded queue, and are answered before the signer closes', async () => {
  const signer = await openSignerOn(new CrashDisk(), CONFIG, unlocked);
  const asked = Array.from({ length: REQUESTS_MAX + 1 }, (_, index) =>
    codeOf(signer, request('notarize', index + 1)),
  );
  await signer[Symbol.asyncDispose]();
  const codes = await Promise.all(asked);
  assert.deepEqual(new Set(codes.slice(0, -1)), new Set(['signed']));
  assert.equal(codes.at(-1), 'signer.busy');
});

test('advancing refuses all up to a view, and silences a machine whose log does not know of it', async () => {
  const disk = new CrashDisk();
  {
    await using signer = await openSignerOn(disk, CONFIG, unlocked);
    await signer.sign(request('notarize', 5, A, 4));
    await signer.sign(request('notarize', 8, A, 5));
    assert.ok((await signer.advance(1, 6)).ok);
    assert.equal(await codeOf(signer, request('notarize', 5, A, 4)), 'signer.belowMark');
    assert.equal(await codeOf(signer, request('notarize', 8, A, 5)), 'signed');
    assert.ok((await signer.advance(1, 20)).ok);
    assert.deepEqual(await signer.advance(1, 20), { ok: false, refusal: { code: 'signer.notAhead' } });
    assert.deepEqual(await signer.advance(0, 99), { ok: false, refusal: { code: 'signer.notAhead' } });
    assert.deepEqual(await signer.advance(1, -1), { ok: false, refusal: { code: 'signer.malformed' } });
  }
  await using signer = await openSignerOn(disk, OLD, unlocked);
  assert.deepEqual(signer.standing(1), { view: 20, voteCount: 7 });
  assert.equal(await codeOf(signer, request('notarize', 20, A, 8)), 'signer.belowMark');
  assert.equal(await codeOf(signer, request('notarize', 21, A, 8)), 'signed');
});
