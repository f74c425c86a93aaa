/** koilib against three producers of different power. Quanta are so long that a client who looks once a second sees each head. */
import { devValidators } from '@ashlar/node';
import { addressText, burn } from '@ashlar/protocol';
import { openTestBurnNode } from './support/burn-node.ts';
import { loudly } from './support/dev-node.ts';
import { koilibScript } from './support/koilib-script.ts';

const producers = (await devValidators(3)).map(({ address }) => addressText(address));
const rates = { targetBlockInterval: 3_000, quantumLength: 2_000 };
const signatureIn = (ofBlock: string): string => {
  const { signature } = burn.SignatureData.decode(Buffer.from(ofBlock, 'base64url'));
  return Buffer.from(signature).toString('base64url');
};
koilibScript(() => openTestBurnNode({ log: loudly, rates }), producers, { signatureIn });
