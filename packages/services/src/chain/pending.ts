/**
 * What waits of the accounts of a batch of submissions, as the mempool told it, and as the batch itself goes on: so that
 * each transaction is judged as if those before it were pending already.
 * @module
 */
import { assert, latin1 } from '@ashlar/base';
import type { Answer, StandingsRequest, StandingsResponse } from '@ashlar/ports';
import { decodeNonce, ERROR_CODE, encodeNonce, type TransactionHeader } from '@ashlar/protocol';
import { nonceAccountOf } from '../mempool/pool.ts';
import { refused } from './refused.ts';

type Payer = { reserved: bigint; mana: Answer<bigint> | undefined };
type Account = { lowest: bigint | undefined; highest: bigint | undefined; room: number };

export class Pending {
  readonly #manaOf: (payer: Uint8Array) => Answer<bigint>;
  readonly #payers: ReadonlyMap<string, Payer>;
  readonly #accounts: ReadonlyMap<string, Account>;

  /** @param manaOf what an account has on the head, reserved or not; asked once of each payer */
  constructor(
    { payers, accounts }: Omit<StandingsRequest, 'blockId'>,
    { reserved, waiting }: StandingsResponse,
    manaOf: (payer: Uint8Array) => Answer<bigint>,
  ) {
    this.#manaOf = manaOf;
    this.#payers = new Map(
      payers.map((payer, index) => [latin1(payer), { reserved: reserved[index] ?? 0n, mana: undefined }]),
    );
    this.#accounts = new Map(accounts.map((account, index) => [latin1(account), { ...waiting[index]! }]));
  }

  /** What can be said before the transaction is tried, in Koinos' order: mana, then nonce, then how many wait. */
  refusalOf(header: TransactionHeader): Answer<never> | undefined {
    const payer = this.#payerOf(header);
    payer.mana ??= this.#manaOf(header.payer);
    if (!payer.mana.ok) return payer.mana;
    if (payer.mana.value - payer.reserved < header.rcLimit)
      return refused(ERROR_CODE.insufficientRc, 'insufficient pending account resources');
    const { lowest, highest, room } = this.#accountOf(header);
    const nonce = decodeNonce(header.nonce);
    if (nonce === undefined) return refused(ERROR_CODE.invalidNonce, 'malformed nonce');
    if (lowest !== undefined && highest !== undefined && nonce >= lowest && nonce <= highest)
      return refused(ERROR_CODE.invalidNonce, 'invalid account nonce');
    if (room === 0)
      return refused(ERROR_CODE.pendingTransactionLimitExceeded, 'pending transaction limit exceeded');
    return undefined;
  }

  /** The nonce that the transaction must follow; undefined: that of the head. */
  lastNonceOf(header: TransactionHeader): Uint8Array | undefined {
    const { highest } = this.#accountOf(header);
    return highest === undefined ? undefined : encodeNonce(highest);
  }

  /** The transaction holds: what comes after it is judged with it. */
  add(header: TransactionHeader): void {
    const account = this.#accountOf(header);
    const nonce = decodeNonce(header.nonce);
    account.lowest ??= nonce;
    account.highest = nonce;
    account.room--;
    this.#payerOf(header).reserved += header.rcLimit;
  }

  #payerOf({ payer }: TransactionHeader): Payer {
    const found = this.#payers.get(latin1(payer));
    assert(found !== undefined, 'every payer of the batch was asked for');
    return found;
  }

  #accountOf(header: TransactionHeader): Account {
    const found = this.#accounts.get(latin1(nonceAccountOf(header)));
    assert(found !== undefined, 'every account of the batch was asked for');
    return found;
  }
}
