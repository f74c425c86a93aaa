/**
 * What a consensus driver keeps of the past: final simplex blocks by height and by hash, what made them final, and the
 * evidence that was found. So that stragglers get blocks that the machine has forgotten, and people see why a block is
 * final.
 * @module
 */
import { fromHex, hex } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import type { RecordChange, RecordStore } from '@ashlar/ports';
import { heightKey } from '../follower.ts';

const BLOCKS = 'block';
const HEIGHTS = 'height';
const FINALIZATIONS = 'finalization';
const EVIDENCE = 'evidence';

/** Pieces of evidence that are kept; a validator is convicted by one. */
export const EVIDENCE_MAX = 10_000;

export class History {
  readonly #records: RecordStore;
  readonly #ciphers: simplex.Ciphers;
  #evidenceCount: number;

  constructor(records: RecordStore, ciphers: simplex.Ciphers) {
    this.#records = records;
    this.#ciphers = ciphers;
    this.#evidenceCount = records.range(EVIDENCE, { countMax: EVIDENCE_MAX }).length;
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

  /** A final block, and what made it final. Durable when it resolves. */
  add(block: simplex.Block, finalization: simplex.Certificate): Promise<void> {
    const key = heightKey(BigInt(block.header.height));
    return this.#records.write([
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
    this.#evidenceCount += 1;
    const change: RecordChange = { table: EVIDENCE, key, value };
    await this.#records.write([change]);
    return true;
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

export const digestOf = (bytes: Uint8Array): simplex.Digest => hex(bytes) as simplex.Digest;
