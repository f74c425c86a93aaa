import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault, utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { bls } from '@ashlar/crypto';
import { blsVoteKey, openSignerOn, type Signer, type SignRequest } from '@ashlar/services';
import fc from 'fast-check';
import { CrashDisk, createRandom, type Random } from '../crash-disk.ts';

const RUNS = Number(process.env['SIGNER_RUNS'] ?? 300);
const KINDS = ['notarize', 'nullify', 'finalize'] as const;
const CONFIG = {
  domain: utf8('chain'),
  key: blsVoteKey(bls.secretKeyOfSeed(new Uint8Array(32).fill(7))),
  mayCreate: true,
};
const unlocked = { [Symbol.dispose]: () => {} };

/** What the world has seen this key sign, and the rules that convict it, written down a second time. */
class World {
  readonly said = new Map<string, Set<string>>();
  reach = { epoch: 0, view: 0 };

  heard({ epoch, statement: { kind, view, block } }: SignRequest): void {
    const at = (of: string): Set<string> => this.said.get(`${epoch}/${view}/${of}`) ?? new Set();
    this.said.set(`${epoch}/${view}/${kind}`, at(kind).add(block));
    for (const of of KINDS) assert.ok(at(of).size <= 1, `two ${of} in one slot`);
    assert.ok(at('nullify').size + at('finalize').size <= 1, 'nullify and finalize in one slot');
    assert.ok(new Set([...at('notarize'), ...at('finalize')]).size <= 1, 'notarize and finalize disagree');
    if (epoch > this.reach.epoch) this.reach = { epoch, view };
    else this.reach.view = Math.max(this.reach.view, view);
  }
}

type Play = Readonly<{ disk: CrashDisk; world: World; random: Random }>;

function randomRequest({ world, random }: Play, voteCount: number): SignRequest {
  const kind = KINDS[random(3)]!;
  const epoch = Math.max(0, world.reach.epoch + (random(12) === 0 ? random(3) - 1 : 0));
  const view = Math.max(1, world.reach.view + random(8) - 4);
  const block = (kind === 'nullify' ? '0' : 'ab'[random(2)]!).repeat(64) as simplex.Digest;
  return { epoch, statement: { kind, view, block }, voteNumber: Math.max(1, voteCount + random(4) - 1) };
}

/** Asks a few things, perhaps until the power fails; whatever is answered, the world hears. */
async function session(play: Play, signer: Signer): Promise<void> {
  const { world, random, disk } = play;
  if (random(2) === 0) disk.operationsLeft = random(30);
  for (let count = random(12); count > 0; count--) {
    const asked = Array.from({ length: 1 + random(2) }, () =>
      randomRequest(play, signer.standing(world.reach.epoch)?.voteCount ?? 0),
    );
    const answers = await Promise.allSettled(asked.map((one) => signer.sign(one)));
    answers.forEach((answer, index) => {
      if (answer.status === 'fulfilled') {
        if (answer.value.ok) world.heard(asked[index]!);
      } else assert.ok(answer.reason instanceof Fault, String(answer.reason));
    });
  }
  await signer[Symbol.asyncDispose]();
}

async function openAnyhow({ disk, random }: Play, mayCreate: boolean): Promise<Signer | undefined> {
  if (random(4) === 0) disk.operationsLeft = random(8);
  try {
    return await openSignerOn(disk, { ...CONFIG, mayCreate }, unlocked);
  } catch (cause) {
    assert.ok(cause instanceof Fault && cause.code === 'store.io', String(cause));
    return undefined;
  }
}

/** The acknowledged mark is there again. */
function assertRemembered({ world }: Play, signer: Signer): void {
  if (world.said.size === 0) return;
  const standing = signer.standing(world.reach.epoch);
  assert.ok(standing === undefined || standing.view >= world.reach.view, 'the mark went back');
}

async function playOne(seed: number): Promise<void> {
  const play: Play = { disk: new CrashDisk(), world: new World(), random: createRandom(seed) };
  const { disk, world, random } = play;
  let backup = disk.copy();
  for (let round = 0; round < 8; round++) {
    const signer = await openAnyhow(play, world.said.size === 0);
    if (signer !== undefined) {
      assertRemembered(play, signer);
      await session(play, signer);
    }
    disk.crash(random);
    if (random(3) === 0) backup = disk.copy();
    if (random(4) === 0 && backup.size > 0) {
      disk.restore(backup);
      const restored = await openSignerOn(disk, { ...CONFIG, mayCreate: true }, unlocked);
      await restored.advance(world.reach.epoch, world.reach.view);
      await restored[Symbol.asyncDispose]();
    }
  }
}

test('no order of requests, crashes, restorations and restarts makes a key contradict itself or its mark go back', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), playOne), { numRuns: RUNS });
});

test('any damage to the bytes of the file gives the acknowledged mark or a fault, never a lower mark', async () => {
  const damages = fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(3_000)), { minLength: 1, maxLength: 4 });
  const disk = new CrashDisk();
  const signer = await openSignerOn(disk, CONFIG, unlocked);
  for (let view = 1; view <= 20; view++)
    await signer.sign({
      epoch: 1,
      statement: { kind: 'nullify', view, block: simplex.NONE },
      voteNumber: view,
    });
  const [[name, whole]] = [...disk.copy()] as [[string, Uint8Array]];
  await fc.assert(
    fc.asyncProperty(damages, fc.option(fc.nat(whole.length)), async (places, length) => {
      const bytes = whole.slice(0, length ?? whole.length);
      for (const [at, value, count] of places)
        bytes.fill(value, at % whole.length, (at % whole.length) + count);
      disk.restore(new Map([[name, bytes]]));
      try {
        const again = await openSignerOn(disk, CONFIG, unlocked);
        assert.deepEqual(again.standing(1), { view: 20, voteCount: 20 });
      } catch (cause) {
        assert.ok(cause instanceof Fault && cause.code === 'store.corrupt', String(cause));
      }
    }),
    { numRuns: RUNS },
  );
});
