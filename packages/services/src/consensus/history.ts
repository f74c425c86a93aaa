/**
 * What a consensus driver keeps of the past: final simplex blocks by height and by hash, what made them final, and the
 * evidence that was found. So that stragglers get blocks that the machine has forgotten, and people see why a block is
 * final.
 * @module
 */
import { assert, concat, EMPTY, fromHex } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import type { RecordStore } from '@ashlar/ports';
import { heightKey } from '../follower.ts';

const BLOCKS = 'block';
const HEIGHTS = 'height';
const FINALIZATIONS = 'finalization';
const IDS = 'id';
const EVIDENCE = 'evidence';

/** Pieces of evidence that are kept; a validator is convicted by one. */
export const EVIDENCE_MAX = 10_000;

export type KeptEvidence = Readonly<{ key: Uint8Array; bytes: Uint8Array; evidence: simplex.Evidence }>;

export class History {
  readonly #records: RecordStore;
  readonly #ciphers: simplex.Ciphers;
  #evidenceCount = 0;
  readonly #convicted = new Set<simplex.Index>();

  constructor(records: RecordStore, ciphers: simplex.Ciphers) {
    this.#records = records;
    this.#ciphers = ciphers;
    for (const { evidence } of this.evidenceAfter(EMPTY, EVIDENCE_MAX)) this.#count(evidence);
  }

  /** Validators that evidence names, by index. */
  get convicted(): ReadonlySet<simplex.Index> {
    return this.#convicted;
  }

  blockAt(height: number): simplex.Block | undefined {
    const bytes = this.#records.get(BLOCKS, heightKey(BigInt(height)));
    return bytes === undefined ? undefined : simplex.decodeBlock(this.#ciphers, bytes);
  }

  blockOf(hash: simplex.Digest): simplex.Block | undefined {
    const height = this.#records.get(HEIGHTS, fromHex(hash)!);
    const bytes = height === undefined ? undefined : this.#records.get(BLOCKS, height);
    return bytes === undefined ? undefined : simplex.decodeBlock(this.#ciphers, bytes);
  }

  /** The Finalization that made the block at `height` final: of it, or of a block above it. */
  finalizationAt(height: number): simplex.Certificate | undefined {
    const [entry] = this.#records.range(FINALIZATIONS, { from: heightKey(BigInt(height)), countMax: 1 });
    return entry === undefined ? undefined : simplex.decodeCertificate(entry.value);
  }

  /** The chain's id of the final block with this payload. */
  idOf(payload: simplex.Digest): Uint8Array | undefined {
    return this.#records.get(IDS, fromHex(payload)!);
  }

  /** A final block, the chain's id of it, and what made it final. Durable when it resolves. */
  add(block: simplex.Block, id: Uint8Array, finalization: simplex.Certificate): Promise<void> {
    const key = heightKey(BigInt(block.header.height));
    return this.#records.write([
      { table: IDS, key: fromHex(block.header.payload)!, value: id },
      { table: BLOCKS, key, value: simplex.blockBytes(block) },
      { table: HEIGHTS, key: fromHex(block.hash)!, value: key },
      { table: FINALIZATIONS, key, value: simplex.certificateBytes(finalization) },
    ]);
  }

  /** Durable when it resolves; beyond `EVIDENCE_MAX` it is dropped. @returns whether it is kept */
  async addEvidence(evidence: simplex.Evidence): Promise<boolean> {
    const value = simplex.encodeEvidence(evidence);
    const key = this.#ciphers.hash(value);
    if (this.#records.get(EVIDENCE, key) !== undefined) return true;
    if (this.#evidenceCount >= EVIDENCE_MAX) return false;
    this.#count(evidence);
    await this.#records.write([{ table: EVIDENCE, key, value }]);
    return true;
  }

  /** In the order of their keys, which are hashes; from the one behind `after` on. */
  evidenceAfter(after: Uint8Array, countMax: number): readonly KeptEvidence[] {
    const from = after.length === 0 ? after : concat(after, new Uint8Array(1));
    return this.#records.range(EVIDENCE, { from, countMax }).map(({ key, value }) => {
      const evidence = simplex.decodeEvidence(value);
      assert(evidence !== undefined, 'evidence that was kept decodes');
      return { key, bytes: value, evidence };
    });
  }

  #count(evidence: simplex.Evidence): void {
    this.#evidenceCount += 1;
    for (const index of simplex.accusedIn(evidence)) this.#convicted.add(index);
  }

  /** Up to `countMax` blocks from `hash` down to, not including, `aboveHeight`; child before parent. */
  blocksDown(hash: simplex.Digest, aboveHeight: number, countMax: number): readonly simplex.Block[] {
    const blocks: simplex.Block[] = [];
    let block = this.blockOf(hash);
    while (block !== undefined && block.header.height > aboveHeight && blocks.length < countMax) {
      blocks.push(block);
      block = this.blockAt(block.header.height - 1);
    }
    return blocks;
  }
}
