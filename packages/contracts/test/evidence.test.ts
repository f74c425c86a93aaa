/**
 * The contract that convicts: E1 to E5 by real BLS signatures of a committee, E8 by two blocks of a producer. What is
 * frozen is in `spec/consensus/evidence-vectors.json`; `WRITE_VECTORS=1 node --test <this file>` rewrites it.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import {
  committeeContract,
  committeeGenesis,
  ENTRY,
  EVIDENCE,
  EVIDENCE_BYTES_MAX,
  evidenceContract,
  KEY_TICKS,
  nativeAddress,
  TOKEN_SPACE,
  VERIFICATION_TICKS,
  vhpContract,
} from '@ashlar/contracts';
import { bls, openCrypto, publicKeyOf, recover, sha256, sign } from '@ashlar/crypto';
import {
  addressOfPublicKey,
  type BlockHeader,
  BlockHeader as BlockHeaderCodec,
  blockIdBytes,
  burn,
  chain,
  type committee,
  entryPointOf,
  idDigest,
  evidence as messages,
  ObjectSpace,
  token,
} from '@ashlar/protocol';
import { FakeChain } from './fake-host.ts';

await openCrypto();
const COMMITTEE = nativeAddress('committee');
const POB = nativeAddress('pob');
const VHP = nativeAddress('vhp');
const POWER = 1_000n;
const CHAIN_ID = utf8('a chain of tests');
const DOMAIN = simplex.domainOf(CHAIN_ID);
const CIPHERS = simplex.createBlsCiphers();
const BASE = simplex.genesisBase(CIPHERS, CHAIN_ID);

const seats = [3n, 2n, 1n, 1n].map((weight, index) => {
  const secret = bls.secretKeyOfSeed(sha256(utf8(`vote key ${index}`)));
  const address = addressOfPublicKey(publicKeyOf(sha256(utf8(`key ${index}`))));
  const member: committee.Member = {
    address,
    voteKey: secret.toPublicKey().toBytes(),
    voteKeyProof: new Uint8Array(96),
    weight,
  };
  return { secret, member };
});
const validators = simplex.sortValidators(
  seats.map(({ member }) => ({ key: member.voteKey, weight: member.weight })),
);
/** In the order of the machine's validators. */
const ordered = validators.map(({ key }) => seats.find(({ member }) => member.voteKey === key)!);
const addressesOf = (indexes: readonly number[]): string[] =>
  indexes.map((index) => hex(ordered[index]!.member.address));

const digest = (name: string): simplex.Digest => hex(sha256(utf8(name))) as simplex.Digest;

/** What the given validators say together, of epoch 0 unless told. */
function attested(
  kind: simplex.VoteKind,
  view: number,
  block: simplex.Digest,
  signers: readonly number[],
  epoch = 0,
): simplex.Certificate {
  const statement = { kind, view, block };
  const bytes = simplex.statementBytes(DOMAIN, epoch, statement);
  const signatures = signers.map((signer) => simplex.signStatement(ordered[signer]!.secret, bytes));
  return { ...statement, signers, signature: CIPHERS.aggregate(signatures)! };
}

const headerAt = (view: number, changes: Partial<simplex.Header> = {}): simplex.Header => ({
  epoch: 0,
  view,
  height: 1,
  parent: BASE.block,
  parentView: 0,
  skipRoot: simplex.skipRootOf(CIPHERS, []),
  payload: digest('payload'),
  nextSet: simplex.NONE,
  timeMs: 1_000,
  ...changes,
});

const [A, B] = [digest('a'), digest('b')];
const contradiction = (
  kind: 'E1' | 'E2' | 'E3' | 'E4',
  first: simplex.Certificate,
  second: simplex.Certificate,
): simplex.Evidence => ({ kind, epoch: 0, first, second });
/** Each kind once, with whom it convicts. */
const PIECES: readonly (readonly [simplex.Evidence, readonly number[]])[] = [
  [contradiction('E1', attested('notarize', 5, A, [1]), attested('notarize', 5, B, [1])), [1]],
  [contradiction('E2', attested('finalize', 5, A, [0, 1, 2]), attested('finalize', 5, B, [0, 2, 3])), [0, 2]],
  [
    contradiction('E3', attested('nullify', 6, simplex.NONE, [0, 3]), attested('finalize', 6, A, [1, 3])),
    [3],
  ],
  [contradiction('E4', attested('notarize', 7, A, [2]), attested('finalize', 7, B, [2])), [2]],
  [
    {
      kind: 'E5',
      epoch: 0,
      // A parent at view 0 that is not the base.
      attestation: attested('notarize', 8, simplex.hashOf(CIPHERS, headerAt(8, { parent: A })), [0, 1]),
      header: headerAt(8, { parent: A }),
      flaw: { kind: 'header' },
    },
    [0, 1],
  ],
];

