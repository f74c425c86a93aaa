/**
 * The system calls of the test chain, by number: serialized arguments in, serialized result out.
 * @module
 */
import { compare, equal, hex } from '@ashlar/base';
import { HASH_BY_CODE } from '@ashlar/crypto';
import { chain, ERROR_CODE, multihash, ObjectSpace } from '@ashlar/protocol';
import type { Frame, Session } from './session.ts';
import { Exit, Refused } from './signals.ts';

export type SystemCall = (session: Session, args: Uint8Array) => Uint8Array;

/** `call`: never overridden. */
export const CALL = 601;
/** Entry point of `authorize`. */
const AUTHORIZE = 0x4a2dbd90;
const EVENT_NAME_BYTES_MAX = 128;
const NOTHING = new Uint8Array(0);

type SpaceMessage = Readonly<{ system: boolean; zone: Uint8Array; id: number }> | undefined;

/** The space named, if the running contract may use it (`spec/koinos.md` 4.8). */
function spaceFor(session: Session, space: SpaceMessage): ObjectSpace {
  const { system = false, zone = NOTHING, id = 0 } = space ?? {};
  const { contract, isKernel } = session.top;
  if (isKernel !== system)
    throw new Refused(ERROR_CODE.insufficientPrivileges, 'privileged code can only access system space');
  if (!isKernel && compare(zone, contract ?? NOTHING) !== 0)
    throw new Refused(
      ERROR_CODE.insufficientPrivileges,
      'contract attempted to access another contract database',
    );
  return new ObjectSpace(system, zone, id);
}

function requireWritable(session: Session): void {
  if (session.isReadOnly)
    throw new Refused(ERROR_CODE.readOnlyContext, 'unable to perform action while context is read only');
}

const getObject: SystemCall = (session, args) => {
  const { space, key } = chain.GetObjectArguments.decode(args);
  const value = session.chain.store.get(spaceFor(session, space), key);
  return chain.GetObjectResult.encode({ value: value === undefined ? undefined : { exists: true, value } });
};

const neighbour =
  (direction: 'next' | 'prev'): SystemCall =>
  (session, args) => {
    const { space, key } = chain.GetNextObjectArguments.decode(args);
    const found = session.chain.store.neighbour(spaceFor(session, space), key, direction);
    return chain.GetNextObjectResult.encode({
      value: found === undefined ? undefined : { exists: true, ...found },
    });
  };

const putObject: SystemCall = (session, args) => {
  const { space, key, obj } = chain.PutObjectArguments.decode(args);
  requireWritable(session);
  session.chain.store.put(spaceFor(session, space), key, obj);
  return NOTHING;
};

const removeObject: SystemCall = (session, args) => {
  const { space, key } = chain.RemoveObjectArguments.decode(args);
  requireWritable(session);
  session.chain.store.remove(spaceFor(session, space), key);
  return NOTHING;
};

const log: SystemCall = (session, args) => {
  session.logs.push(chain.LogArguments.decode(args).message);
  return NOTHING;
};

const event: SystemCall = (session, args) => {
  const { name, data, impacted } = chain.EventArguments.decode(args);
  const nameBytes = new TextEncoder().encode(name).length;
  if (nameBytes === 0 || nameBytes > EVENT_NAME_BYTES_MAX)
    throw new Refused(ERROR_CODE.reversion, 'event name must have 1 to 128 bytes');
  session.events.push({
    source: session.top.contract ?? NOTHING,
    name,
    data: data.slice(),
    impacted: impacted.map((account) => account.slice()),
  });
  return NOTHING;
};

const call: SystemCall = (session, args) => {
  const { contractId, entryPoint, args: inner } = chain.CallArguments.decode(args);
  return chain.CallResult.encode({ value: session.callContract(contractId.slice(), entryPoint, inner) });
};

