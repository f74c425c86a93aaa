/** koilib against a chain of four validators, with the delays that a user has. */
import { DEV_TIMING, devValidators } from '@ashlar/node';
import { addressText } from '@ashlar/protocol';
import { openBftNode } from './support/bft-node.ts';
import { loudly } from './support/dev-node.ts';
import { koilibScript } from './support/koilib-script.ts';

const producers = (await devValidators(4)).map(({ address }) => addressText(address));
koilibScript(() => openBftNode({ log: loudly, timing: DEV_TIMING }), producers);