/** Whoever produces, with a registered key. */
const producer = { address: seats[0]!.member.address, secret: sha256(utf8('producer')) };

function chainThatConvicts(): FakeChain {
  const fake = new FakeChain();
  fake.height = 77;
  fake.deploy(EVIDENCE, evidenceContract);
  fake.deploy(COMMITTEE, committeeContract);
  for (const { space, key, value } of committeeGenesis(seats.map(({ member }) => member)).entries)
    fake.put(space, key, value);
  fake.deploy(POB, {
    id: 'pob',
    abi: '',
    entries: new Map([
      [
        ENTRY.getPublicKey,
        {
          name: 'get_public_key',
          ticks: 0,
          readOnly: true,
          run: () => burn.GetPublicKeyResult.encode({ value: publicKeyOf(producer.secret) }),
        },
      ],
    ]),
  });
  fake.deploy(VHP, vhpContract);
  const power = burn.EffectiveBalanceObject.encode({ currentBalance: POWER, pastBalances: [] });
  fake.put(new ObjectSpace(true, VHP, TOKEN_SPACE.balances), producer.address, power);
  const supply = token.BalanceObject.encode({ value: 2n * POWER });
  fake.put(new ObjectSpace(true, VHP, TOKEN_SPACE.supply), new Uint8Array(0), supply);
  const addresses = new Map([
    ['committee', COMMITTEE],
    ['pob', POB],
    ['vhp', VHP],
    ['evidence', EVIDENCE],
  ]);
  fake.onSystemCall(chain.SystemCallId.get_contract_address, (bytes) => {
    const address = addresses.get(chain.GetContractAddressArguments.decode(bytes).name);
    return chain.GetContractAddressResult.encode({ value: address === undefined ? undefined : { address } });
  });
  fake.onSystemCall(chain.SystemCallId.get_chain_id, () =>
    chain.GetChainIdResult.encode({ value: CHAIN_ID }),
  );
  fake.onSystemCall(chain.SystemCallId.recover_public_key, (bytes) => {
    const args = chain.RecoverPublicKeyArguments.decode(bytes);
    const key = recover(args.digest.subarray(2), args.signature);
    return chain.RecoverPublicKeyResult.encode({ value: key.ok ? key.value : new Uint8Array(0) });
  });
  return fake;
}

function submit(fake: FakeChain, evidence: Uint8Array): string[] {
  const args = messages.SubmitArguments.encode({ evidence });
  const bytes = fake.call(EVIDENCE, entryPointOf('submit_evidence'), args);
  return messages.SubmitResult.decode(bytes).offenders.map(hex);
}

function verdicts(
  fake: FakeChain,
  offender: Uint8Array,
  limit = 100,
  start = new Uint8Array(0),
): messages.GetVerdictsResult {
  const args = messages.GetVerdictsArguments.encode({ offender, start, limit });
  return messages.GetVerdictsResult.decode(fake.call(EVIDENCE, entryPointOf('get_verdicts'), args));
}

test('each kind of evidence convicts exactly whom it shows, is noted with an event, and is not taken again', () => {
  const fake = chainThatConvicts();
  for (const [piece, offenders] of PIECES) {
    const bytes = simplex.encodeEvidence(piece);
    assert.deepEqual(submit(fake, bytes), addressesOf(offenders), piece.kind);
    assert.throws(() => submit(fake, bytes), /evidence\.known/);
  }
  const count = PIECES.reduce((sum, [, offenders]) => sum + offenders.length, 0);
  const all = verdicts(fake, new Uint8Array(0)).value;
  assert.equal(all.length, count);
  assert.deepEqual(
    fake.events.map(({ name, data, impacted }) => [
      name,
      hex(messages.Verdict.decode(data).offender),
      impacted.length,
    ]),
    PIECES.flatMap(([, offenders]) => addressesOf(offenders)).map((offender) => [
      'ashlar.contracts.evidence.verdict',
      offender,
      1,
    ]),
  );
  const offender = ordered[3]!.member.address;
  assert.deepEqual(verdicts(fake, offender).value, [{ offender, kind: 3, epoch: 0n, view: 6n, height: 77n }]);
});

