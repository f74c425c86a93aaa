/** The worker thread of a `RecoveryPool`: packed requests in, packed answers out, buffers moved and not copied. */
import { parentPort } from 'node:worker_threads';
import { assert } from '@ashlar/base';
import { recoverPacked } from './recovery.ts';
import { assertNativeSecp256k1 } from './secp256k1.ts';

export type RecoveryJob = Readonly<{ id: number; requests: Uint8Array<ArrayBuffer> }>;
export type RecoveryDone = Readonly<{ id: number; answers: Uint8Array<ArrayBuffer> }>;

assert(parentPort !== null, 'a recovery worker is started by its pool');
const port = parentPort;
assertNativeSecp256k1();
port.on('message', ({ id, requests }: RecoveryJob) => {
  const answers = recoverPacked(requests);
  port.postMessage({ id, answers } satisfies RecoveryDone, [answers.buffer]);
});
