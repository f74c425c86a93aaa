/**
 * The signer of a validator: signs the statements of simplex with its key, and never contradicts itself, whatever it
 * is asked, wherever the power fails, and however often it is restarted.
 *
 * The one idea: the mark of what was signed is durable *before* a signature leaves. One signer a key and a machine, by
 * a lock; against a second machine with the same key there is only `Timing.watchMs` of simplex, which listens for one.
 *
 * It does not decide what to vote for, and trusts no asker: it builds the signed bytes itself.
 * @module
 */
import { join } from 'node:path';
import { accept, assert, concat, hex, type Refusal, type Result, refuse, uint32be } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { type BlsSecretKey, sha256 } from '@ashlar/crypto';
import { type Disk, lockFile, openDirectory } from '@ashlar/state';
import { type Identity, type InterchangeRefusal, readInterchange, writeInterchange } from './interchange.ts';
import { advanced, highestView, isCount, judge, type MarkRefusal, type SignRequest } from './mark.ts';
import { MarkFile } from './mark-file.ts';

/** Requests that wait for the disk; a machine has a handful. */
export const REQUESTS_MAX = 256;

export type SignerRefusal = MarkRefusal | (Refusal & Readonly<{ code: 'signer.busy' | 'signer.notAhead' }>);

/** A key that signs statements; the same statement always alike. */
export type VoteKey = Readonly<{
  /** 48 bytes of BLS12-381. */
  publicKey: Uint8Array;
  sign: (statement: Uint8Array) => Uint8Array;
}>;

export const blsVoteKey = (secretKey: BlsSecretKey): VoteKey => ({
  publicKey: secretKey.toPublicKey().toBytes(),
  sign: (statement) => simplex.signStatement(secretKey, statement),
});

export type SignerConfig = Readonly<{
  /** `Config.domain` of simplex: it holds the chain's id. */
  domain: Uint8Array;
  key: VoteKey;
  /**
   * Whether a missing file means that this key never signed. Only the operator knows: after a lost file it would be a
   * lie that gets the validator slashed.
   */
  mayCreate: boolean;
}>;

/**
 * The signer of `directory`, which exists.
 * @throws Fault `store.locked` if another signer has the key's file open; `store.corrupt` if the file is damaged, or
 * missing without `mayCreate`; `store.full`, `store.io`
 */
export async function openSigner(directory: string, config: SignerConfig): Promise<Signer> {
  const lock = lockFile(join(directory, `${fileNameOf(config)}.lock`));
  try {
    return await openSignerOn(openDirectory(directory), config, lock);
  } catch (cause) {
    lock[Symbol.dispose]();
    throw cause;
  }
}

/** The same on any disk; `lock` is released with the signer. */
export async function openSignerOn(disk: Disk, config: SignerConfig, lock: Disposable): Promise<Signer> {
  const file = await MarkFile.open(disk, fileNameOf(config), identityOf(config), config.mayCreate);
  return new Signer(file, config, lock);
}

/** Of a chain and a key. */
function identityOf({ domain, key }: SignerConfig): Uint8Array {
  return sha256(concat(uint32be(domain.length), domain, key.publicKey));
}

function fileNameOf(config: SignerConfig): string {
  return `signer-${hex(identityOf(config).subarray(0, 8))}`;
}

export class Signer implements AsyncDisposable {
  readonly publicKey: Uint8Array;
  readonly #file: MarkFile;
  readonly #config: SignerConfig;
  readonly #lock: Disposable;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #fault: unknown;
  #isClosed = false;

  constructor(file: MarkFile, config: SignerConfig, lock: Disposable) {
    this.#file = file;
    this.#config = config;
    this.#lock = lock;
    this.publicKey = config.key.publicKey;
  }

