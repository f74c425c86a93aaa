/** A node in this process, and `ashlar` as a user types it, with a terminal that types what a test says. */
import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runCli } from '@ashlar/cli';
import { type DevAccounts, devGenesis, type Node, openNode, systemClock } from '@ashlar/node';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export const openDevNode = (accounts: DevAccounts): Promise<Node> =>
  openNode(
    { clock: systemClock(), log: silent },
    {
      directory: undefined,
      genesis: devGenesis(accounts),
      producer: { address: accounts.genesis.addressBytes, privateKey: accounts.genesis.privateKey },
      blockMode: { kind: 'auto' },
      rpc: { host: '127.0.0.1', port: 0 },
      pendingPerAccountMax: 10,
      recoveryWorkers: 0,
    },
  );

export type Ran = Readonly<{ code: number; out: string; err: string }>;

/** A shell in a folder of its own, with a home in it. */
export class Shell implements Disposable {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'ashlar-cli-'));
  readonly env: Record<string, string> = { HOME: this.folder };
  /** What is typed at the terminal next; empty: there is no terminal. */
  readonly typed: string[] = [];
  input = '';
  isTerminal = false;

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }

  file(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text);
    return join(this.folder, name);
  }

  async ashlar(...args: readonly string[]): Promise<Ran> {
    let [out, err] = ['', ''];
    const world = {
      env: this.env,
      cwd: this.folder,
      platform: 'linux',
      input: async () => this.input,
      lines: () => linesOf(this.input),
      streams: () => ({ input: new PassThrough(), output: new PassThrough() }),
      isTerminal: this.isTerminal,
      nowMs: () => performance.now(),
      askSecret: async () => this.typed.shift(),
      random: (bytes: number) => randomFillSync(new Uint8Array(bytes)),
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
    };
    return { code: await runCli(['node', 'ashlar', ...args], world), out, err };
  }

  /** The JSON that the command prints; it must succeed. */
  async json(...args: readonly string[]): Promise<Record<string, unknown>> {
    const { code, out, err } = await this.ashlar(...args, '--json');
    assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    return JSON.parse(out);
  }

  async fails(code: number, message: RegExp, ...args: readonly string[]): Promise<void> {
    const ran = await this.ashlar(...args);
    assert.equal(ran.code, code, `${args.join(' ')}: ${ran.err}`);
    assert.match(ran.err, message, args.join(' '));
    assert.doesNotMatch(ran.err, /\.ts:\d/, 'no stack trace for a mistake of the user');
  }
}

async function* linesOf(text: string): AsyncGenerator<string, void> {
  yield* text.split('\n');
}
