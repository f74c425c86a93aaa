/** How the kernel's refusals become answers on the bus. @module */
import { EMPTY, type Result, refuse } from '@ashlar/base';
import type { KernelRefusal } from '@ashlar/kernel';
import type { CallRefusal } from '@ashlar/ports';

export const KERNEL_CALLER: Readonly<{ address: Uint8Array; isKernel: boolean }> = {
  address: EMPTY,
  isKernel: true,
};

export function callRefusalOf({ code, message, errorCode, logs, transactionId }: KernelRefusal): CallRefusal {
  const refusal = { code, message, errorCode, logs };
  return transactionId === undefined ? refusal : { ...refusal, transactionId };
}

export function refused(errorCode: number, message: string): Result<never, CallRefusal> {
  return refuse({ code: 'chain.refused', message, errorCode });
}
