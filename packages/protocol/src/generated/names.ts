// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { codecOf, type Codec, type Init } from '../codec.ts';
import { putBytes, putMessage, putString, readBytes, readMessage, readString, skipField } from '../wire.ts';

export type NameRecord = Readonly<{
  name: string;
}>;
export type NameRecordInit = Init<NameRecord>;
/** `koinos.contracts.name_service.name_record` */
export const NameRecord: Codec<NameRecord> = codecOf<NameRecord>({
  descriptor: {
    name: 'koinos.contracts.name_service.name_record',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
  },
  read(reader, end) {
    let v1: string = '';
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1 };
  },
});

export type AddressRecord = Readonly<{
  address: Uint8Array;
}>;
export type AddressRecordInit = Init<AddressRecord>;
/** `koinos.contracts.name_service.address_record` */
export const AddressRecord: Codec<AddressRecord> = codecOf<AddressRecord>({
  descriptor: {
    name: 'koinos.contracts.name_service.address_record',
    fields: [
      { number: 1, name: 'address', property: 'address', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.address !== undefined && value.address.length > 0) putBytes(writer, 10, value.address);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { address: v1 };
  },
});

export type SetRecordArguments = Readonly<{
  name: string;
  address: Uint8Array;
}>;
export type SetRecordArgumentsInit = Init<SetRecordArguments>;
/** `koinos.contracts.name_service.set_record_arguments` */
export const SetRecordArguments: Codec<SetRecordArguments> = codecOf<SetRecordArguments>({
  descriptor: {
    name: 'koinos.contracts.name_service.set_record_arguments',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'address', property: 'address', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
    if (value.address !== undefined && value.address.length > 0) putBytes(writer, 18, value.address);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, address: v2 };
  },
});

export type SetRecordResult = Readonly<Record<never, never>>;
export type SetRecordResultInit = Init<SetRecordResult>;
/** `koinos.contracts.name_service.set_record_result` */
export const SetRecordResult: Codec<SetRecordResult> = codecOf<SetRecordResult>({
  descriptor: {
    name: 'koinos.contracts.name_service.set_record_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetNameArguments = Readonly<{
  address: Uint8Array;
}>;
export type GetNameArgumentsInit = Init<GetNameArguments>;
/** `koinos.contracts.name_service.get_name_arguments` */
export const GetNameArguments: Codec<GetNameArguments> = codecOf<GetNameArguments>({
  descriptor: {
    name: 'koinos.contracts.name_service.get_name_arguments',
    fields: [
      { number: 1, name: 'address', property: 'address', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.address !== undefined && value.address.length > 0) putBytes(writer, 10, value.address);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { address: v1 };
  },
});

export type GetNameResult = Readonly<{
  value: NameRecord | undefined;
}>;
export type GetNameResultInit = Init<GetNameResult>;
/** `koinos.contracts.name_service.get_name_result` */
export const GetNameResult: Codec<GetNameResult> = codecOf<GetNameResult>({
  descriptor: {
    name: 'koinos.contracts.name_service.get_name_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => NameRecord, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, NameRecord);
  },
  read(reader, end, budget) {
    let v1: NameRecord | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, NameRecord);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetAddressArguments = Readonly<{
  name: string;
}>;
export type GetAddressArgumentsInit = Init<GetAddressArguments>;
/** `koinos.contracts.name_service.get_address_arguments` */
export const GetAddressArguments: Codec<GetAddressArguments> = codecOf<GetAddressArguments>({
  descriptor: {
    name: 'koinos.contracts.name_service.get_address_arguments',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
  },
  read(reader, end) {
    let v1: string = '';
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1 };
  },
});

export type GetAddressResult = Readonly<{
  value: AddressRecord | undefined;
}>;
export type GetAddressResultInit = Init<GetAddressResult>;
/** `koinos.contracts.name_service.get_address_result` */
export const GetAddressResult: Codec<GetAddressResult> = codecOf<GetAddressResult>({
  descriptor: {
    name: 'koinos.contracts.name_service.get_address_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => AddressRecord, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, AddressRecord);
  },
  read(reader, end, budget) {
    let v1: AddressRecord | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, AddressRecord);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type RecordUpdateEvent = Readonly<{
  name: string;
  address: Uint8Array;
}>;
export type RecordUpdateEventInit = Init<RecordUpdateEvent>;
/** `koinos.contracts.name_service.record_update_event` */
export const RecordUpdateEvent: Codec<RecordUpdateEvent> = codecOf<RecordUpdateEvent>({
  descriptor: {
    name: 'koinos.contracts.name_service.record_update_event',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'address', property: 'address', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
    if (value.address !== undefined && value.address.length > 0) putBytes(writer, 18, value.address);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, address: v2 };
  },
});
