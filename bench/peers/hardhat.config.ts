/** Hardhat as a peer of the bench: blocks by the clock, as large as they come. @module */

type Config = Readonly<{ networks: Readonly<Record<string, object>> }>;

const MNEMONIC = 'test test test test test test test test test test test junk';

const config: Config = {
  networks: {
    node: {
      type: 'edr-simulated',
      accounts: { mnemonic: MNEMONIC, count: 64 },
      allowBlocksWithSameTimestamp: true,
      blockGasLimit: 10_000_000_000,
      mining: { auto: false, interval: 200 },
    },
  },
};

export default config;
