import type { NativeContract } from '@ashlar/ports';
import { burnContract } from './burn/burn.ts';
import { committeeContract } from './committee.ts';
import { evidenceContract } from './evidence/evidence.ts';
import { governanceContract } from './governance/governance.ts';
import { metadataContract } from './metadata.ts';
import { namesContract } from './names.ts';
import { resourcesContract } from './resources/resources.ts';
import { tokenContract } from './token/token.ts';
import { vhpContract } from './vhp/vhp.ts';

/** Every native contract of this program; a chain uses those its genesis names. */
export const nativeContracts: readonly NativeContract[] = [
  tokenContract,
  namesContract,
  resourcesContract,
  governanceContract,
  metadataContract,
  committeeContract,
  vhpContract,
  burnContract,
  evidenceContract,
];