  /**
   * `Durable.signer` for the machine of `epoch`. `undefined` once the key has signed in a later epoch: then the machine
   * may only answer stragglers (`Config.self` undefined), for every signature would be refused.
   */
  standing(epoch: number): simplex.Durable['signer'] | undefined {
    const { mark } = this.#file;
    if (epoch < mark.epoch) return undefined;
    return epoch > mark.epoch
      ? simplex.NOTHING_DURABLE.signer
      : { view: highestView(mark), voteCount: mark.voteCount };
  }

  /**
   * 96 bytes. Asked the same again, it answers the same. About 0.4 ms and two flushes of the disk; none for a repetition.
   * @throws Fault `store.full`, `store.io`; from then on always, until it is opened anew
   */
  sign(request: SignRequest): Promise<Result<Uint8Array, SignerRefusal>> {
    return this.#inTurn(async () => {
      const verdict = judge(this.#file.mark, request);
      if (!verdict.ok) return verdict;
      if (verdict.value !== this.#file.mark) await this.#file.write(verdict.value);
      const { domain, key } = this.#config;
      const bytes = simplex.statementBytes(domain, request.epoch, request.statement);
      return accept(key.sign(bytes));
    });
  }

  /**
   * For the operator of a restored file: signs nothing more up to and including `view` of `epoch`. Choose a place
   * beyond all that this key may have signed. Refused with `signer.notAhead` if that is so already.
   * @throws as `sign`
   */
  advance(epoch: number, view: number): Promise<Result<undefined, SignerRefusal>> {
    return this.#inTurn<undefined, SignerRefusal>(async () => {
      if (!isCount(epoch) || !isCount(view)) return refuse({ code: 'signer.malformed' });
      const isMoved = await this.#raise({ epoch, view, voteCount: 0 });
      return isMoved ? accept(undefined) : refuse({ code: 'signer.notAhead' });
    });
  }

  /** The history of this key as JSON (`interchange.ts`). Dispose the signer before another machine imports it. */
  exportHistory(): string {
    return writeInterchange(this.#identity(), this.#file.mark);
  }

  /** Signs nothing more in or below the highest view of the history. What is known already changes nothing. @throws as `sign` */
  importHistory(text: string): Promise<Result<undefined, SignerRefusal | InterchangeRefusal>> {
    return this.#inTurn<undefined, SignerRefusal | InterchangeRefusal>(async () => {
      const reach = readInterchange(this.#identity(), text);
      if (!reach.ok) return reach;
      await this.#raise(reach.value);
      return accept(undefined);
    });
  }

  /** Waits for what was asked; then the file and the lock are free. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#last;
    try {
      await this.#file[Symbol.asyncDispose]();
    } finally {
      this.#lock[Symbol.dispose]();
    }
  }

  async #raise(to: Readonly<{ epoch: number; view: number; voteCount: number }>): Promise<boolean> {
    const mark = advanced(this.#file.mark, to);
    if (mark !== undefined) await this.#file.write(mark);
    return mark !== undefined;
  }

  #identity(): Identity {
    return { domain: `0x${hex(this.#config.domain)}`, publicKey: `0x${hex(this.publicKey)}` };
  }

  /** One after another: each sees the mark that the one before left. */
  async #inTurn<T, R extends Refusal>(
    run: () => Promise<Result<T, R>>,
  ): Promise<Result<T, R | SignerRefusal>> {
    assert(!this.#isClosed, 'a disposed signer is not asked');
    if (this.#waiting >= REQUESTS_MAX) return refuse<SignerRefusal>({ code: 'signer.busy' });
    this.#waiting += 1;
    const own = this.#last.then(async () => {
      try {
        if (this.#fault !== undefined) throw this.#fault;
        return await run();
      } catch (cause) {
        this.#fault = cause; // After a failed flush nobody knows what the disk holds.
        throw cause;
      } finally {
        this.#waiting -= 1;
      }
    });
    this.#last = own.then(
      () => undefined,
      () => undefined, // Whoever asked has the fault.
    );
    return own;
  }
}
