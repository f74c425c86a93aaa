export type { NodePorts } from './in-process.ts';
export { HANDLERS_MAX, InProcessHub, LIMITS, PEERS_MAX } from './in-process.ts';
