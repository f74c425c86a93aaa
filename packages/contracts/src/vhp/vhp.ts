/**
 * VHP, virtual hash power: what burned coins become. A token like any (KCS-4), without mana; how much of it counts in the
 * lottery of proof of burn lags behind (`effective-balance.ts`). Source: `spec/koinos.md` 8.2.
 *
 * Only the burn contract makes it, and takes it from a producer whose block counted, without asking; the contract that
 * convicts (`evidence`) takes all of it from one that made two blocks for one quantum.
 * @module
 */
import { EMPTY, equal } from '@ashlar/base';
import type { NativeContract, NativeHost } from '@ashlar/ports';
import { burn as messages, token, U64_MAX } from '@ashlar/protocol';
import { requireKernelCaller } from '../authority.ts';
import { authorizeBySystem } from '../authorize.ts';
import { decodeArguments, defineContract, type Method, typed } from '../contract.ts';
import { ENTRY } from '../entry-points.ts';
import { addressNamed, contractNamed } from '../system.ts';
import { allowancesOf, approve } from '../token/allowances.ts';
import { allowanceOf, requireAddress, setSupply, supplyOf, TOKEN_SPACE } from '../token/ledger.ts';
import { requireSpendable } from '../token/moves.ts';
import { decreased, effectiveAt, type Holdings, increased, NOTHING } from './effective-balance.ts';

const INFO: token.GetInfoResult = {
  name: 'Virtual Hash Power',
  symbol: 'VHP',
  decimals: 8,
  description: 'Burned coins: the right to make blocks',
};

const { EffectiveBalanceObject } = messages;

export function holdingsOf(host: NativeHost, owner: Uint8Array): Holdings {
  const bytes = host.get(host.space(TOKEN_SPACE.balances), owner);
  return bytes === undefined ? NOTHING : EffectiveBalanceObject.decode(bytes);
}

function setHoldings(host: NativeHost, owner: Uint8Array, holdings: Holdings): void {
  const space = host.space(TOKEN_SPACE.balances);
  const isEmpty =
    holdings.currentBalance === 0n && holdings.pastBalances.every(({ balance }) => balance === 0n);
  if (isEmpty) host.remove(space, owner);
  else host.put(space, owner, EffectiveBalanceObject.encode(holdings));
}

const heightOf = (host: NativeHost): bigint => BigInt(host.head().height);

function transfer(host: NativeHost, bytes: Uint8Array): Uint8Array {
  const { from, to, value } = decodeArguments(host, token.TransferArguments, bytes);
  requireAddress(host, to, 'to');
  requireAddress(host, from, 'from');
  if (equal(from, to)) host.revert('cannot transfer to yourself');
  requireSpendable(host, from, value, 'transfer');
  take(host, from, value);
  setHoldings(host, to, increased(holdingsOf(host, to), heightOf(host), value));
  host.event('token.transfer_event', bytes, [to, from]);
  return EMPTY;
}

function mint(host: NativeHost, bytes: Uint8Array): Uint8Array {
  const { to, value } = decodeArguments(host, token.MintArguments, bytes);
  requireAddress(host, to, 'to');
  if (value === 0n) host.revert("account 'to' cannot be minted zero");
  requireKernelCaller(host, 'mint');
  const supply = supplyOf(host);
  if (supply + value > U64_MAX) host.revert('mint would overflow supply');
  setSupply(host, supply + value);
  setHoldings(host, to, increased(holdingsOf(host, to), heightOf(host), value));
  host.event('token.mint_event', bytes, [to]);
  return EMPTY;
}

/**
 * The burn contract takes what a block cost its producer, and the one that convicts what double production costs; anyone
 * else needs what spending needs.
 */
function burn(host: NativeHost, bytes: Uint8Array): Uint8Array {
  const { from, value } = decodeArguments(host, token.BurnArguments, bytes);
  requireAddress(host, from, 'from');
  if (!isDue(host)) requireSpendable(host, from, value, 'burn');
  take(host, from, value);
  setSupply(host, supplyOf(host) - value);
  host.event('token.burn_event', bytes, [from]);
  return EMPTY;
}

function isDue(host: NativeHost): boolean {
  const { address, isKernel } = host.caller();
  if (!isKernel) return false;
  if (equal(address, contractNamed(host, 'pob'))) return true;
  const judge = addressNamed(host, 'evidence');
  return judge !== undefined && equal(address, judge);
}

function take(host: NativeHost, from: Uint8Array, value: bigint): void {
  const holdings = holdingsOf(host, from);
  if (holdings.currentBalance < value) host.fail("account 'from' has insufficient balance");
  setHoldings(host, from, decreased(holdings, heightOf(host), value));
}

