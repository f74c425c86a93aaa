/**
 * Runs a command beside a RabbitMQ of its own: `node scripts/with-rabbitmq.ts npm test`. The command finds it by
 * `ASHLAR_TEST_AMQP`; by `ASHLAR_TEST_AMQP_SERVICES` a virtual host of its own, for the test that has a whole chain on it.
 * Where no RabbitMQ is installed, the command runs without.
 * @module
 */
import { Broker, isRabbitMqInstalled, RABBITMQ_SERVER } from './rabbitmq.ts';
import { runCommand } from './run-command.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('Say which command to run.');
  process.exit(64);
}

if (!isRabbitMqInstalled())
  console.error(`No ${RABBITMQ_SERVER}: running without a broker, its tests are skipped.`);
process.exitCode = await (isRabbitMqInstalled() ? beside(command, args) : runCommand(command, args, {}));

async function beside(name: string, parameters: readonly string[]): Promise<number> {
  await using broker = await Broker.open();
  return await runCommand(name, parameters, {
    ASHLAR_TEST_AMQP: broker.url,
    ASHLAR_TEST_AMQP_SERVICES: broker.servicesUrl,
  });
}
