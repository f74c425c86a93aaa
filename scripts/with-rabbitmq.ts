/**
 * Runs a command beside a RabbitMQ of its own: `node scripts/with-rabbitmq.ts npm test`. The command finds it by
 * `ASHLAR_TEST_AMQP`; by `ASHLAR_TEST_AMQP_SERVICES` a virtual host of its own, for the test that has a whole chain on it.
 * Where no RabbitMQ is installed, the command runs without.
 * @module
 */
import { spawn } from 'node:child_process';
import { Broker, isRabbitMqInstalled, RABBITMQ_SERVER } from './rabbitmq.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('Say which command to run.');
  process.exit(64);
}

if (!isRabbitMqInstalled())
  console.error(`No ${RABBITMQ_SERVER}: running without a broker, its tests are skipped.`);
process.exitCode = await (isRabbitMqInstalled() ? beside(command, args) : run(command, args, {}));

async function beside(name: string, parameters: readonly string[]): Promise<number> {
  await using broker = await Broker.open();
  return await run(name, parameters, {
    ASHLAR_TEST_AMQP: broker.url,
    ASHLAR_TEST_AMQP_SERVICES: broker.servicesUrl,
  });
}

function run(name: string, parameters: readonly string[], env: Record<string, string>): Promise<number> {
  const child = spawn(name, parameters, { stdio: 'inherit', env: { ...process.env, ...env } });
  // Whoever ends us ends the command, and then the broker goes.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
