/**
 * A chain in memory for native contracts: spaces, callers, signatures, a clock, contracts that call each other, and
 * scripted system calls. What a top-level call did is undone when it ends badly, as a transaction's operations are.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { compare, concat, EMPTY, hex, latin1, utf8 } from '@ashlar/base';
import type { Caller, HostAnswer, NativeContract, NativeHost } from '@ashlar/ports';
import { chain, OBJECT_KEY_BYTES_MAX, ObjectSpace } from '@ashlar/protocol';

/** How a contract ended badly. */
export class Ended extends Error {
  readonly code: number;
  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

export type Entry = Readonly<{ space: ObjectSpace; key: Uint8Array; value: Uint8Array }>;
export type FakeEvent = Readonly<{
  source: Uint8Array;
  name: string;
  data: Uint8Array;
  impacted: readonly Uint8Array[];
}>;

/** An operation of a transaction: no contract called, and not the kernel either. */
export const USER: Caller = { address: EMPTY, isKernel: false };
export const KERNEL: Caller = { address: EMPTY, isKernel: true };

/** A well-formed address, the same for the same name. */
export function addressOf(name: string): Uint8Array {
  const sha = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
  const body = concat(new Uint8Array([0]), sha(utf8(name)).subarray(0, 20));
  return concat(body, sha(sha(body)).subarray(0, 4));
}

export class FakeChain {
  entries: Map<string, Entry> = new Map();
  events: FakeEvent[] = [];
  logs: string[] = [];
  height = 1;
  timeMs = 1_000_000_000_000n;
  hasSystemAuthority = false;
  /** System calls made, by number, in order. */
  readonly systemCallsMade: number[] = [];
  readonly #contracts = new Map<string, NativeContract>();
  readonly #signers = new Set<string>();
  readonly #authorizing = new Set<string>();
  readonly #systemCalls = new Map<number, (args: Uint8Array, caller: Uint8Array) => Uint8Array>();

  deploy(address: Uint8Array, contract: NativeContract): void {
    this.#contracts.set(latin1(address), contract);
  }

  /** The accounts whose authority the transaction has. */
  sign(...accounts: readonly Uint8Array[]): void {
    this.#signers.clear();
    for (const account of accounts) this.#signers.add(latin1(account));
  }

  /** Marks an account as a contract that decides about calls itself. */
  authorize(account: Uint8Array): void {
    this.#authorizing.add(latin1(account));
  }

  /** Charged beside the prices of entries and system calls. */
  ticks = 0;

  onSystemCall(id: number, handle: (args: Uint8Array, caller: Uint8Array) => Uint8Array): void {
    this.#systemCalls.set(id, handle);
  }

  isSigned(account: Uint8Array): boolean {
    return this.#signers.has(latin1(account));
  }

  decidesCalls(account: Uint8Array): boolean {
    return this.#authorizing.has(latin1(account));
  }

  /** @throws Ended, with everything undone */
  call(contractId: Uint8Array, entryPoint: number, args: Uint8Array, caller: Caller = USER): Uint8Array {
    const before = { entries: new Map(this.entries), events: [...this.events] };
    try {
      return this.enter(contractId, entryPoint, args, caller);
    } catch (cause) {
      Object.assign(this, before);
      throw cause;
    }
  }

  enter(contractId: Uint8Array, entryPoint: number, args: Uint8Array, caller: Caller): Uint8Array {
    const contract = this.#contracts.get(latin1(contractId));
    if (contract === undefined) throw new Ended(`no contract at ${hex(contractId)}`, 102);
    const entry = contract.entries.get(entryPoint);
    if (entry === undefined) throw new Ended(`unknown entry point ${entryPoint}`, 1);
    return entry.run(new FakeHost(this, contractId, caller), args);
  }

  systemCall(id: number, args: Uint8Array, caller: Uint8Array): Uint8Array {
    this.systemCallsMade.push(id);
    const handle = this.#systemCalls.get(id);
    if (handle === undefined) throw new Ended(`no system call ${id}`, -103);
    return handle(args, caller);
  }

