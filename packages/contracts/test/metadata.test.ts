import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metadataContract } from '@ashlar/contracts';
import { chain, ObjectSpace } from '@ashlar/protocol';
import { addressOf, FakeChain } from './fake-host.ts';

const METADATA = addressOf('metadata');

function ask(fake: FakeChain, contractId: Uint8Array): chain.ContractMetadataObject | undefined {
  const bytes = fake.call(METADATA, 0x784faa08, chain.GetContractMetadataArguments.encode({ contractId }));
  return chain.GetContractMetadataResult.decode(bytes).value;
}

test("a contract's metadata is what the kernel stores of it, engine included", () => {
  const fake = new FakeChain();
  fake.deploy(METADATA, metadataContract);
  const stored = {
    hash: new Uint8Array([1, 2]),
    system: true,
    authorizesUploadContract: true,
    engine: 'native/1',
  };
  const contractId = addressOf('some contract');
  fake.put(ObjectSpace.contractMetadata, contractId, chain.ContractMetadataObject.encode(stored));
  assert.deepEqual(ask(fake, contractId), {
    ...stored,
    authorizesCallContract: false,
    authorizesTransactionApplication: false,
  });
});

test('an address without a contract has no metadata', () => {
  const fake = new FakeChain();
  fake.deploy(METADATA, metadataContract);
  assert.equal(ask(fake, addressOf('nobody')), undefined);
  assert.equal(ask(fake, new Uint8Array(10_000)), undefined);
});
