/** Nonces and mana: 107 to 109, 201, 202, and the block's resources: 203, 204. Source: `spec/koinos.md` 3, 4.8. @module */
import { chain, decodeNonce, ERROR_CODE, METADATA_KEY, NONCE_ZERO, ObjectSpace } from '@ashlar/protocol';
import { fail, stored } from '../chain-error.ts';
import { type Thunk, thunk } from '../thunk.ts';

export const GET_ACCOUNT_NONCE: Thunk<chain.GetAccountNonceArguments, chain.GetAccountNonceResult> = thunk(
  107,
  'get_account_nonce',
  [chain.GetAccountNonceArguments, chain.GetAccountNonceResult],
  (context, { account }) => ({ value: context.state.get(ObjectSpace.nonce, account) ?? NONCE_ZERO }),
);

export const VERIFY_ACCOUNT_NONCE: Thunk<chain.VerifyAccountNonceArguments, chain.VerifyAccountNonceResult> =
  thunk(
    108,
    'verify_account_nonce',
    [chain.VerifyAccountNonceArguments, chain.VerifyAccountNonceResult],
    (context, { account, nonce }) => {
      const last =
        context.pendingNonce?.(account) ?? context.state.get(ObjectSpace.nonce, account) ?? NONCE_ZERO;
      const before = decodeNonce(last);
      const now = decodeNonce(nonce);
      return { value: before !== undefined && now !== undefined && now === before + 1n };
    },
  );

export const SET_ACCOUNT_NONCE: Thunk<chain.SetAccountNonceArguments, chain.SetAccountNonceResult> = thunk(
  109,
  'set_account_nonce',
  [chain.SetAccountNonceArguments, chain.SetAccountNonceResult],
  (context, { account, nonce }) => {
    context.requireWritable('set_account_nonce');
    context.requireKernelCaller('set_account_nonce');
    const old = context.state.get(ObjectSpace.nonce, account);
    context.meter.useDisk(nonce.length + (old === undefined ? account.length : -old.length));
    context.state.put(ObjectSpace.nonce, account, nonce.slice()); // A view would keep its whole block in memory.
    return {};
  },
  { keepsArgs: true },
);

export const GET_ACCOUNT_RC: Thunk<chain.GetAccountRcArguments, chain.GetAccountRcResult> = thunk(
  201,
  'get_account_rc',
  [chain.GetAccountRcArguments, chain.GetAccountRcResult],
  (context) => {
    const bytes = context.rules.object(METADATA_KEY.maxAccountResources);
    if (bytes === undefined) fail('max account resources does not exist', ERROR_CODE.unexpectedState);
    return { value: stored(chain.MaxAccountResources, bytes, 'max account resources').value };
  },
);

/** By default mana is not accounted for; a token that is the chain's mana overrides this. */
export const CONSUME_ACCOUNT_RC: Thunk<chain.ConsumeAccountRcArguments, chain.ConsumeAccountRcResult> = thunk(
  202,
  'consume_account_rc',
  [chain.ConsumeAccountRcArguments, chain.ConsumeAccountRcResult],
  () => ({ value: true }),
);

export const GET_RESOURCE_LIMITS: Thunk<chain.GetResourceLimitsArguments, chain.GetResourceLimitsResult> =
  thunk(
    203,
    'get_resource_limits',
    [chain.GetResourceLimitsArguments, chain.GetResourceLimitsResult],
    (context) => ({ value: context.rules.resourceLimits }),
  );

export const CONSUME_BLOCK_RESOURCES: Thunk<
  chain.ConsumeBlockResourcesArguments,
  chain.ConsumeBlockResourcesResult
> = thunk(
  204,
  'consume_block_resources',
  [chain.ConsumeBlockResourcesArguments, chain.ConsumeBlockResourcesResult],
  () => ({ value: true }),
);
