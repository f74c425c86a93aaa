/**
 * The commands of the pages, run as they stand: copied from the page, against a node in memory. Requests and programs in
 * other fences are run by the tests of what they describe (`json-rpc.md`, `rholang.md`, `rholang-tutorial.md`,
 * `indexer.md`).
 */
import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runCli } from '@ashlar/cli';
import { devAccounts, devGenesis, type Node, nodeProgram, openNode, systemClock } from '@ashlar/node';
import { inDirectory, startNode } from '../apps/node/test/support/child.ts';

const root = join(import.meta.dirname, '..');
const PAGES = ['README.md', 'docs/tutorial.md'];
const silent = (): void => {};

let node: Node;
let work: string;

before(async () => {
  const accounts = await devAccounts();
  node = await openNode(
    { clock: systemClock(), log: { debug: silent, info: silent, warn: silent, error: silent } },
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
  // A user works in the repository's root; so that nothing is left there, the test works in a copy of what is named.
  work = mkdtempSync(join(tmpdir(), 'ashlar-docs-'));
  cpSync(join(root, 'contracts-as'), join(work, 'contracts-as'), {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'));
});
after(async () => {
  await node[Symbol.asyncDispose]();
  rmSync(work, { recursive: true, force: true });
});

/** Words of a shell line: single quotes only, which is all that the pages use. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);

const commandsOf = (page: string): string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block]) => block!.split('\n'))
    .map((line) => line.replace(/^# .*/, '').trim())
    .filter((line) => line.startsWith('npm run ashlar -- ') || line.startsWith('cp -r '));

const inWork = (word: string): string => (/^(contracts-as|my-contract)/.test(word) ? join(work, word) : word);

for (const page of PAGES) {
  test(`every command of ${page} works as it stands`, async () => {
    const commands = commandsOf(page);
    assert.ok(commands.length >= 4, 'the page has commands');
    for (const command of commands) {
      const words = wordsOf(command);
      if (words[0] === 'cp') {
        rmSync(join(work, words[3]!), { recursive: true, force: true });
        cpSync(join(work, words[2]!), join(work, words[3]!), { recursive: true });
        continue;
      }
      const printed: string[] = [];
      const world = {
        env: { ASHLAR_RPC: `http://127.0.0.1:${node.port}` },
        out: (text: string) => void printed.push(text),
        err: (text: string) => void printed.push(text),
        cwd: work,
        platform: process.platform,
        input: async () => '',
        async *lines() {},
        streams: () => assert.fail(),
        isTerminal: false,
        nowMs: () => performance.now(),
        askSecret: async () => undefined,
        random: (bytes: number) => randomFillSync(new Uint8Array(bytes)),
      };
      const code = await runCli(['node', 'ashlar', ...words.slice(4).map(inWork)], world);
      assert.equal(code, 0, `${command}\n${printed.join('')}`);
      assert.notEqual(printed.join(''), '', command);
    }
  });
}

const pages = (): readonly string[] => [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const everywhere = (pattern: RegExp): readonly string[] =>
  pages().flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(pattern)].map(([, found]) => found!.trim()),
  );

const starts = [...new Set(everywhere(/npm start -- ([^`#\n]+)/g))];
const needsServer = (options: string): boolean => options.includes('@');

test('every way to start a node that a page names begins a node that says where it is', async () => {
  const alone = starts.filter((options) => !needsServer(options) && options !== '--help');
  assert.ok(alone.length >= 5);
  for (const options of alone) {
    await inDirectory(async (directory) => {
      await using child = startNode(directory, [...options.split(' '), '--rpc-port', '0']);
      assert.ok(await child.ready, options);
      child.process.kill('SIGTERM');
      assert.equal((await child.ended).code, 0, options);
    });
  }
});

test('every way to start a node beside a server is understood', () => {
  const beside = starts.filter(needsServer);
  assert.ok(beside.length >= 4);
  const file = join(work, 'url.txt');
  for (const options of beside) {
    writeFileSync(
      file,
      options.includes('--indexer') ? 'postgres://u:p@127.0.0.1/d' : 'amqp://u:p@127.0.0.1',
    );
    const words = options.split(/ +/).map((word) => (word.startsWith('@') ? `@${file}` : word));
    const program = nodeProgram('').exitOverride().configureOutput({ writeErr: silent });
    assert.doesNotThrow(() => program.parse(['node', 'ashlar', ...words]), options);
  }
});

test('every request with curl that a page shows is answered', async () => {
  const lines = everywhere(/^(curl .*)$/gm);
  assert.ok(lines.length >= 4);
  const url = `http://127.0.0.1:${node.port}`;
  const head = await (await fetch(`${url}/v1/chain/get_head_info`)).json();
  const { id } = (head as { head_topology: { id: string } }).head_topology;
  for (const line of lines) {
    const words = wordsOf(line).slice(1);
    const body = words[0] === '-d' ? words[1]! : undefined;
    const target = words.at(-1)!.replace('http://127.0.0.1:8080', url).replace('0x1220…', id);
    const answer = await fetch(target, body === undefined ? {} : { method: 'POST', body });
    const text = await answer.text();
    assert.equal(answer.status, 200, `${line}\n${text}`);
    assert.doesNotMatch(text, /"error"/, line);
  }
});
