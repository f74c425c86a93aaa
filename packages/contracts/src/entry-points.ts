/**
 * Entry points that other contracts and genesis point at. They are the first four bytes of the SHA-256 of the methods'
 * names; the tables of the contracts repeat them, and a test compares.
 * @module
 */
export const ENTRY = {
  authorize: 0x4a2dbd90,
  balanceOf: 0x5c721497,
  blockCallback: 0x531d5d4e,
  burn: 0x859facc5,
  checkSystemAuthority: 0xa88d06c9,
  consumeAccountRc: 0x80e3f5c9,
  consumeBlockResources: 0x9850b1fd,
  effectiveBalanceOf: 0x629f31e6,
  getAccountRc: 0x2d464aab,
  getAddress: 0xa61ae5e8,
  getConsensusParameters: 0x5fd7ac0f,
  getContractMetadata: 0x784faa08,
  getMetadata: 0xfcf7a68f,
  getName: 0xe5070a16,
  getPublicKey: 0x96634f68,
  getResourceLimits: 0x427a0394,
  mint: 0xdc6f17bb,
  processBlockSignature: 0xe0adbeab,
  registerPublicKey: 0x53192be1,
  totalSupply: 0xb0da3934,
} as const;
