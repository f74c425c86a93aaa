/**
 * What each entry of a native contract costs, in compute ticks, beside the system calls it makes (which are charged as
 * any contract's, from the chain's registry).
 *
 * Reasoning: a tick is what one WASM instruction costs, and Koinos' budget of 57.5 million ticks for a tenth of a second
 * makes that 1.7 ns at most. The entries' own work (decoding arguments, reading and writing records, arithmetic) was
 * measured on a host that answers at once (`test/prices.bench.ts`): a transfer 1.05 µs, a balance 0.25 µs, the three
 * markets 1.9 µs. At the prices below that is 0.1 to 0.5 ns a tick, so no entry is a bargain against another, and all
 * leave slower machines a margin of three.
 *
 * What is charged elsewhere is not charged here: bytes of arguments (network bandwidth), of objects
 * (`object_serialization_per_byte`), hashes, and the entries of a list, each of which is a `get_next_object`.
 * So an entry's price is a constant however large its data.
 *
 * A transfer by its owner makes eight system calls: get_caller 825, check_authority 12,653, get_head_info 2,099, two
 * get_object at 1,054 + about 20 bytes, two put_object at 1,057 + about 20, event 1,222 and 2 × 101 for impacted
 * accounts: 21,303. With `call` (3,573), its operation (685) and its own 3,000 that is 28,600 ticks. On the kernel, the
 * operation's hash and Merkle path add 17,600, and each look at a signature 29,630 (`test/on-kernel.test.ts`).
 * @module
 */
import { assert } from '@ashlar/base';

/** A constant, an object or a flag is read. */
const READ = 1_000;
/** A record is decoded, changed, encoded. */
const CHANGE = 2_000;
/** Two records. */
const TRANSFER = 3_000;
/** Three markets: some thirty multiplications and divisions of 128 bits. */
const MARKETS = 8_000;
/** Operations are decoded and encoded again, one by one. */
const PROPOSAL = 20_000;

/** By contract, then by method. */
export const PRICES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'native/token/1': {
    name: READ,
    symbol: READ,
    decimals: READ,
    get_info: READ,
    total_supply: READ,
    balance_of: READ,
    allowance: READ,
    get_allowances: CHANGE,
    approve: CHANGE,
    transfer: TRANSFER,
    mint: CHANGE,
    burn: CHANGE,
    get_account_rc: READ,
    consume_account_rc: CHANGE,
    set_unmetered: CHANGE,
    authorize: READ,
  },
  'native/names/1': { set_record: CHANGE, get_name: READ, get_address: READ, authorize: READ },
  'native/resources/1': {
    get_resource_limits: MARKETS,
    consume_block_resources: MARKETS,
    get_resource_markets: CHANGE,
    set_resource_markets_parameters: MARKETS,
    get_resource_parameters: READ,
    set_resource_parameters: MARKETS,
    authorize: READ,
  },
  'native/governance/1': {
    submit_proposal: PROPOSAL,
    get_proposal_by_id: CHANGE,
    get_proposals_by_status: CHANGE,
    get_proposals: CHANGE,
    block_callback: CHANGE,
    check_system_authority: READ,
    authorize: READ,
  },
  'native/committee/1': { process_block_signature: READ, get_members: CHANGE, authorize: READ },
  // Signatures and keys are charged beside it, as many as there are.
  'native/evidence/1': {
    submit_evidence: CHANGE,
    submit_double_production: CHANGE,
    get_verdicts: CHANGE,
    authorize: READ,
  },
  'native/vhp/1': {
    name: READ,
    symbol: READ,
    decimals: READ,
    get_info: READ,
    total_supply: READ,
    balance_of: READ,
    effective_balance_of: READ,
    allowance: READ,
    get_allowances: CHANGE,
    approve: CHANGE,
    transfer: TRANSFER,
    mint: CHANGE,
    burn: CHANGE,
    authorize: READ,
  },
  'native/burn/1': {
    burn: CHANGE,
    register_public_key: CHANGE,
    get_public_key: READ,
    get_metadata: READ,
    get_consensus_parameters: READ,
    update_consensus_parameters: CHANGE,
    process_block_signature: TRANSFER,
    authorize: READ,
  },
  'native/metadata/1': { get_contract_metadata: READ, authorize: READ },
};

/** @throws InvariantViolation if the table lacks the method */
export function priceOf(contract: string, method: string): number {
  const price = PRICES[contract]?.[method];
  assert(price !== undefined, `${contract}: ${method} has a price`);
  return price;
}
