export type { AmqpConfig, AmqpPorts } from './amqp/amqp-bus.ts';
export { openAmqpBus, UNCONFIRMED_MAX } from './amqp/amqp-bus.ts';
export { InProcessBus, SUBSCRIBERS_MAX } from './in-process.ts';
