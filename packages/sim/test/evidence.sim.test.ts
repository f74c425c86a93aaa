/** What simulated worlds leave as evidence, before the contract that convicts: forks above f name a third, and nobody honest. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latin1, uint32be } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import { fakeCiphers } from '@ashlar/consensus/testing';
import {
  committeeContract,
  committeeGenesis,
  EVIDENCE,
  evidenceContractOf,
  nativeAddress,
} from '@ashlar/contracts';
import { ADDRESS_BYTES, chain, entryPointOf, evidence as messages } from '@ashlar/protocol';
import { drawScenario, type Exhibit, SIMULATED_CHAIN_ID, simulate } from '@ashlar/sim';
import { FakeChain } from '../../contracts/test/fake-host.ts';

const COMMITTEE = nativeAddress('committee');
const FIRST_EPOCH = 1;
const TWINS = new Map([
  [0, 'twin'],
  [1, 'twin'],
] as const);

/** A member's address says its key. */
const addressOf = (key: Uint8Array): Uint8Array => {
  const address = new Uint8Array(ADDRESS_BYTES);
  address.set(key);
  return address;
};

/** The contract over the simulator's signatures, with the committee of a world. */
function courtOf(validators: readonly simplex.Validator[]): FakeChain {
  const court = new FakeChain();
  court.deploy(EVIDENCE, evidenceContractOf({ ciphers: fakeCiphers, epoch: FIRST_EPOCH }));
  court.deploy(COMMITTEE, committeeContract);
  const members = validators.map(({ key, weight }) => ({
    address: addressOf(key),
    voteKey: key,
    voteKeyProof: new Uint8Array(0),
    weight,
  }));
  for (const { space, key, value } of committeeGenesis(members).entries) court.put(space, key, value);
  court.onSystemCall(chain.SystemCallId.get_contract_address, () =>
    chain.GetContractAddressResult.encode({ value: { address: COMMITTEE } }),
  );
  court.onSystemCall(chain.SystemCallId.get_chain_id, () =>
    chain.GetChainIdResult.encode({ value: SIMULATED_CHAIN_ID }),
  );
  return court;
}

/** Weight of whom the contract convicts; it must know no other way to be told than the bytes. */
function convicts({ bytes, validators }: Exhibit): Readonly<{ names: ReadonlySet<string>; weight: bigint }> {
  const args = messages.SubmitArguments.encode({ evidence: bytes });
  const answer = courtOf(validators).call(EVIDENCE, entryPointOf('submit_evidence'), args);
  const names = new Set(messages.SubmitResult.decode(answer).offenders.map(latin1));
  const weight = validators
    .filter(({ key }) => names.has(latin1(addressOf(key))))
    .reduce((sum, validator) => sum + validator.weight, 0n);
  return { names, weight };
}

test('the contract accepts the evidence of every fork, against a third of the weight at least, and of nobody honest', (context) => {
  const honest = [2, 3].map((key) => latin1(addressOf(uint32be(key))));
  const kinds = new Set<string>();
  let [forks, pieces] = [0, 0];
  for (let seed = 0; seed < 100; seed++) {
    const scenario = drawScenario(seed, { size: 4, adversaries: TWINS, epochBlocks: 0 });
    const { violations, evidence } = simulate(scenario);
    let convicted = 0n;
    let total = 1n;
    for (const exhibit of evidence) {
      const { names, weight } = convicts(exhibit);
      assert.ok(
        names.size > 0 && honest.every((name) => !names.has(name)),
        `seed ${seed}: ${exhibit.evidence.kind}`,
      );
      kinds.add(exhibit.evidence.kind);
      if (weight > convicted) convicted = weight;
      total = exhibit.validators.reduce((sum, validator) => sum + validator.weight, 0n);
      pieces += 1;
    }
    if (!violations.some(({ rule }) => rule === 'agreement')) continue;
    forks += 1;
    assert.ok(convicted * 3n >= total, `seed ${seed}: ${convicted} of ${total}`);
  }
  assert.ok(forks >= 10 && pieces > forks);
  assert.ok(
    ['E1', 'E2', 'E3'].every((kind) => kinds.has(kind)),
    [...kinds].join(),
  );
  context.diagnostic(`${forks} forks, ${pieces} pieces of evidence: ${[...kinds].sort().join(', ')}`);
});