const reads: readonly Method[] = [
  {
    name: 'name',
    entryPoint: 0x82a3537f,
    args: token.NameArguments,
    result: token.NameResult,
    readOnly: true,
    description: 'The name of the token',
    run: typed(token.NameArguments, token.NameResult, () => ({ value: INFO.name })),
  },
  {
    name: 'symbol',
    entryPoint: 0xb76a7ca1,
    args: token.SymbolArguments,
    result: token.SymbolResult,
    readOnly: true,
    description: 'The symbol of the token',
    run: typed(token.SymbolArguments, token.SymbolResult, () => ({ value: INFO.symbol })),
  },
  {
    name: 'decimals',
    entryPoint: 0xee80fd2f,
    args: token.DecimalsArguments,
    result: token.DecimalsResult,
    readOnly: true,
    description: 'How many decimal places an amount has',
    run: typed(token.DecimalsArguments, token.DecimalsResult, () => ({ value: INFO.decimals })),
  },
  {
    name: 'get_info',
    entryPoint: 0xbd7f6850,
    args: token.GetInfoArguments,
    result: token.GetInfoResult,
    readOnly: true,
    description: 'Name, symbol, decimals and description',
    run: typed(token.GetInfoArguments, token.GetInfoResult, () => INFO),
  },
  {
    name: 'total_supply',
    entryPoint: ENTRY.totalSupply,
    args: token.TotalSupplyArguments,
    result: token.TotalSupplyResult,
    readOnly: true,
    description: 'How much of the token exists',
    run: typed(token.TotalSupplyArguments, token.TotalSupplyResult, (host) => ({ value: supplyOf(host) })),
  },
  {
    name: 'balance_of',
    entryPoint: ENTRY.balanceOf,
    args: token.BalanceOfArguments,
    result: token.BalanceOfResult,
    readOnly: true,
    description: 'How much an account holds',
    run: typed(token.BalanceOfArguments, token.BalanceOfResult, (host, { owner }) => {
      requireAddress(host, owner, 'owner');
      return { value: holdingsOf(host, owner).currentBalance };
    }),
  },
  {
    name: 'effective_balance_of',
    entryPoint: ENTRY.effectiveBalanceOf,
    args: messages.EffectiveBalanceOfArguments,
    result: messages.EffectiveBalanceOfResult,
    readOnly: true,
    description: 'How much of it counts in the lottery now',
    run: typed(messages.EffectiveBalanceOfArguments, messages.EffectiveBalanceOfResult, (host, { owner }) => {
      requireAddress(host, owner, 'owner');
      return { value: effectiveAt(holdingsOf(host, owner), heightOf(host)) };
    }),
  },
  {
    name: 'allowance',
    entryPoint: 0x32f09fa1,
    args: token.AllowanceArguments,
    result: token.AllowanceResult,
    readOnly: true,
    description: "How much of the owner's tokens the spender may move",
    run: typed(token.AllowanceArguments, token.AllowanceResult, (host, { owner, spender }) => {
      requireAddress(host, owner, 'owner');
      requireAddress(host, spender, 'spender');
      return { value: allowanceOf(host, owner, spender) };
    }),
  },
  {
    name: 'get_allowances',
    entryPoint: 0x8fa16456,
    args: token.GetAllowancesArguments,
    result: token.GetAllowancesResult,
    readOnly: true,
    description: 'The allowances an owner has given, in order of the spender',
    run: typed(token.GetAllowancesArguments, token.GetAllowancesResult, allowancesOf),
  },
];

const writes: readonly Method[] = [
  {
    name: 'approve',
    entryPoint: 0x74e21680,
    args: token.ApproveArguments,
    result: token.ApproveResult,
    readOnly: false,
    description: 'Allows a contract to move tokens of the owner',
    run: approve,
  },
  {
    name: 'transfer',
    entryPoint: 0x27f576ca,
    args: token.TransferArguments,
    result: token.TransferResult,
    readOnly: false,
    description: 'Transfers tokens',
    run: transfer,
  },
  {
    name: 'mint',
    entryPoint: ENTRY.mint,
    args: token.MintArguments,
    result: token.MintResult,
    readOnly: false,
    description: 'Mints tokens: system contracts only',
    run: mint,
  },
  {
    name: 'burn',
    entryPoint: ENTRY.burn,
    args: token.BurnArguments,
    result: token.BurnResult,
    readOnly: false,
    description: 'Burns tokens',
    run: burn,
  },
  authorizeBySystem,
];

export const vhpContract: NativeContract = defineContract({
  id: 'native/vhp/1',
  methods: [...reads, ...writes],
  events: {
    'token.transfer_event': token.TransferEvent,
    'token.mint_event': token.MintEvent,
    'token.burn_event': token.BurnEvent,
    'token.approve_event': token.ApproveEvent,
  },
});
