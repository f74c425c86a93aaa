import { createMemoryState } from '@ashlar/state';
import { complies } from './compliance.ts';

const RUNS = Number(process.env['STATE_RUNS'] ?? 150);

complies('the memory state', { open: async () => createMemoryState() }, RUNS);
