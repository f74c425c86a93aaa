/**
 * The name service: which contract stands behind a name, and which name an address goes by.
 *
 * Several names may point at one address (`token` and `koin`); the address goes by the one set last. When a name moves
 * to another address, the old one loses it in both directions: upstream left the old address with the name.
 * Source: `spec/koinos.md` 8.3; system calls 10000 and 10001 end here.
 * @module
 */
import { equal, utf8 } from '@ashlar/base';
import type { NativeContract, NativeHost } from '@ashlar/ports';
import { names, ZONE_BYTES_MAX } from '@ashlar/protocol';
import { requireSystemAuthority } from './authority.ts';
import { authorizeBySystem } from './authorize.ts';
import { defineContract, type Method, typed } from './contract.ts';
import { ENTRY } from './entry-points.ts';

/** Ids of the object spaces. Frozen: they are part of every state. */
export const NAMES_SPACE = {
  /** Name in UTF-8 → `address_record`. */
  addresses: 0,
  /** Address → `name_record`. */
  names: 1,
} as const;

export const NAME_BYTES_MAX = 128;

/** By system authority. Addresses are not looked into: upstream's tests name things of three bytes. */
function setRecord(host: NativeHost, { name, address }: names.SetRecordArguments): names.SetRecordResult {
  const nameKey = utf8(name);
  if (nameKey.length === 0 || nameKey.length > NAME_BYTES_MAX) host.revert('a name has 1 to 128 bytes');
  if (address.length === 0 || address.length > ZONE_BYTES_MAX) host.revert('an address has 1 to 64 bytes');
  requireSystemAuthority(host);

  const former = addressRecordOf(host, nameKey)?.address;
  const moves = former !== undefined && !equal(former, address);
  if (moves && nameRecordOf(host, former)?.name === name) {
    host.remove(host.space(NAMES_SPACE.names), former);
  }
  host.put(host.space(NAMES_SPACE.addresses), nameKey, names.AddressRecord.encode({ address }));
  host.put(host.space(NAMES_SPACE.names), address, names.NameRecord.encode({ name }));
  host.event(
    'koinos.contracts.record_update_event',
    names.RecordUpdateEvent.encode({ name, address }),
    moves ? [address, former] : [address],
  );
  return {};
}

/** The name's record; undefined if there is none. */
function addressRecordOf(host: NativeHost, nameKey: Uint8Array): names.AddressRecord | undefined {
  if (nameKey.length > NAME_BYTES_MAX) return undefined;
  const bytes = host.get(host.space(NAMES_SPACE.addresses), nameKey);
  return bytes === undefined ? undefined : names.AddressRecord.decode(bytes);
}

function nameRecordOf(host: NativeHost, address: Uint8Array): names.NameRecord | undefined {
  if (address.length > ZONE_BYTES_MAX) return undefined;
  const bytes = host.get(host.space(NAMES_SPACE.names), address);
  return bytes === undefined ? undefined : names.NameRecord.decode(bytes);
}

const methods: readonly Method[] = [
  {
    name: 'set_record',
    entryPoint: 0xe248c73a,
    args: names.SetRecordArguments,
    result: names.SetRecordResult,
    readOnly: false,
    description: 'Names an address: by system authority',
    run: typed(names.SetRecordArguments, names.SetRecordResult, setRecord),
  },
  {
    name: 'get_name',
    entryPoint: ENTRY.getName,
    args: names.GetNameArguments,
    result: names.GetNameResult,
    readOnly: true,
    description: 'The name an address goes by; an empty result if it has none',
    run: typed(names.GetNameArguments, names.GetNameResult, (host, { address }) => ({
      value: nameRecordOf(host, address),
    })),
  },
  {
    name: 'get_address',
    entryPoint: ENTRY.getAddress,
    args: names.GetAddressArguments,
    result: names.GetAddressResult,
    readOnly: true,
    description: 'The address behind a name; an empty result if there is none',
    run: typed(names.GetAddressArguments, names.GetAddressResult, (host, { name }) => ({
      value: addressRecordOf(host, utf8(name)),
    })),
  },
  authorizeBySystem,
];

export const namesContract: NativeContract = defineContract({
  id: 'native/names/1',
  methods,
  events: { 'koinos.contracts.record_update_event': names.RecordUpdateEvent },
});
