/** Agreement with koilib, the client library most wallets use, unmodified. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64url, fromHex, hex } from '@ashlar/base';
import { publicKeyOf, recover, sha256, sign } from '@ashlar/crypto';
import {
  abiTypesOf,
  addressOfPublicKey,
  addressText,
  Block,
  blockDigest,
  blockIdOfHeader,
  chain,
  decodeGenesisJson,
  encodeGenesisJson,
  encodeNonce,
  encodeWif,
  fromJson,
  governance,
  type Init,
  METADATA_KEY,
  merkleRoot,
  ObjectSpace,
  operationMerkleRoot,
  parseAddress,
  parseWif,
  protocolDescriptor,
  spaceMessage,
  Transaction,
  toJson,
  token,
  transactionDigest,
  transactionIdOfHeader,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import {
  type BlockJson,
  Serializer,
  Signer,
  Transaction as TheirTransaction,
  type TransactionJson,
  utils,
} from 'koilib';

const signer = Signer.fromSeed('a seed for tests');
const chainId = base64url(sha256(Uint8Array.of(1)));

/** A transaction made and signed by the library without a network. */
async function theirTransaction(memo: number): Promise<TransactionJson> {
  const transaction = new TheirTransaction({ signer });
  const operations = [
    {
      call_contract: {
        contract_id: signer.address,
        entry_point: 0x27f576ca,
        args: base64url(Uint8Array.of(memo)),
      },
    },
    {
      set_system_call: {
        call_id: 11,
        target: { system_call_bundle: { contract_id: signer.address, entry_point: 7 } },
      },
    },
    { upload_contract: { contract_id: signer.address, bytecode: base64url(new Uint8Array(200).fill(memo)) } },
    { set_system_contract: { contract_id: signer.address, system_contract: true } },
  ];
  transaction.transaction = await TheirTransaction.prepareTransaction({
    header: {
      chain_id: chainId,
      rc_limit: '18446744073709551615',
      nonce: base64url(encodeNonce(BigInt(memo))),
      payer: signer.address,
    },
    operations,
  });
  await transaction.sign();
  return transaction.transaction;
}

function ours(json: TransactionJson): Transaction {
  const read = fromJson(Transaction, json);
  assert.ok(read.ok);
  return read.value;
}

test('ids, operation roots and JSON of its transactions are ours', async () => {
  for (const memo of [1, 2, 300 % 256]) {
    const theirs = await theirTransaction(memo);
    const { header, operations } = ours(theirs);
    assert.equal(transactionIdOfHeader(header!), theirs.id);
    assert.deepEqual(operationMerkleRoot(operations), header!.operationMerkleRoot);
    assert.deepEqual(toJson(Transaction, ours(theirs)), JSON.parse(JSON.stringify(theirs)));
  }
});

test('its signature recovers from our digest, and it recovers ours', async () => {
  const theirs = await theirTransaction(5);
  const { header, signatures } = ours(theirs);
  const recovered = recover(transactionDigest(header!), signatures[0]!);
  assert.ok(recovered.ok);
  assert.equal(addressText(addressOfPublicKey(recovered.value)), signer.address);
  const privateKey = sha256(Uint8Array.of(7));
  const signature = sign(transactionDigest(header!), privateKey);
  assert.equal(
    Signer.recoverAddress(transactionDigest(header!), signature),
    addressText(addressOfPublicKey(publicKeyOf(privateKey))),
  );
});

test('block ids and transaction roots are the same', async () => {
  const transactions = [await theirTransaction(1), await theirTransaction(2), await theirTransaction(3)];
  const header = {
    previous: `0x1220${'11'.repeat(32)}`,
    height: '77',
    timestamp: '1700000000000',
    previous_state_merkle_root: base64url(fromHex(`1220${'22'.repeat(32)}`)!),
    signer: signer.address,
  };
  const prepared = await signer.prepareBlock({ header, transactions } as BlockJson);
  const theirs = await signer.signBlock(prepared);
  const read = fromJson(Block, theirs);
  assert.ok(read.ok);
  assert.equal(blockIdOfHeader(read.value.header!), theirs.id);
  assert.deepEqual(transactionMerkleRoot(read.value.transactions), read.value.header!.transactionMerkleRoot);
  const recovered = recover(blockDigest(read.value.header!), read.value.signature);
  assert.ok(recovered.ok);
  assert.equal(addressText(addressOfPublicKey(recovered.value)), signer.address);
});

