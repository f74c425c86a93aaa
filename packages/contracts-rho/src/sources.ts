/**
 * The system contracts, in the order in which genesis deploys them (`spec/rholang.md` 6.4). Their text is under `rho/`.
 * @module
 */
import { readFileSync } from 'node:fs';

export type SystemContract =
  | 'registry'
  | 'list-ops'
  | 'either'
  | 'non-negative-number'
  | 'make-mint'
  | 'auth-key'
  | 'rev-vault'
  | 'multi-sig-rev-vault'
  | 'pos'
  | 'stack'
  | 'namespace'
  | 'special-k';

/** The place of a contract decides the names it makes: new ones go to the end. */
export const SYSTEM_CONTRACTS: readonly SystemContract[] = [
  'registry',
  'list-ops',
  'either',
  'non-negative-number',
  'make-mint',
  'auth-key',
  'rev-vault',
  'multi-sig-rev-vault',
  'pos',
  'stack',
  'namespace',
  'special-k',
];

/** For tests of contracts; no part of a chain. */
export const TEST_CONTRACT = 'rho-spec';

export function contractSource(name: SystemContract | typeof TEST_CONTRACT): string {
  return readFileSync(new URL(`../rho/${name}.rho`, import.meta.url), 'utf8');
}
