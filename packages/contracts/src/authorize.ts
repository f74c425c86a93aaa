/**
 * `authorize`: what the kernel asks a contract that decides for itself. System contracts have no key; what is done in
 * their name (new code for them, above all) needs the authority over the system.
 * @module
 */
import { chain } from '@ashlar/protocol';
import { type Method, typed } from './contract.ts';
import { ENTRY } from './entry-points.ts';

export const authorizeBySystem: Method = {
  name: 'authorize',
  entryPoint: ENTRY.authorize,
  args: chain.AuthorizeArguments,
  result: chain.AuthorizeResult,
  readOnly: false,
  description: 'Whether the contract agrees: if the transaction has system authority',
  run: typed(chain.AuthorizeArguments, chain.AuthorizeResult, (host) => ({
    value: host.checkSystemAuthority(),
  })),
};
