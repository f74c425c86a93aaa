/**
 * Entry points that other contracts and genesis point at. They are the first four bytes of the SHA-256 of the methods'
 * names; the tables of the contracts repeat them, and a test compares.
 * @module
 */
export const ENTRY = {
  authorize: 0x4a2dbd90,
  blockCallback: 0x531d5d4e,
  burn: 0x859facc5,
  checkSystemAuthority: 0xa88d06c9,
  consumeAccountRc: 0x80e3f5c9,
  consumeBlockResources: 0x9850b1fd,
  getAccountRc: 0x2d464aab,
  getAddress: 0xa61ae5e8,
  getContractMetadata: 0x784faa08,
  getName: 0xe5070a16,
  getResourceLimits: 0x427a0394,
  processBlockSignature: 0xe0adbeab,
  totalSupply: 0xb0da3934,
} as const;
