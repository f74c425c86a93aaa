/**
 * `node bench/soak.ts [--minutes 60] [--rate 2000]`: a node under steady load of transfers, looked at every half minute by
 * its own metrics; one line of JSON for each look, and at the end how much each grew from the second quarter of the time
 * to the last, in percent.
 * @module
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { assert } from '@ashlar/base';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts } from '@ashlar/node';
import { startNode } from '../apps/node/test/support/child.ts';
import { mean } from './figure.ts';
import { fund, HttpClient, type Owners, STREAMS, submit, transferBy } from './load.ts';

const LOOK_MS = 30_000;
const METRICS = {
  heapBytes: 'nodejs_heap_size_used_bytes',
  externalBytes: 'nodejs_external_memory_bytes',
  handles: 'process_open_fds',
  loopDelaySeconds: 'nodejs_eventloop_lag_p99_seconds',
  transactions: 'ashlar_chain_transactions_total',
} as const;
/** `anonymousBytes`: what is resident and no file's: pages of databases come and go as the system likes. */
type Look = Readonly<Record<keyof typeof METRICS | 'anonymousBytes', number>>;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, rate: { type: 'string', default: '2000' } },
});
const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
assert(minutes >= 5 && minutes <= 1_440 && rate > 0 && rate <= 100_000, 'minutes and rate are within bounds');

await openCrypto();
const directory = mkdtempSync(join(tmpdir(), 'ashlar-soak-'));
try {
  await using child = startNode(directory, ['--pending-limit', '100000', '--internal-port', '0']);
  const ready = await child.ready;
  assert(ready?.internal !== undefined, 'the node starts, with metrics');
  using client = new HttpClient(Number(new URL(ready.url).port));
  const owners = await fund(client, await devAccounts());
  const looks = await soak(client, owners, () => look(ready.internal!, child.process.pid!));
  const [early, late] = [
    looks.slice(looks.length >> 2, looks.length >> 1),
    looks.slice(-(looks.length >> 2)),
  ];
  const grown = Object.keys(looks[0]!).map((name) => {
    const average = (some: readonly Look[]): number => mean(some.map((look) => look[name as keyof Look]));
    return [name, Math.round((average(late) / average(early) - 1) * 1_000) / 10];
  });
  console.log(JSON.stringify({ minutes, rate, grownPercent: Object.fromEntries(grown) }));
  child.process.kill('SIGTERM');
  const { code } = await child.ended;
  assert(code === 0, 'the node ends as asked');
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Sends what is due, a request for all accounts after another; a node that is slower than the rate is not hurried. */
async function soak(
  client: HttpClient,
  owners: Owners,
  lookAt: () => Promise<Look>,
): Promise<readonly Look[]> {
  const looks: Look[] = [];
  const startedMs = performance.now();
  const endsMs = startedMs + minutes * 60_000;
  for (let nonce = 1, lookMs = startedMs + LOOK_MS; performance.now() < endsMs; nonce++) {
    await submit(
      client,
      owners.accounts.map((_account, index) => transferBy(owners, index, nonce)),
    );
    if (performance.now() >= lookMs) {
      looks.push(await lookAt());
      console.log(JSON.stringify({ seconds: Math.round((lookMs - startedMs) / 1_000), ...looks.at(-1) }));
      lookMs += LOOK_MS;
    }
    const dueMs = startedMs + (nonce * STREAMS * 1_000) / rate;
    await pause(Math.max(0, dueMs - performance.now()));
  }
  return looks;
}

async function look(internal: string, pid: number): Promise<Look> {
  const text = await (await fetch(`${internal}/metrics`)).text();
  const valueOf = (name: string): number => {
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    assert(line !== undefined, `the node measures ${name}`);
    return Number(line.slice(name.length + 1));
  };
  const measured = Object.entries(METRICS).map(([key, name]) => [key, valueOf(name)]);
  const kibibytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]!;
  return { ...Object.fromEntries(measured), anonymousBytes: Number(kibibytes) * 1_024 } as Look;
}