const exit: SystemCall = (_session, args) => {
  const { code, res } = chain.ExitArguments.decode(args);
  if (code === 0) throw new Exit(0, '', res?.object?.slice() ?? NOTHING);
  if (res?.error === undefined)
    throw new Refused(ERROR_CODE.reversion, 'exit error did not contain error data');
  throw new Exit(code, res.error.message, NOTHING);
};

const getArguments: SystemCall = (session) => {
  const { entryPoint, args } = session.top;
  return chain.GetArgumentsResult.encode({ value: { entryPoint, arguments: args } });
};

const getCaller: SystemCall = (session) => {
  const below: Frame | undefined = session.below;
  return chain.GetCallerResult.encode({
    value: { caller: below?.contract ?? NOTHING, callerPrivilege: below?.isKernel === true ? 0 : 1 },
  });
};

const checkAuthority: SystemCall = (session, args) => {
  requireWritable(session);
  const { account, data } = chain.CheckAuthorityArguments.decode(args);
  if (session.chain.contracts.get(hex(account))?.authorizesCalls !== true)
    return chain.CheckAuthorityResult.encode({
      value: session.signers.some((signer) => equal(signer, account)),
    });
  const { contract, entryPoint } = session.top;
  const below = session.below;
  const question = chain.AuthorizeArguments.encode({
    type: 0,
    call: { contractId: contract ?? NOTHING, entryPoint, caller: below?.contract ?? NOTHING, data },
  });
  session.frames.push({ contract: undefined, isKernel: true, entryPoint: 0, args: NOTHING });
  try {
    const answer = session.callContract(account.slice(), AUTHORIZE, question);
    return chain.CheckAuthorityResult.encode({ value: chain.AuthorizeResult.decode(answer).value });
  } finally {
    session.frames.pop();
  }
};

const checkSystemAuthority: SystemCall = (session) =>
  chain.CheckSystemAuthorityResult.encode({
    value: session.chain.governors.some((governor) =>
      session.signers.some((signer) => equal(signer, governor)),
    ),
  });

const getContractMetadata: SystemCall = (session, args) => {
  const { contractId } = chain.GetContractMetadataArguments.decode(args);
  const deployed = session.chain.contracts.get(hex(contractId));
  return chain.GetContractMetadataResult.encode({
    value:
      deployed === undefined
        ? undefined
        : {
            hash: deployed.hash,
            system: deployed.isSystem,
            authorizesCallContract: deployed.authorizesCalls,
          },
  });
};

const hash: SystemCall = (_session, args) => {
  const { code, obj } = chain.HashArguments.decode(args);
  const digest = HASH_BY_CODE.get(Number(code));
  if (digest === undefined) throw new Refused(ERROR_CODE.unknownHashCode, 'unknown hash code');
  return chain.HashResult.encode({ value: multihash(Number(code), digest(obj)) });
};

const getHeadInfo: SystemCall = (session) => {
  const { height, timeMs, lastIrreversible } = session.chain.head;
  return chain.GetHeadInfoResult.encode({
    value: { headTopology: { height }, headBlockTime: timeMs, lastIrreversibleBlock: lastIrreversible },
  });
};

export const SYSTEM_CALLS: ReadonlyMap<number, SystemCall> = new Map<number, SystemCall>([
  [1, getHeadInfo],
  [12, (session) => chain.GetChainIdResult.encode({ value: session.chain.chainId })],
  [
    106,
    (session) => chain.GetLastIrreversibleBlockResult.encode({ value: session.chain.head.lastIrreversible }),
  ],
  [110, checkSystemAuthority],
  [112, getContractMetadata],
  [301, putObject],
  [302, removeObject],
  [303, getObject],
  [304, neighbour('next')],
  [305, neighbour('prev')],
  [401, log],
  [402, event],
  [501, hash],
  [CALL, call],
  [602, exit],
  [603, getArguments],
  [604, (session) => chain.GetContractIdResult.encode({ value: session.top.contract ?? NOTHING })],
  [605, getCaller],
  [606, checkAuthority],
]);
