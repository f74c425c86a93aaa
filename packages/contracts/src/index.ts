export { mayActFor } from './authority.ts';
export { burnContract } from './burn/burn.ts';
export type { BurnGenesis, BurnProducer } from './burn/genesis.ts';
export { burnGenesis } from './burn/genesis.ts';
export type { Lottery } from './burn/ledger.ts';
export {
  BURN_SPACE,
  DEFAULT_CONSENSUS,
  isKeyActive,
  KEY_DELAY_BLOCKS,
  lotteryOfMetadata,
} from './burn/ledger.ts';
export { nextDifficulty, paymentOf, wins } from './burn/lottery.ts';
export type { CommitteeMember } from './committee.ts';
export { COMMITTEE_MEMBERS_MAX, committeeContract, committeeGenesis, committeeIn } from './committee.ts';
export { ENTRY } from './entry-points.ts';
export { EVIDENCE_BYTES_MAX, KEY_TICKS, VERIFICATION_TICKS } from './evidence/committee-judge.ts';
export { evidenceContract, evidenceContractOf } from './evidence/evidence.ts';
export { EVIDENCE, evidenceGenesis } from './evidence/genesis.ts';
export { COMPUTE_BANDWIDTH_REGISTRY } from './genesis/compute-registry.ts';
export type {
  GenesisContract,
  GenesisOptions,
  GenesisOptionsRefusal,
  SpacedEntry,
  SystemCallRoute,
} from './genesis/genesis.ts';
export { DEFAULT_MAX_ACCOUNT_RESOURCES, DEFAULT_RESOURCE_LIMITS, genesisOf } from './genesis/genesis.ts';
export { DEFAULT_RHOLANG, RHOLANG_ADDRESS, rholangGenesis } from './genesis/rholang.ts';
export type { WellKnownName } from './genesis/well-known.ts';
export { nativeAddress, WELL_KNOWN } from './genesis/well-known.ts';
export { TRANSITIONS_PER_BLOCK_MAX } from './governance/block-callback.ts';
export { STATUS, STATUS_EVENT, VOTE_EVENT } from './governance/events.ts';
export { governanceContract } from './governance/governance.ts';
export { DEFAULT_WEEK_BLOCKS } from './governance/parameters.ts';
export {
  GOVERNANCE_SPACE,
  PROPOSAL_ID_BYTES,
  PROPOSALS_PAGE_MAX,
  PROPOSALS_SCAN_MAX,
} from './governance/proposals.ts';
export {
  FEE_DENOMINATOR,
  GOVERNANCE_THRESHOLD_PERCENT,
  submitProposal,
  THRESHOLD_PERCENT,
  touchesGovernance,
} from './governance/submit.ts';
export { metadataContract } from './metadata.ts';
export { NAME_BYTES_MAX, NAMES_SPACE, namesContract } from './names.ts';
export { PRICES } from './prices.ts';
export { nativeContracts } from './registry.ts';
export type { Quote } from './resources/market.ts';
export {
  afterBlock,
  faultOfMarket,
  faultOfParameters,
  initialSupplyOf,
  newMarket,
  printOf,
  quoteOf,
  rcPerBlockOf,
} from './resources/market.ts';
export { DEFAULT_MARKETS, DEFAULT_PARAMETERS, resourcesContract } from './resources/resources.ts';
export type { AccountRecord } from './token/account-record.ts';
export { emptyRecord, readRecord, writeRecord } from './token/account-record.ts';
export { ALLOWANCES_PAGE_MAX } from './token/allowances.ts';
export { DEFAULT_INFO, TOKEN_SPACE } from './token/ledger.ts';
export { MANA_REGENERATION_MS, regenerate } from './token/mana.ts';
export { tokenContract } from './token/token.ts';
export type { Holdings } from './vhp/effective-balance.ts';
export {
  decreased,
  EFFECTIVE_DELAY_BLOCKS,
  effectiveAt,
  increased,
  NOTHING,
} from './vhp/effective-balance.ts';
export { vhpContract } from './vhp/vhp.ts';
