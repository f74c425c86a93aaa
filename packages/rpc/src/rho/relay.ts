/**
 * Brings deploys to the chain for clients that know no transactions: wraps each in one, signed and paid for by the node.
 *
 * One after the other, because each needs the account's next nonce.
 * @module
 */
import { accept, EMPTY, refuse } from '@ashlar/base';
import { type Answer, type Bus, chainService, mempoolService } from '@ashlar/ports';
import {
  type DeployRholangOperation,
  decodeNonce,
  encodeNonce,
  Operation,
  operationMerkleRoot,
  transactionDigest,
  transactionIdBytes,
} from '@ashlar/protocol';

export type RelayConfig = Readonly<{
  /** 25 bytes: whose mana pays. */
  payer: Uint8Array;
  /** The payer's 65-byte signature of a digest. */
  sign: (digest: Uint8Array) => Uint8Array;
}>;

const OPTIONS = { timeoutMs: 10_000 };
/** Deploys that wait for those before them. */
export const RELAY_QUEUE_MAX = 1_000;
/** One deploy may cost this part of the payer's mana, so that one cannot take all. */
const SHARE = 10n;

export class Relay {
  readonly #bus: Bus;
  readonly #config: RelayConfig;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(bus: Bus, config: RelayConfig) {
    this.#bus = bus;
    this.#config = config;
  }

  /** Resolves when the deploy is pending, or refused. */
  async submit(deploy: DeployRholangOperation): Promise<Answer<undefined>> {
    if (this.#waiting >= RELAY_QUEUE_MAX)
      return refuse({ code: 'relay.busy', message: 'Too many deploys at once.' });
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#submit(deploy));
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #submit(deployRholang: DeployRholangOperation): Promise<Answer<undefined>> {
    const { payer, sign } = this.#config;
    const chainId = await this.#bus.call(chainService.getChainId, {}, OPTIONS);
    if (!chainId.ok) return chainId;
    const rc = await this.#bus.call(chainService.getAccountRc, { account: payer }, OPTIONS);
    if (!rc.ok) return rc;
    const nonce = await this.#lastNonce();
    if (!nonce.ok) return nonce;
    const operations = [Operation.decode(Operation.encode({ deployRholang }))];
    const header = {
      chainId: chainId.value.chainId,
      rcLimit: rc.value.rc / SHARE,
      nonce: encodeNonce(nonce.value + 1n),
      operationMerkleRoot: operationMerkleRoot(operations),
      payer,
      payee: EMPTY,
    };
    const signatures = [sign(transactionDigest(header))];
    const transaction = { id: transactionIdBytes(header), header, operations, signatures };
    const answer = await this.#bus.call(
      chainService.submitTransaction,
      { transaction, broadcast: true },
      OPTIONS,
    );
    return answer.ok ? accept(undefined) : answer;
  }

  /** Of the payer's pending transactions, or else of those in blocks. */
  async #lastNonce(): Promise<Answer<bigint>> {
    const { payer } = this.#config;
    const request = { payee: payer, blockId: undefined };
    const pending = await this.#bus.call(mempoolService.getPendingNonce, request, OPTIONS);
    if (!pending.ok) return pending;
    if (pending.value.nonce.length > 0) return accept(decodeNonce(pending.value.nonce) ?? 0n);
    const applied = await this.#bus.call(chainService.getAccountNonce, { account: payer }, OPTIONS);
    return applied.ok ? accept(decodeNonce(applied.value.nonce) ?? 0n) : applied;
  }
}
