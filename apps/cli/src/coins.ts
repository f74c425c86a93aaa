/** Coins as people write them, and as the chain counts them: 1 coin is 10^8 of the smallest unit. Mana is told in coins too. @module */
import { CliError } from './cli-error.ts';

const DECIMALS = 8;

export function parseCoins(text: string): bigint {
  const match = /^(\d{1,12})(?:\.(\d{1,8}))?$/.exec(text);
  if (match === null)
    throw new CliError(`${text} is no amount of coins, as 12 or 0.5 (at most ${DECIMALS} decimals)`, 64);
  return BigInt(match[1]! + (match[2] ?? '').padEnd(DECIMALS, '0'));
}

export function formatCoins(units: bigint): string {
  const text = String(units).padStart(DECIMALS + 1, '0');
  const fraction = text.slice(-DECIMALS).replace(/0+$/, '');
  return text.slice(0, -DECIMALS) + (fraction === '' ? '' : `.${fraction}`);
}
