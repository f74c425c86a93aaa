/**
 * Frozen results of Rholang in the state, `spec/rholang-state-vectors.json`: keys, objects, deploys, outcomes, roots. A
 * difference is a change of the protocol. `WRITE_VECTORS=1 node --test <this file>` rewrites the file.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hex, latin1 } from '@ashlar/base';
import { DeployRholangOperation, rholang } from '@ashlar/protocol';
import { operation } from '../../kernel/test/chain.ts';
import {
  channelKey,
  deployDigest,
  encodeTerm,
  type Objects,
  Session,
  SPACE,
  StateStore,
  signedBytes,
} from '../src/index.ts';
import { openChain, outcomeOf, signedDeploy } from './support/deploys.ts';
import { termOf } from './support/programs.ts';

const file = join(import.meta.dirname, '../../../spec/rholang-state-vectors.json');

const CHANNELS = ['0', '"price"', '[1, "a"]', '{"k": (1, 2)}'];

function keys(): unknown {
  const session = new Session();
  session.evaluate('new map in { @[*map, 1]!(0) | map!(0) }');
  const unforgeable = session.space.contents().data.map(({ channel }) => channel);
  return [...CHANNELS.map((source) => termOf(source)), ...unforgeable].map((channel) => ({
    channel: hex(encodeTerm(channel)),
    key: hex(channelKey(channel)),
  }));
}

const PROGRAM =
  '@"queue"!(1) | @"queue"!(2, "b") | @"kept"!!([3]) | for (@x <- @"left" & @y <<- @"right") { @"sum"!(x + y) } | contract @"double"(@n, ret) = { ret!(n * 2) }';

function objects(): unknown {
  const written = new Map<string, unknown>();
  const store: Objects = {
    get: () => undefined,
    put: (space, key, value) => {
      written.set(`${space}${latin1(key)}`, { space, key: hex(key), value: hex(value) });
    },
    remove: () => undefined,
  };
  new Session({ store: new StateStore(store) }).evaluate(PROGRAM);
  return {
    program: PROGRAM,
    generator: 'of no bytes',
    objects: [...written.keys()].sort().map((key) => written.get(key)),
  };
}

function deploys(): unknown {
  const chain = openChain();
  return [
    signedDeploy(PROGRAM, { timestamp: 1_559_158_671_800n }),
    signedDeploy('@1!(1 + "b")', { timestamp: 1_559_158_671_801n, sigAlgorithm: 'secp256k1:eth' }),
    signedDeploy('new me(`rho:rchain:deployerId`), out(`rho:io:stdout`), x in { out!((*me, *x)) }', {
      timestamp: 5n,
    }),
  ].map((deploy) => {
    const applied = chain.apply(chain.block([chain.transaction([operation({ deployRholang: deploy })])]));
    const receipt = applied.receipt.transactionReceipts[0]!;
    return {
      operation: hex(DeployRholangOperation.encode(deploy)),
      signed: hex(signedBytes(deploy)),
      digest: hex(deployDigest(deploy)!),
      outcome: hex(rholang.Outcome.encode(outcomeOf(receipt))),
      ticks: String(receipt.computeBandwidthUsed),
      disk: String(receipt.diskStorageUsed),
      root: hex(applied.root),
    };
  });
}

const all = (): unknown => ({
  description: 'Frozen results of Rholang in the state, described in spec/rholang-state.md; bytes are hex.',
  spaces: SPACE,
  keys: keys(),
  ...(objects() as object),
  deploys: deploys(),
});

if (process.env['WRITE_VECTORS'] === '1') writeFileSync(file, `${JSON.stringify(all(), undefined, 2)}\n`);

test('keys, objects, deploys, outcomes and roots are the frozen ones', () => {
  assert.deepEqual(all(), JSON.parse(readFileSync(file, 'utf8')));
});
