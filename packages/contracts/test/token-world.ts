/** A chain with the token, and short ways to call it. */
import { EMPTY, hex } from '@ashlar/base';
import { type AccountRecord, readRecord, TOKEN_SPACE, tokenContract, writeRecord } from '@ashlar/contracts';
import type { Caller } from '@ashlar/ports';
import { type Codec, chain, type Init, ObjectSpace, token } from '@ashlar/protocol';
import { addressOf, FakeChain, KERNEL, USER } from './fake-host.ts';

export const TOKEN: Uint8Array = addressOf('token');

export class TokenWorld {
  readonly chain: FakeChain = new FakeChain();

  constructor() {
    this.chain.deploy(TOKEN, tokenContract);
  }

  call<A, R>(method: string, args: Codec<A>, result: Codec<R>, values: Init<A>, caller: Caller = USER): R {
    const [entryPoint] = [...tokenContract.entries].find(([, entry]) => entry.name === method)!;
    return result.decode(this.chain.call(TOKEN, entryPoint, args.encode(values), caller));
  }

  /** Coins with full mana, as genesis gives them. */
  give(owner: Uint8Array, value: bigint): void {
    this.call('mint', token.MintArguments, token.MintResult, { to: owner, value }, KERNEL);
  }

  transfer(from: Uint8Array, to: Uint8Array, value: bigint, caller: Caller = USER): void {
    this.call('transfer', token.TransferArguments, token.TransferResult, { from, to, value }, caller);
  }

  burn(from: Uint8Array, value: bigint, caller: Caller = USER): void {
    this.call('burn', token.BurnArguments, token.BurnResult, { from, value }, caller);
  }

  approve(owner: Uint8Array, spender: Uint8Array, value: bigint, caller: Caller = USER): void {
    this.call('approve', token.ApproveArguments, token.ApproveResult, { owner, spender, value }, caller);
  }

  consume(account: Uint8Array, value: bigint, caller: Caller = KERNEL): boolean {
    return this.call(
      'consume_account_rc',
      chain.ConsumeAccountRcArguments,
      chain.ConsumeAccountRcResult,
      { account, value },
      caller,
    ).value;
  }

  balanceOf(owner: Uint8Array): bigint {
    return this.call('balance_of', token.BalanceOfArguments, token.BalanceOfResult, { owner }).value;
  }

  manaOf(account: Uint8Array): bigint {
    return this.call('get_account_rc', chain.GetAccountRcArguments, chain.GetAccountRcResult, { account })
      .value;
  }

  allowanceOf(owner: Uint8Array, spender: Uint8Array): bigint {
    return this.call('allowance', token.AllowanceArguments, token.AllowanceResult, { owner, spender }).value;
  }

  supply(): bigint {
    return this.call('total_supply', token.TotalSupplyArguments, token.TotalSupplyResult, {}).value;
  }

  space(id: number): ObjectSpace {
    return new ObjectSpace(true, TOKEN, id);
  }

  /** All records as stored, by the owner's hex. */
  records(): ReadonlyMap<string, AccountRecord> {
    const entries = this.chain.list(this.space(TOKEN_SPACE.balances));
    return new Map(entries.map(({ key, value }) => [hex(key), readRecord(value)]));
  }

  setRecord(owner: Uint8Array, record: AccountRecord): void {
    this.chain.put(this.space(TOKEN_SPACE.balances), owner, writeRecord(record));
  }

  setSupply(value: bigint): void {
    this.chain.put(this.space(TOKEN_SPACE.supply), EMPTY, token.BalanceObject.encode({ value }));
  }
}
