/**
 * Finds and prepares contracts: metadata and code from state, the program from its engine. Everything is cached by
 * content, never by address, so that forks, reverts and uploads cannot make a cache lie.
 * @module
 */
import { fromUtf8, InvariantViolation, latin1 } from '@ashlar/base';
import type { Engine, NativeContract, StateView } from '@ashlar/ports';
import { chain, ERROR_CODE, ObjectSpace } from '@ashlar/protocol';
import { revert, stored } from './chain-error.ts';

export const NATIVE_ENGINE = 'native/1';
/** What an absent engine field means: contracts uploaded by Koinos' own tools. */
export const DEFAULT_ENGINE = 'wasm/1';

export type LoadedContract =
  | Readonly<{ kind: 'native'; native: NativeContract }>
  | Readonly<{ kind: 'program'; engine: Engine; program: unknown }>;

/** Zones and their spaces remembered; each space is some 200 bytes. */
const ZONES_MAX = 4_096;
const SPACES_PER_ZONE_MAX = 64;
/** Metadata objects remembered; each is some 40 bytes. */
const METADATA_MAX = 16_384;

export class ContractLoader {
  readonly #engines: ReadonlyMap<string, Engine>;
  readonly #natives: ReadonlyMap<string, NativeContract>;
  readonly #spaces = new Map<string, Map<number, ObjectSpace>>();
  readonly #metadata = new Map<string, chain.ContractMetadataObject>();

  constructor(engines: readonly Engine[], natives: readonly NativeContract[]) {
    this.#engines = new Map(engines.map((engine) => [engine.id, engine]));
    this.#natives = new Map(natives.map((native) => [native.id, native]));
  }

  /** Whether contracts of this engine may be uploaded by users. */
  isUploadable(engineId: string): boolean {
    return this.#engines.has(engineId || DEFAULT_ENGINE);
  }

  /** Why an engine would refuse this code; undefined if it would not. Empty code is always fine: it erases a contract. */
  refusalOf(engineId: string, code: Uint8Array, codeHash: Uint8Array): string | undefined {
    if (code.length === 0) return undefined;
    const prepared = this.#engines.get(engineId || DEFAULT_ENGINE)?.prepare(code, codeHash);
    if (prepared === undefined) return 'code.unknownEngine';
    return prepared.ok ? undefined : describe(prepared.refusal);
  }

  /** An object space; the same object for the same space, as long as it is in use. `zone` is copied. */
  spaceIn(zone: Uint8Array, system: boolean, id: number): ObjectSpace {
    const name = latin1(zone);
    let spaces = this.#spaces.get(name);
    if (spaces === undefined) {
      if (this.#spaces.size >= ZONES_MAX) this.#spaces.clear();
      spaces = new Map();
      this.#spaces.set(name, spaces);
    }
    const key = system ? id + 2 ** 32 : id;
    let space = spaces.get(key);
    if (space === undefined) {
      if (spaces.size >= SPACES_PER_ZONE_MAX) spaces.clear();
      space = new ObjectSpace(system, zone.slice(), id);
      spaces.set(key, space);
    }
    return space;
  }

  metadataOf(state: StateView, contractId: Uint8Array): chain.ContractMetadataObject | undefined {
    const bytes = state.get(ObjectSpace.contractMetadata, contractId);
    if (bytes === undefined) return undefined;
    const key = latin1(bytes);
    let metadata = this.#metadata.get(key);
    if (metadata === undefined) {
      metadata = stored(chain.ContractMetadataObject, bytes, 'contract metadata');
      if (this.#metadata.size >= METADATA_MAX) this.#metadata.clear();
      this.#metadata.set(key, metadata);
    }
    return metadata;
  }

  /** @throws ChainError invalidContract for code that its engine refuses */
  load(code: Uint8Array, metadata: chain.ContractMetadataObject): LoadedContract {
    if (metadata.engine === NATIVE_ENGINE) {
      const native = this.#natives.get(fromUtf8(code) ?? '');
      // Only genesis writes native contracts: a node that lacks one cannot follow this chain, and must not guess.
      if (native === undefined)
        throw new InvariantViolation(`this build lacks the contract ${fromUtf8(code)}`);
      return { kind: 'native', native };
    }
    const engine = this.#engines.get(metadata.engine || DEFAULT_ENGINE);
    if (engine === undefined) throw new InvariantViolation(`this build lacks the engine ${metadata.engine}`);
    const prepared = engine.prepare(code, metadata.hash);
    if (!prepared.ok)
      revert(`invalid contract code: ${describe(prepared.refusal)}`, ERROR_CODE.invalidContract);
    return { kind: 'program', engine, program: prepared.value };
  }
}

function describe(refusal: Readonly<{ code: string; offset?: number; detail?: string }>): string {
  const where = refusal.offset === undefined ? '' : ` at byte ${refusal.offset}`;
  return `${refusal.code}${where}${refusal.detail === undefined ? '' : ` (${refusal.detail})`}`;
}
