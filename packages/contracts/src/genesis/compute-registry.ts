/**
 * Compute prices of the system calls at genesis, in ticks: Koinos' (`spec/koinos.md` 4.9), so that its contracts and
 * mana estimates fit, and what this kernel asks besides. They are data: governance changes them in the state.
 * @module
 */
import type { chain } from '@ashlar/protocol';

/** Of the calls themselves. */
const CALLS: Readonly<Record<string, bigint>> = {
  apply_block: 16_465n,
  apply_call_contract_operation: 685n,
  apply_deploy_rholang_operation: 3_130n,
  apply_set_system_call_operation: 136_081n,
  apply_set_system_contract_operation: 8_692n,
  apply_transaction: 12_542n,
  apply_upload_contract_operation: 3_130n,
  call: 3_573n,
  check_authority: 12_653n,
  check_system_authority: 12_750n,
  consume_account_rc: 735n,
  consume_block_resources: 753n,
  event: 1_222n,
  exit: 11_636n,
  get_account_nonce: 821n,
  get_account_rc: 1_072n,
  get_arguments: 809n,
  get_block: 1_134n,
  get_block_field: 1_417n,
  get_caller: 825n,
  get_chain_id: 1_046n,
  get_contract_id: 778n,
  get_contract_metadata: 1_054n,
  get_head_info: 2_099n,
  get_last_irreversible_block: 772n,
  get_next_object: 11_181n,
  get_object: 1_054n,
  get_operation: 1_081n,
  get_prev_object: 15_445n,
  get_resource_limits: 1_227n,
  get_transaction: 1_584n,
  get_transaction_field: 1_530n,
  hash: 1_570n,
  log: 738n,
  nop: 700n,
  post_block_callback: 741n,
  post_transaction_callback: 721n,
  pre_block_callback: 730n,
  pre_transaction_callback: 729n,
  process_block_signature: 4_499n,
  put_object: 1_057n,
  recover_public_key: 29_630n,
  remove_object: 893n,
  set_account_nonce: 749n,
  verify_account_nonce: 822n,
  verify_merkle_root: 1n,
  verify_signature: 762n,
  verify_vrf_proof: 144_067n,
};

/** Of what grows with data, and of the hash functions. */
const DATA: Readonly<Record<string, bigint>> = {
  /** Judging, rewriting and compiling uploaded code: about 35 ns a byte. */
  contract_code_per_byte: 20n,
  /** Loading the code that a call runs: no node may have to compile for less, whatever it has cached. */
  contract_load_per_byte: 2n,
  deserialize_message_per_byte: 1n,
  deserialize_multihash_base: 102n,
  deserialize_multihash_per_byte: 404n,
  event_per_impacted: 101n,
  keccak_256_base: 1_406n,
  keccak_256_per_byte: 1n,
  object_serialization_per_byte: 1n,
  ripemd_160_base: 1_343n,
  ripemd_160_per_byte: 1n,
  sha1_base: 1_151n,
  sha1_per_byte: 1n,
  sha2_256_base: 1_385n,
  sha2_256_per_byte: 1n,
  sha2_512_base: 1_445n,
  sha2_512_per_byte: 1n,
};

/** In order of name, so that the bytes depend on the prices only. */
export const COMPUTE_BANDWIDTH_REGISTRY: chain.ComputeBandwidthRegistry = {
  entries: Object.entries({ ...CALLS, ...DATA })
    .map(([name, compute]) => ({ name, compute }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
};
