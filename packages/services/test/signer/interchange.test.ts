import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { bls } from '@ashlar/crypto';
import { blsVoteKey, openSignerOn, type Signer, type SignRequest } from '@ashlar/services';
import { INTERCHANGE_CHARACTERS_MAX } from '../../src/signer/interchange.ts';
import { CrashDisk } from '../crash-disk.ts';

const A = 'a'.repeat(64) as simplex.Digest;
const unlocked = { [Symbol.dispose]: () => {} };

function open(domain = 'chain', seed = 7): Promise<Signer> {
  const key = blsVoteKey(bls.secretKeyOfSeed(new Uint8Array(32).fill(seed)));
  return openSignerOn(new CrashDisk(), { domain: utf8(domain), key, mayCreate: true }, unlocked);
}

const vote = (kind: simplex.VoteKind, view: number, voteNumber: number): SignRequest => ({
  epoch: 3,
  statement: { kind, view, block: kind === 'nullify' ? simplex.NONE : A },
  voteNumber,
});

async function history(): Promise<Signer> {
  const signer = await open();
  await signer.sign(vote('notarize', 4, 1));
  await signer.sign(vote('finalize', 4, 2));
  await signer.sign(vote('nullify', 6, 3));
  return signer;
}

async function importCode(text: string, signer?: Signer): Promise<string> {
  const answer = await (signer ?? (await open())).importHistory(text);
  return answer.ok ? 'taken' : answer.refusal.code;
}

test('the export has the shape of EIP-3076, its slots generalized', async () => {
  const signer = await history();
  const publicKey = JSON.parse(signer.exportHistory()).data[0].pubkey;
  assert.match(publicKey, /^0x[0-9a-f]{96}$/);
  assert.deepEqual(JSON.parse(signer.exportHistory()), {
    metadata: { interchange_format_version: '1', signing_domain: '0x636861696e' },
    data: [
      {
        pubkey: publicKey,
        mark: { epoch: '3', view: '6', vote_count: '3' },
        signed_statements: [
          { epoch: '3', view: '4', kind: 'notarize', block: `0x${A}` },
          { epoch: '3', view: '4', kind: 'finalize', block: `0x${A}` },
          { epoch: '3', view: '6', kind: 'nullify' },
        ],
      },
    ],
  });
});

test('an import signs nothing that the history may have, and silences a machine without its log', async () => {
  const text = (await history()).exportHistory();
  const signer = await open();
  assert.equal(await importCode(text, signer), 'taken');
  assert.deepEqual(signer.standing(3), { view: 6, voteCount: 4 });
  assert.equal(signer.standing(2), undefined);
  const refused = await signer.sign(vote('finalize', 6, 5));
  assert.ok(!refused.ok && refused.refusal.code === 'signer.belowMark');
  assert.ok((await signer.sign(vote('notarize', 7, 5))).ok);
});

test('an import never lowers what the signer knows', async () => {
  const old = (await history()).exportHistory();
  const signer = await history();
  await signer.sign(vote('notarize', 9, 8));
  assert.equal(await importCode(old, signer), 'taken');
  assert.equal(signer.standing(3)?.view, 9);
  const again = await signer.sign(vote('notarize', 9, 8));
  assert.ok(again.ok);
  const before = signer.standing(3);
  assert.equal(await importCode(old, signer), 'taken');
  assert.deepEqual(signer.standing(3), before, 'a second import of the same changes nothing');
  await signer.sign({ ...vote('notarize', 1, 1), epoch: 4 });
  assert.equal(await importCode(old, signer), 'taken');
  assert.deepEqual(signer.standing(4), { view: 1, voteCount: 1 });
});

test('statements beyond the mark of a history count too', async () => {
  const root = JSON.parse((await history()).exportHistory());
  root.data.push(structuredClone(root.data[0]));
  root.data[1].signed_statements.push({ epoch: '3', view: '50', kind: 'nullify' });
  root.data.push({ ...root.data[0], pubkey: '0x00', mark: { epoch: '99', view: '1', vote_count: '1' } });
  const signer = await open();
  assert.equal(await importCode(JSON.stringify(root), signer), 'taken');
  assert.deepEqual(signer.standing(3), { view: 50, voteCount: 4 });
});

test('histories of another chain or another key, and what is no history, are refused', async () => {
  const text = (await history()).exportHistory();
  assert.equal(await importCode(text, await open('other')), 'interchange.otherChain');
  assert.equal(await importCode(text, await open('chain', 9)), 'interchange.otherKey');
  const spoilt = [
    text.slice(1),
    'null',
    '{}',
    text.replace('"1"', '"2"'),
    text.replace('"view": "4"', '"view": 4'),
    text.replace('"view": "4"', '"view": "04"'),
    text.replace('"view": "4"', '"view": "9007199254740991"'),
    text.replace('"epoch": "3"', '"epoch": "-3"'),
    text.replace('vote_count', 'votes'),
    text.replace('signed_statements', 'statements'),
    text.replace('pubkey', 'key'),
    text + ' '.repeat(INTERCHANGE_CHARACTERS_MAX),
  ];
  for (const one of spoilt) assert.equal(await importCode(one), 'interchange.malformed', one.slice(0, 300));
});
