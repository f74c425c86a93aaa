/**
 * The memory of a contract: one arena that only grows.
 *
 * A call is short and its instance is restored afterwards, so nothing is ever freed and there is no collector.
 * The same arena serves `new`, the bytes being encoded, and the results of system calls, which the host writes
 * straight above the top: they are kept by moving the top, never by copying.
 *
 * The compiler takes this file as its runtime (`--runtime`); the names with `@global` are known in every file.
 * Object layout is AssemblyScript's: 20 bytes of header, runtime id at -8, byte size at -4.
 * @module
 */

const HEADER_BYTES: usize = 20;
const ALIGN_MASK: usize = 7;

/** First free byte. Everything below is in use for the rest of the call. */
// @ts-ignore: decorator
@global @lazy let __arenaTop: usize = (__heap_base + ALIGN_MASK) & ~ALIGN_MASK;

/** End of the memory in bytes. */
// @ts-ignore: decorator
@global @lazy let __arenaEnd: usize = <usize>memory.size() << 16;

/** Makes sure that `bytes` from `at` on lie inside the memory; out of memory traps. */
// @ts-ignore: decorator
@global function __arenaRoom(at: usize, bytes: usize): void {
  if (bytes <= __arenaEnd - at) return;
  const pages = (bytes - (__arenaEnd - at) + 0xffff) >>> 16;
  if (bytes > 0x1000_0000 || memory.grow(<i32>pages) < 0) unreachable();
  __arenaEnd = <usize>memory.size() << 16;
}

// @ts-ignore: decorator
@global @unsafe function __alloc(size: usize): usize {
  const at = __arenaTop;
  if (size > 0x1000_0000) unreachable();
  const top = (at + size + ALIGN_MASK) & ~ALIGN_MASK;
  __arenaRoom(at, top - at);
  __arenaTop = top;
  return at;
}

// @ts-ignore: decorator
@global @unsafe function __realloc(at: usize, size: usize): usize {
  const fresh = __alloc(size);
  memory.copy(fresh, at, size); // The old size is unknown: what lies above it is garbage, inside the memory.
  return fresh;
}

// @ts-ignore: decorator
@global @unsafe function __free(at: usize): void {}

// @ts-ignore: decorator
@global @unsafe function __new(size: usize, id: u32): usize {
  const at = __alloc(HEADER_BYTES + 4 + size) + HEADER_BYTES + 4; // 24: the object itself stays aligned to 8.
  store<u32>(at - 8, id);
  store<u32>(at - 4, <u32>size);
  return at;
}

// @ts-ignore: decorator
@global @unsafe function __renew(at: usize, size: usize): usize {
  const old = <usize>load<u32>(at - 4);
  if (size <= ((old + ALIGN_MASK) & ~ALIGN_MASK)) {
    store<u32>(at - 4, <u32>size);
    return at;
  }
  const fresh = __new(size, load<u32>(at - 8));
  memory.copy(fresh, at, old);
  return fresh;
}

// @ts-ignore: decorator
@global @unsafe function __link(parent: usize, child: usize, expectMultiple: bool): void {}
// @ts-ignore: decorator
@global @unsafe function __pin(at: usize): usize {
  return at;
}
// @ts-ignore: decorator
@global @unsafe function __unpin(at: usize): void {}
// @ts-ignore: decorator
@global @unsafe function __visit(at: usize, cookie: u32): void {}
// @ts-ignore: decorator
@global @unsafe function __collect(): void {}
