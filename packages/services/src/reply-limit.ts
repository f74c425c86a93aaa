/** How much one request may fetch: stored messages become a third longer in JSON, and are in memory all at once. @module */
import { refuse } from '@ashlar/base';
import type { Answer } from '@ashlar/ports';

/** Bytes of stored messages in one reply. */
export const REPLY_BYTES_MAX = 33_554_432;

export function replyTooLarge(service: 'blockStore' | 'transactionStore'): Answer<never> {
  const message = `response too large: more than ${REPLY_BYTES_MAX} bytes, ask for less at once`;
  return refuse({ code: `${service}.replyTooLarge`, message });
}
