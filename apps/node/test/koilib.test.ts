/** koilib against a chain of one producer. */
import { devAccounts } from '@ashlar/node';
import { loudly, openDevNode } from './support/dev-node.ts';
import { koilibScript } from './support/koilib-script.ts';

const { genesis } = await devAccounts();
koilibScript(() => openDevNode({ blockMode: { kind: 'auto' }, log: loudly }), [genesis.address]);
