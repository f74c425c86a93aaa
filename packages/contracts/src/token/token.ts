/**
 * The native token: KCS-4, and the accounts' resource credits. Table of its methods; the rules are in the modules
 * beside. Source: `spec/koinos.md` 8.1, 9.6; deviations: `docs/decisions/0020-unmetered-accounts.md`.
 * @module
 */
import type { NativeContract } from '@ashlar/ports';
import { chain, token } from '@ashlar/protocol';
import { authorizeBySystem } from '../authorize.ts';
import { defineContract, type Method, typed } from '../contract.ts';
import { ENTRY } from '../entry-points.ts';
import { allowancesOf, approve } from './allowances.ts';
import { allowanceOf, infoOf, recordOf, requireAddress, supplyOf } from './ledger.ts';
import { burn, mint, transfer } from './moves.ts';
import { consumeResourceCredits, resourceCreditsOf, setUnmetered } from './resource-credits.ts';

const description: readonly Method[] = [
  {
    name: 'name',
    entryPoint: 0x82a3537f,
    args: token.NameArguments,
    result: token.NameResult,
    readOnly: true,
    description: 'The name of the token',
    run: typed(token.NameArguments, token.NameResult, (host) => ({ value: infoOf(host).name })),
  },
  {
    name: 'symbol',
    entryPoint: 0xb76a7ca1,
    args: token.SymbolArguments,
    result: token.SymbolResult,
    readOnly: true,
    description: 'The symbol of the token',
    run: typed(token.SymbolArguments, token.SymbolResult, (host) => ({ value: infoOf(host).symbol })),
  },
  {
    name: 'decimals',
    entryPoint: 0xee80fd2f,
    args: token.DecimalsArguments,
    result: token.DecimalsResult,
    readOnly: true,
    description: 'How many decimal places an amount has',
    run: typed(token.DecimalsArguments, token.DecimalsResult, (host) => ({ value: infoOf(host).decimals })),
  },
  {
    name: 'get_info',
    entryPoint: 0xbd7f6850,
    args: token.GetInfoArguments,
    result: token.GetInfoResult,
    readOnly: true,
    description: 'Name, symbol, decimals and description',
    run: typed(token.GetInfoArguments, token.GetInfoResult, infoOf),
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
      return { value: recordOf(host, owner).balance };
    }),
  },
];

const spending: readonly Method[] = [
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
];

const resourceCredits: readonly Method[] = [
  {
    name: 'get_account_rc',
    entryPoint: ENTRY.getAccountRc,
    args: chain.GetAccountRcArguments,
    result: chain.GetAccountRcResult,
    readOnly: true,
    description: 'The mana of an account',
    run: typed(chain.GetAccountRcArguments, chain.GetAccountRcResult, resourceCreditsOf),
  },
  {
    name: 'consume_account_rc',
    entryPoint: ENTRY.consumeAccountRc,
    args: chain.ConsumeAccountRcArguments,
    result: chain.ConsumeAccountRcResult,
    readOnly: false,
    description: 'Spends mana of an account: the system only',
    run: typed(chain.ConsumeAccountRcArguments, chain.ConsumeAccountRcResult, consumeResourceCredits),
  },
  {
    name: 'set_unmetered',
    entryPoint: 0x4a4f571b,
    args: token.SetUnmeteredArguments,
    result: token.SetUnmeteredResult,
    readOnly: false,
    description: 'Marks the account that pays no mana, governance: by system authority',
    run: typed(token.SetUnmeteredArguments, token.SetUnmeteredResult, setUnmetered),
  },
  authorizeBySystem,
];

export const tokenContract: NativeContract = defineContract({
  id: 'native/token/1',
  methods: [...description, ...spending, ...resourceCredits],
  events: {
    'token.transfer_event': token.TransferEvent,
    'token.mint_event': token.MintEvent,
    'token.burn_event': token.BurnEvent,
    'token.approve_event': token.ApproveEvent,
  },
});