test('Merkle roots of up to 40 leaves are the same', () => {
  for (let count = 0; count <= 40; count++) {
    const leaves = Array.from({ length: count }, (_, index) => sha256(Uint8Array.of(index)));
    assert.deepEqual(merkleRoot(leaves), new Uint8Array(utils.calculateMerkleRoot([...leaves])));
  }
});

test('private keys written by either are read by the other', () => {
  const privateKey = sha256(Uint8Array.of(9));
  assert.equal(Signer.fromWif(encodeWif(privateKey)).getPrivateKey('hex'), hex(privateKey));
  for (const compressed of [true, false]) {
    const text = new Signer({ privateKey, compressed }).getPrivateKey('wif', compressed);
    assert.deepEqual(parseWif(text), { ok: true, value: privateKey });
  }
});

test('it reads and writes messages by the types of our ABIs', async () => {
  const types = abiTypesOf([Block, chain.ValueType, token.TransferArguments, governance.ProposalRecord]);
  const serializer = new Serializer(types);
  const transaction = ours(await theirTransaction(4));
  const bytes = await serializer.serialize({ ...toJson(Transaction, transaction) }, Transaction.name);
  assert.deepEqual(new Uint8Array(bytes), Transaction.encode(transaction));
  const back = await serializer.deserialize(Transaction.encode(transaction), Transaction.name);
  assert.equal(back['id'], toJson(Transaction, transaction)['id']);

  const transfer = { from: signer.address, to: signer.address, value: '18446744073709551615', memo: 'm' };
  const args = await serializer.serialize(transfer, token.TransferArguments.name);
  assert.deepEqual(toJson(token.TransferArguments, token.TransferArguments.decode(args)), transfer);
  assert.deepEqual(await serializer.deserialize(args, token.TransferArguments.name), transfer);
});

test('the descriptor of genesis describes blocks and transactions to it', async () => {
  const serializer = new Serializer(
    base64url(protocolDescriptor()).replaceAll('-', '+').replaceAll('_', '/'),
  );
  const block = Block.decode(Block.encode({ header: { height: 5n }, signature: Uint8Array.of(1) }));
  const bytes = await serializer.serialize({ header: { height: '5' }, signature: 'AQ==' }, Block.name);
  assert.deepEqual(new Uint8Array(bytes), Block.encode(block));
});

test('it reads the genesis we write, and we read what it writes', async () => {
  const genesisKey = parsed(signer.address);
  const limits = { diskStorageLimit: 409_600n, computeBandwidthCost: 2n ** 63n };
  const entry = (key: Uint8Array, value: Uint8Array): Init<chain.GenesisEntry> => ({
    space: spaceMessage(ObjectSpace.metadata),
    key,
    value,
  });
  const genesis = chain.GenesisData.decode(
    chain.GenesisData.encode({
      entries: [
        entry(METADATA_KEY.genesisKey, genesisKey),
        entry(METADATA_KEY.resourceLimitData, chain.ResourceLimitData.encode(limits)),
      ],
    }),
  );
  const theirs = await utils.decodeGenesisData(JSON.parse(encodeGenesisJson(genesis)));
  const shown = {
    ...ZERO_LIMITS,
    disk_storage_limit: '409600',
    compute_bandwidth_cost: '9223372036854775808',
  };
  assert.deepEqual(
    theirs.entries!.map(({ alias, value }) => [alias, value]),
    [
      ['object_key::genesis_key', signer.address],
      ['object_key::resource_limit_data', shown],
    ],
  );
  // It writes zeros explicitly, so only what its values mean is the same, not the chain id.
  const back = decodeGenesisJson(JSON.stringify(await utils.encodeGenesisData(theirs)));
  assert.ok(back.ok);
  const [key, data] = back.value.entries;
  assert.deepEqual(key, genesis.entries[0]);
  assert.deepEqual(data!.key, METADATA_KEY.resourceLimitData);
  assert.deepEqual(
    chain.ResourceLimitData.decode(data!.value),
    chain.ResourceLimitData.decode(genesis.entries[1]!.value),
  );
});

/** How it shows limits that are not set. */
const ZERO_LIMITS = {
  disk_storage_limit: '0',
  disk_storage_cost: '0',
  network_bandwidth_limit: '0',
  network_bandwidth_cost: '0',
  compute_bandwidth_limit: '0',
  compute_bandwidth_cost: '0',
};

function parsed(text: string): Uint8Array {
  const address = parseAddress(text);
  assert.ok(address.ok);
  return address.value;
}