test('evidence and what it leaves in the state are what is frozen', () => {
  const file = join(import.meta.dirname, '../../../spec/consensus/evidence-vectors.json');
  const fake = chainThatConvicts();
  const pieces = PIECES.map(([piece]) => {
    const evidence = simplex.encodeEvidence(piece);
    const known = new Set(fake.entries.keys());
    const offenders = submit(fake, evidence);
    const entries = [...fake.entries]
      .filter(([key]) => !known.has(key))
      .map(([, { space, key, value }]) => ({ space: space.id, key: hex(key), value: hex(value) }));
    return { kind: piece.kind, evidence: hex(evidence), offenders, entries };
  });
  const members = seats.map(({ member }) => ({
    address: hex(member.address),
    voteKey: hex(member.voteKey),
    weight: String(member.weight),
  }));
  const built = { chainId: hex(CHAIN_ID), height: String(fake.height), members, pieces };
  if (process.env['WRITE_VECTORS'] !== undefined) writeFileSync(file, `${JSON.stringify(built, null, 2)}\n`);
  assert.deepEqual(built, JSON.parse(readFileSync(file, 'utf8')));
});

test('the same offence shown by other bytes convicts nobody again, and only those whom it newly shows', () => {
  const fake = chainThatConvicts();
  const shown = (signers: readonly number[]): Uint8Array =>
    simplex.encodeEvidence(
      contradiction('E2', attested('finalize', 5, A, signers), attested('finalize', 5, B, signers)),
    );
  assert.deepEqual(submit(fake, shown([1])), addressesOf([1]));
  assert.deepEqual(submit(fake, shown([1, 2])), addressesOf([2]));
  assert.throws(() => submit(fake, shown([1, 2])), /evidence\.known/);
  const C = digest('c');
  const third = contradiction('E2', attested('finalize', 5, A, [1]), attested('finalize', 5, C, [1]));
  assert.throws(
    () => submit(fake, simplex.encodeEvidence(third)),
    /evidence\.known/,
    'a third block of that view',
  );
  assert.equal(verdicts(fake, new Uint8Array(0)).value.length, 2);
});

test('what an honest validator may say convicts nobody, nor does what another chain or epoch said', () => {
  const fake = chainThatConvicts();
  const [notarized, nullified] = [attested('notarize', 5, A, [1]), attested('nullify', 5, simplex.NONE, [1])];
  const refusals: readonly (readonly [simplex.Evidence, RegExp])[] = [
    [contradiction('E3', notarized, nullified), /evidence\.notContradicting/],
    [contradiction('E1', notarized, notarized), /evidence\.notContradicting/],
    [contradiction('E1', notarized, attested('notarize', 6, B, [1])), /evidence\.notContradicting/],
    [contradiction('E2', notarized, attested('notarize', 5, B, [1])), /evidence\.notContradicting/],
    [contradiction('E1', notarized, attested('notarize', 5, B, [2])), /evidence\.noOffender/],
    [contradiction('E1', notarized, attested('notarize', 5, B, [1], 1)), /evidence\.signatureInvalid/],
    [
      { ...contradiction('E1', notarized, attested('notarize', 5, B, [1])), epoch: 1 } as simplex.Evidence,
      /evidence\.epochMismatch/,
    ],
    [
      {
        kind: 'E5',
        epoch: 0,
        attestation: attested('notarize', 1, simplex.hashOf(CIPHERS, headerAt(1)), [0]),
        header: headerAt(1),
        flaw: { kind: 'header' },
      },
      /evidence\.ancestryValid/,
    ],
  ];
  for (const [piece, pattern] of refusals)
    assert.throws(() => submit(fake, simplex.encodeEvidence(piece)), pattern);
  const elsewhere = attested('notarize', 5, B, [1]);
  const domain = simplex.domainOf(utf8('another chain'));
  const signature = simplex.signStatement(ordered[1]!.secret, simplex.statementBytes(domain, 0, elsewhere));
  const forged = contradiction('E1', notarized, { ...elsewhere, signature });
  assert.throws(() => submit(fake, simplex.encodeEvidence(forged)), /evidence\.signatureInvalid/);
  assert.equal(fake.events.length, 0);
});

