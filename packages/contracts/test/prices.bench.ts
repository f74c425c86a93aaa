/**
 * What the entries cost beside their system calls: nanoseconds on a host that answers at once. `prices.ts` is made from
 * it. Run by hand: `node packages/contracts/test/prices.bench.ts`.
 */
import { performance } from 'node:perf_hooks';
import { EMPTY } from '@ashlar/base';
import {
  metadataContract,
  namesContract,
  PRICES,
  resourcesContract,
  tokenContract,
  WELL_KNOWN,
  writeRecord,
} from '@ashlar/contracts';
import type { Caller, NativeContract, NativeHost } from '@ashlar/ports';
import { chain, names, ObjectSpace, resources, token } from '@ashlar/protocol';
import { addressOf } from './fake-host.ts';

const alice = addressOf('alice');
const bob = addressOf('bob');
const caller: Caller = { address: EMPTY, isKernel: true };
const head = { height: 9, timeMs: 1_700_000_000_000n, lastIrreversible: 0 };
const RUNS = 200_000;
const ROUNDS = 7;

/** `value` is what every object is; system calls answer `answer`. */
function instant(value: Uint8Array, answer: Uint8Array = EMPTY): NativeHost {
  const spaces = new Map<number, ObjectSpace>();
  return {
    contractId: alice,
    space: (id) => {
      let space = spaces.get(id);
      if (space === undefined) {
        space = new ObjectSpace(true, alice, id);
        spaces.set(id, space);
      }
      return space;
    },
    get: () => value,
    put: () => {},
    remove: () => {},
    next: () => undefined,
    prev: () => undefined,
    caller: () => caller,
    checkAuthority: () => true,
    checkSystemAuthority: () => true,
    authorizesCalls: () => false,
    head: () => head,
    event: () => {},
    charge: () => {},
    log: () => {},
    call: () => answer,
    systemCall: () => answer,
    trySystemCall: () => ({ code: 0, bytes: answer }),
    revert: (message) => {
      throw new Error(message);
    },
    fail: (message) => {
      throw new Error(message);
    },
  };
}

const record = writeRecord({
  balance: 10n ** 15n,
  mana: 10n ** 14n,
  lastUpdateMs: 1_699_999_000_000n,
  isUnmetered: false,
});
const amount = token.BalanceObject.encode({ value: 10n ** 15n });
const address = names.AddressRecord.encode({ address: alice });
const metadata = chain.ContractMetadataObject.encode({
  hash: new Uint8Array(34),
  system: true,
  engine: 'native/1',
});
const market = { resourceSupply: 10n ** 12n, blockBudget: 39_600n, blockLimit: 524_288n };

/** The markets' contract has two kinds of objects. */
function ofMarkets(): NativeHost {
  const markets = resources.ResourceMarkets.encode({
    diskStorage: market,
    networkBandwidth: market,
    computeBandwidth: market,
  });
  const answer = chain.GetContractAddressResult.encode({ value: { address: WELL_KNOWN.token } });
  const supply = token.TotalSupplyResult.encode({ value: 10n ** 16n });
  const host = instant(markets, answer);
  return { ...host, get: (_, key) => (key.length === 7 ? markets : undefined), call: () => supply };
}

const cases: readonly (readonly [NativeContract, string, NativeHost, Uint8Array])[] = [
  [
    tokenContract,
    'transfer',
    instant(record),
    token.TransferArguments.encode({ from: alice, to: bob, value: 5n }),
  ],
  [tokenContract, 'balance_of', instant(record), token.BalanceOfArguments.encode({ owner: alice })],
  [tokenContract, 'get_account_rc', instant(record), chain.GetAccountRcArguments.encode({ account: alice })],
  [
    tokenContract,
    'consume_account_rc',
    instant(record),
    chain.ConsumeAccountRcArguments.encode({ account: alice, value: 5n }),
  ],
  [
    tokenContract,
    'approve',
    instant(amount),
    token.ApproveArguments.encode({ owner: alice, spender: bob, value: 5n }),
  ],
  [
    tokenContract,
    'get_info',
    instant(token.GetInfoResult.encode({ name: 'Ashlar', symbol: 'ASH', decimals: 8 })),
    EMPTY,
  ],
  [namesContract, 'get_address', instant(address), names.GetAddressArguments.encode({ name: 'token' })],
  [
    namesContract,
    'set_record',
    instant(address),
    names.SetRecordArguments.encode({ name: 'token', address: alice }),
  ],
  [
    metadataContract,
    'get_contract_metadata',
    instant(metadata),
    chain.GetContractMetadataArguments.encode({ contractId: alice }),
  ],
  [resourcesContract, 'get_resource_limits', ofMarkets(), EMPTY],
  [
    resourcesContract,
    'consume_block_resources',
    ofMarkets(),
    resources.ConsumeBlockResourcesArguments.encode({ diskStorageConsumed: 9n }),
  ],
];

for (const [contract, method, host, args] of cases) {
  const { run } = [...contract.entries.values()].find(({ name }) => name === method)!;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let index = 0; index < RUNS; index++) run(host, args);
    times.push(((performance.now() - start) * 1e6) / RUNS);
  }
  const median = times.sort((a, b) => a - b)[ROUNDS >> 1]!;
  const price = PRICES[contract.id]![method]!;
  console.log(
    `${contract.id} ${method}: ${median.toFixed(0)} ns, ${price} ticks, ${(median / price).toFixed(2)} ns a tick`,
  );
}
