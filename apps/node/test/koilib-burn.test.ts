/** koilib against three producers of different power. Quanta are so long that a client who looks once a second sees each head. */
import { devValidators } from '@ashlar/node';
import { addressText } from '@ashlar/protocol';
import { openTestBurnNode } from './support/burn-node.ts';
import { loudly } from './support/dev-node.ts';
import { koilibScript } from './support/koilib-script.ts';

const producers = (await devValidators(3)).map(({ address }) => addressText(address));
const rates = { targetBlockInterval: 3_000, quantumLength: 2_000 };
koilibScript(() => openTestBurnNode({ log: loudly, rates }), producers);
