/**
 * State objects: 301 put_object to 305 get_prev_object. Who may touch which space: a kernel caller any system space,
 * a user contract the spaces of its own zone (`spec/koinos.md` 4.8). Disk is charged by the bytes that change (4.7).
 * @module
 */
import { EMPTY, equal } from '@ashlar/base';
import {
  chain,
  ERROR_CODE,
  OBJECT_KEY_BYTES_MAX,
  OBJECT_VALUE_BYTES_MAX,
  ObjectSpace as Space,
  ZONE_BYTES_MAX,
} from '@ashlar/protocol';
import { fail, revert } from '../chain-error.ts';
import type { Context } from '../context.ts';
import { type Thunk, thunk } from '../thunk.ts';

const SERIALIZATION_PER_BYTE = 'object_serialization_per_byte';

/** The space a message names, if the caller may use it. */
export function spaceOf(context: Context, message: chain.ObjectSpace | undefined): Space {
  if (message === undefined) fail('missing object space', ERROR_CODE.missingRequiredArguments);
  const { system, zone, id } = message;
  if (zone.length > ZONE_BYTES_MAX) revert('zone of object space is too long');
  const { caller } = context;
  if (caller.isKernel) {
    if (!system) revert('privileged code can only access system space', ERROR_CODE.insufficientPrivileges);
  } else if (system || !equal(zone, caller.contractId)) {
    revert('contract accesses the space of another', ERROR_CODE.insufficientPrivileges);
  }
  return message instanceof Space ? message : context.contracts.spaceIn(zone, system, id);
}

export function putObject(context: Context, space: Space, key: Uint8Array, value: Uint8Array): void {
  context.requireWritable('put_object');
  if (key.length > OBJECT_KEY_BYTES_MAX) revert(`object key is longer than ${OBJECT_KEY_BYTES_MAX} bytes`);
  if (value.length > OBJECT_VALUE_BYTES_MAX) revert(`object is longer than ${OBJECT_VALUE_BYTES_MAX} bytes`);
  chargeBytes(context, value.length);
  const old = context.state.get(space, key);
  context.meter.useDisk(value.length + (old === undefined ? key.length : -old.length));
  context.state.put(space, key, value);
  if (space.zone.length === 0) context.forgetContracts();
}

export function removeObject(context: Context, space: Space, key: Uint8Array): void {
  context.requireWritable('remove_object');
  const old = context.state.get(space, key);
  if (old === undefined) return;
  context.meter.useDisk(-old.length - key.length);
  context.state.remove(space, key);
  if (space.zone.length === 0) context.forgetContracts();
}

export function getObject(context: Context, space: Space, key: Uint8Array): Uint8Array | undefined {
  const value = context.state.get(space, key);
  if (value !== undefined) chargeBytes(context, value.length);
  return value;
}

type Entry = Readonly<{ key: Uint8Array; value: Uint8Array }>;

export function neighbour(
  context: Context,
  space: Space,
  key: Uint8Array,
  side: 'next' | 'prev',
): Entry | undefined {
  const entry = side === 'next' ? context.state.next(space, key) : context.state.prev(space, key);
  if (entry !== undefined) chargeBytes(context, entry.value.length);
  return entry;
}

/** What handing out or taking in data of this length costs. */
export function chargeBytes(context: Context, length: number): void {
  if (length > 0) context.meter.useCompute(length * context.rules.priceOf(SERIALIZATION_PER_BYTE));
}

const ABSENT: chain.DatabaseObject = { exists: false, value: EMPTY, key: EMPTY };
const present = (value: Uint8Array, key: Uint8Array): chain.DatabaseObject => ({ exists: true, value, key });

export const PUT_OBJECT: Thunk<chain.PutObjectArguments, chain.PutObjectResult> = thunk(
  301,
  'put_object',
  [chain.PutObjectArguments, chain.PutObjectResult],
  (context, { space, key, obj }) => {
    context.requireWritable('put_object');
    putObject(context, spaceOf(context, space), key, obj);
    return {};
  },
  { keepsArgs: true },
);

export const REMOVE_OBJECT: Thunk<chain.RemoveObjectArguments, chain.RemoveObjectResult> = thunk(
  302,
  'remove_object',
  [chain.RemoveObjectArguments, chain.RemoveObjectResult],
  (context, { space, key }) => {
    context.requireWritable('remove_object');
    removeObject(context, spaceOf(context, space), key);
    return {};
  },
  { keepsArgs: true },
);

export const GET_OBJECT: Thunk<chain.GetObjectArguments, chain.GetObjectResult> = thunk(
  303,
  'get_object',
  [chain.GetObjectArguments, chain.GetObjectResult],
  (context, { space, key }) => {
    const value = getObject(context, spaceOf(context, space), key);
    return { value: value === undefined ? ABSENT : present(value, EMPTY) };
  },
  { keepsArgs: true }, // A draft that records keeps the keys it was asked for.
);

export const GET_NEXT_OBJECT: Thunk<chain.GetNextObjectArguments, chain.GetNextObjectResult> = thunk(
  304,
  'get_next_object',
  [chain.GetNextObjectArguments, chain.GetNextObjectResult],
  (context, { space, key }) => ({ value: stepOf(context, space, key, 'next') }),
  { keepsArgs: true },
);

export const GET_PREV_OBJECT: Thunk<chain.GetPrevObjectArguments, chain.GetPrevObjectResult> = thunk(
  305,
  'get_prev_object',
  [chain.GetPrevObjectArguments, chain.GetPrevObjectResult],
  (context, { space, key }) => ({ value: stepOf(context, space, key, 'prev') }),
  { keepsArgs: true },
);

function stepOf(
  context: Context,
  space: chain.ObjectSpace | undefined,
  key: Uint8Array,
  side: 'next' | 'prev',
): chain.DatabaseObject {
  const entry = neighbour(context, spaceOf(context, space), key, side);
  return entry === undefined ? ABSENT : present(entry.value, entry.key);
}