test('evidence with any byte changed is refused, with a code', () => {
  const fake = chainThatConvicts();
  for (const [piece] of [PIECES[0]!, PIECES[4]!]) {
    const bytes = simplex.encodeEvidence(piece);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 1;
      assert.throws(() => submit(fake, changed), /evidence\.[a-zA-Z]+/, `${piece.kind}, byte ${at}`);
    }
    assert.throws(() => submit(fake, bytes.subarray(1)), /evidence\.malformed/);
  }
  assert.throws(() => submit(fake, new Uint8Array(EVIDENCE_BYTES_MAX + 1)), /evidence\.malformed/);
});

test('signatures are charged before they are checked, by key', () => {
  const fake = chainThatConvicts();
  submit(fake, simplex.encodeEvidence(PIECES[1]![0]));
  assert.ok(fake.ticks >= 2 * VERIFICATION_TICKS + 6 * KEY_TICKS && fake.ticks < 3 * VERIFICATION_TICKS);
});

test('verdicts are listed a page at a time', () => {
  const fake = chainThatConvicts();
  for (const [piece] of PIECES) submit(fake, simplex.encodeEvidence(piece));
  const all = verdicts(fake, new Uint8Array(0)).value;
  const pages: messages.Verdict[] = [];
  let start = new Uint8Array(0);
  do {
    const page = verdicts(fake, new Uint8Array(0), 2, start);
    pages.push(...page.value);
    start = page.next.slice();
  } while (start.length > 0);
  assert.deepEqual(pages, all);
  assert.throws(() => verdicts(fake, new Uint8Array(0), 101), /at most 100/);
  assert.throws(() => verdicts(fake, new Uint8Array(0), 1, new Uint8Array(3)), /start/);
});

const signedHeader = (changes: Partial<BlockHeader>, key = producer.secret): messages.SignedHeader => {
  const header = BlockHeaderCodec.decode(
    BlockHeaderCodec.encode({ signer: producer.address, height: 9n, timestamp: 1_000n, ...changes }),
  );
  const signature = burn.SignatureData.encode({ signature: sign(idDigest(blockIdBytes(header)), key) });
  return { header, signature };
};

test('two blocks of one producer for one quantum convict it; two of one height, or by another key, do not', () => {
  const fake = chainThatConvicts();
  const convict = (first: messages.SignedHeader, second: messages.SignedHeader): string[] => {
    const args = messages.SubmitDoubleProductionArguments.encode({ first, second });
    const bytes = fake.call(EVIDENCE, entryPointOf('submit_double_production'), args);
    return messages.SubmitResult.decode(bytes).offenders.map(hex);
  };
  const one = signedHeader({});
  assert.throws(() => convict(one, one), /it is one block/);
  assert.throws(
    () => convict(one, signedHeader({ timestamp: 1_010n })),
    /differ in producer or time/,
    'on another branch',
  );
  assert.throws(
    () => convict(one, signedHeader({ signer: seats[1]!.member.address })),
    /differ in producer or time/,
  );
  assert.throws(
    () => convict(one, signedHeader({ height: 10n }, sha256(utf8('x')))),
    /evidence\.signatureInvalid/,
  );
  assert.throws(
    () => convict(one, { ...signedHeader({ height: 10n }), signature: utf8('?') }),
    /evidence\.signatureInvalid/,
  );
  const powerLeft = (): bigint => {
    const args = token.BalanceOfArguments.encode({ owner: producer.address });
    return token.BalanceOfResult.decode(fake.call(VHP, ENTRY.balanceOf, args)).value;
  };
  assert.equal(powerLeft(), POWER);
  assert.deepEqual(convict(one, signedHeader({ height: 10n })), [hex(producer.address)]);
  assert.equal(powerLeft(), 0n, 'it lost all its power');
  const rest = fake.call(VHP, ENTRY.totalSupply, new Uint8Array(0));
  assert.equal(token.TotalSupplyResult.decode(rest).value, POWER);
  assert.deepEqual(
    convict(signedHeader({ timestamp: 2_000n }), signedHeader({ timestamp: 2_000n, height: 3n })),
    [hex(producer.address)],
  );
  assert.throws(() => convict(signedHeader({ height: 11n }), one), /evidence\.known/);
  const [verdict] = verdicts(fake, producer.address).value;
  assert.deepEqual(verdict, { offender: producer.address, kind: 8, epoch: 0n, view: 1_000n, height: 77n });
});