  put(space: ObjectSpace, key: Uint8Array, value: Uint8Array): void {
    this.entries.set(space.flatKeyOf(key), { space, key: key.slice(), value: value.slice() });
  }

  /** The entries of a space in flat key order. */
  list(space: ObjectSpace): readonly Entry[] {
    return [...this.entries.values()]
      .filter((entry) => entry.space.prefixKey === space.prefixKey)
      .sort((a, b) => order(a.key, b.key));
  }
}

class FakeHost implements NativeHost {
  readonly #chain: FakeChain;
  readonly contractId: Uint8Array;
  readonly #caller: Caller;

  constructor(fake: FakeChain, contractId: Uint8Array, caller: Caller) {
    this.#chain = fake;
    this.contractId = contractId;
    this.#caller = caller;
  }

  space(id: number): ObjectSpace {
    return new ObjectSpace(true, this.contractId, id);
  }

  get(space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    assert.ok(space.system, 'a system contract reads system spaces');
    assert.ok(key.length <= OBJECT_KEY_BYTES_MAX, 'no key is asked for that cannot be there');
    return this.#chain.entries.get(space.flatKeyOf(key))?.value;
  }

  put(space: ObjectSpace, key: Uint8Array, value: Uint8Array): void {
    assert.equal(latin1(space.zone), latin1(this.contractId), 'a contract writes its own zone');
    this.#chain.put(space, key, value);
  }

  remove(space: ObjectSpace, key: Uint8Array): void {
    this.#chain.entries.delete(space.flatKeyOf(key));
  }

  next(space: ObjectSpace, key: Uint8Array): Entry | undefined {
    assert.ok(key.length <= OBJECT_KEY_BYTES_MAX, 'no key is asked for that cannot be there');
    return this.#chain.list(space).find((entry) => order(entry.key, key) > 0);
  }

  prev(space: ObjectSpace, key: Uint8Array): Entry | undefined {
    return this.#chain.list(space).findLast((entry) => order(entry.key, key) < 0);
  }

  caller(): Caller {
    return this.#caller;
  }

  checkAuthority(account: Uint8Array): boolean {
    return this.#chain.isSigned(account);
  }

  checkSystemAuthority(): boolean {
    return this.#chain.hasSystemAuthority;
  }

  authorizesCalls(account: Uint8Array): boolean {
    return this.#chain.decidesCalls(account);
  }

  head(): Readonly<{ height: number; timeMs: bigint; lastIrreversible: number }> {
    const { height, timeMs } = this.#chain;
    return { height, timeMs, lastIrreversible: Math.max(0, height - 60) };
  }

  event(name: string, data: Uint8Array, impacted: readonly Uint8Array[]): void {
    this.#chain.events.push({ source: this.contractId, name, data, impacted });
  }

  charge(ticks: number): void {
    this.#chain.ticks += ticks;
  }

  log(message: string): void {
    this.#chain.logs.push(message);
  }

  call(contractId: Uint8Array, entryPoint: number, args: Uint8Array): Uint8Array {
    return this.#chain.enter(contractId, entryPoint, args, { address: this.contractId, isKernel: true });
  }

  systemCall(id: number, args: Uint8Array): Uint8Array {
    return this.#chain.systemCall(id, args, this.contractId);
  }

  trySystemCall(id: number, args: Uint8Array): HostAnswer {
    try {
      return { code: 0, bytes: this.systemCall(id, args) };
    } catch (cause) {
      if (cause instanceof Ended)
        return { code: cause.code, bytes: chain.ErrorData.encode({ message: cause.message }) };
      throw cause;
    }
  }

  revert(message: string, code = 1): never {
    throw new Ended(message, code);
  }

  fail(message: string, code = -1): never {
    throw new Ended(message, code);
  }
}

/** Shorter keys first, then by bytes: flat key order. */
function order(a: Uint8Array, b: Uint8Array): number {
  return a.length - b.length || compare(a, b);
}
