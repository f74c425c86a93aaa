/**
 * Mana: what an account may spend on resources. It never exceeds the balance, and grows back to it, evenly, in five
 * days. Moving coins moves as much mana with them, so that mana cannot be had twice for one coin.
 * Source: `spec/koinos.md` 8.1. Exact: whole numbers, rounded down.
 * @module
 */
import type { AccountRecord } from './account-record.ts';

/** Five days: the time in which mana grows from nothing to the balance. */
export const MANA_REGENERATION_MS = 432_000_000n;

/** Brings the record's mana to the time `nowMs`. Time does not run backwards: an earlier `nowMs` changes nothing. */
export function regenerate(record: AccountRecord, nowMs: bigint): void {
  if (nowMs <= record.lastUpdateMs) return;
  const { balance } = record;
  if (record.mana < balance) {
    const elapsedMs = nowMs - record.lastUpdateMs;
    const grown =
      elapsedMs >= MANA_REGENERATION_MS
        ? balance
        : record.mana + (elapsedMs * balance) / MANA_REGENERATION_MS;
    record.mana = grown < balance ? grown : balance;
  }
  record.lastUpdateMs = nowMs;
}
