/**
 * The rules a block runs under: what each system call resolves to, what it costs, and the constants of the chain.
 * They are data in the state of the block's *parent*: a change made in a block holds from the next one on
 * (`spec/koinos.md` 4.5). Parsed lazily, and shared between blocks as long as the bytes are the same.
 * @module
 */
import { EMPTY, equal, uint32be } from '@ashlar/base';
import type { StateView } from '@ashlar/ports';
import {
  chain,
  descriptor,
  ERROR_CODE,
  METADATA_KEY,
  MULTIHASH_CODE,
  ObjectSpace,
  SystemCallTarget,
} from '@ashlar/protocol';
import { ChainError, fail, revert, stored } from './chain-error.ts';
import type { AnyThunk } from './thunk.ts';

export type Target =
  | Readonly<{ kind: 'thunk'; thunk: AnyThunk; price: number }>
  | Readonly<{ kind: 'contract'; contractId: Uint8Array; entryPoint: number }>;

export type ThunkTable = ReadonlyMap<number, AnyThunk>;

/** Keeps what was parsed from a state object while its bytes stay the same. */
class Parsed<Value> {
  #bytes: Uint8Array | undefined;
  #value: Value | undefined;
  readonly #parse: (bytes: Uint8Array) => Value;

  constructor(parse: (bytes: Uint8Array) => Value) {
    this.#parse = parse;
  }

  of(bytes: Uint8Array): Value {
    if (this.#value === undefined || this.#bytes === undefined || !equal(bytes, this.#bytes)) {
      this.#value = this.#parse(bytes);
      this.#bytes = bytes.slice();
    }
    return this.#value;
  }
}

/** Shared by all blocks of a kernel. */
export class RulesCache {
  readonly registry: Parsed<ReadonlyMap<string, number>> = new Parsed((bytes) => {
    const { entries } = stored(chain.ComputeBandwidthRegistry, bytes, 'compute registry');
    return new Map(entries.map(({ name, compute }) => [name, Number(compute)]));
  });
  readonly descriptors: Parsed<descriptor.FileDescriptorSet> = new Parsed((bytes) =>
    stored(descriptor.FileDescriptorSet, bytes, 'protocol descriptor'),
  );
  readonly limits: Parsed<chain.ResourceLimitData> = new Parsed((bytes) =>
    stored(chain.ResourceLimitData, bytes, 'resource limits'),
  );
}

export class Rules {
  readonly #view: Pick<StateView, 'get'>;
  readonly #thunks: ThunkTable;
  readonly #cache: RulesCache;
  readonly #targets = new Map<number, Target>();
  #registry: ReadonlyMap<string, number> | undefined;
  #hashCode: number | undefined;

  constructor(view: Pick<StateView, 'get'>, thunks: ThunkTable, cache: RulesCache) {
    this.#view = view;
    this.#thunks = thunks;
    this.#cache = cache;
  }

  get thunks(): ThunkTable {
    return this.#thunks;
  }

  /** @throws ChainError unknownSystemCall or unknownThunk */
  targetOf(id: number): Target {
    const known = this.#targets.get(id);
    if (known !== undefined) return known;
    const target = this.#resolve(id);
    this.#targets.set(id, target);
    return target;
  }

  /** Ticks of a registry entry. @throws ChainError a reversion, if the chain has none of that name */
  priceOf(name: string): number {
    const price = this.priceIfAny(name);
    if (price === undefined) revert(`unable to find compute bandwidth for ${name}`);
    return price;
  }

  /** Ticks of a registry entry; undefined if the chain does not charge for it. */
  priceIfAny(name: string): number | undefined {
    this.#registry ??= this.#cache.registry.of(this.object(METADATA_KEY.computeBandwidthRegistry) ?? EMPTY);
    return this.#registry.get(name);
  }

  /** Multihash code that block and transaction ids use. */
  get hashCode(): number {
    if (this.#hashCode === undefined) {
      const bytes = this.object(METADATA_KEY.blockHashCode);
      if (bytes === undefined) fail('block hash code does not exist', ERROR_CODE.unexpectedState);
      this.#hashCode = bytes[0] ?? MULTIHASH_CODE.sha2_256;
    }
    return this.#hashCode;
  }

  get descriptors(): descriptor.FileDescriptorSet {
    const bytes = this.object(METADATA_KEY.protocolDescriptor);
    if (bytes === undefined) fail('protocol descriptor does not exist', ERROR_CODE.unexpectedState);
    return this.#cache.descriptors.of(bytes);
  }

  get resourceLimits(): chain.ResourceLimitData {
    const bytes = this.object(METADATA_KEY.resourceLimitData);
    if (bytes === undefined) fail('resource limit data does not exist', ERROR_CODE.unexpectedState);
    return this.#cache.limits.of(bytes);
  }

  /** An object of the kernel's metadata, as of the parent. */
  object(key: Uint8Array): Uint8Array | undefined {
    return this.#view.get(ObjectSpace.metadata, key);
  }

  #resolve(id: number): Target {
    const bytes = this.#view.get(ObjectSpace.dispatch, uint32be(id));
    if (bytes === undefined) {
      const thunk = this.#thunks.get(id);
      if (thunk === undefined)
        throw new ChainError(ERROR_CODE.unknownSystemCall, `system call ${id} does not exist`);
      if (!thunk.isGenesis) revert(`thunk ${id} is not enabled`, ERROR_CODE.unknownThunk);
      return { kind: 'thunk', thunk, price: this.priceOf(thunk.name) };
    }
    const { thunkId, systemCallBundle } = stored(SystemCallTarget, bytes, 'system call target');
    if (systemCallBundle !== undefined) return { kind: 'contract', ...systemCallBundle };
    const thunk = this.#thunks.get(thunkId ?? 0);
    if (thunk === undefined) revert(`thunk ${thunkId ?? 0} does not exist`, ERROR_CODE.unknownThunk);
    return { kind: 'thunk', thunk, price: this.priceOf(thunk.name) };
  }
}
