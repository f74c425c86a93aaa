export { InProcessBus, SUBSCRIBERS_MAX } from './in-process.ts';
