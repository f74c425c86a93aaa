// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { codecOf, type Codec, type Init } from '../codec.ts';
import { putMessage, putString, readMessage, readString, skipField } from '../wire.ts';
import { Any } from './protocol.ts';

export type ErrorStatus = Readonly<{
  message: string;
  data: string;
  details: readonly Any[];
}>;
export type ErrorStatusInit = Init<ErrorStatus>;
/** `koinos.rpc.error_status` */
export const ErrorStatus: Codec<ErrorStatus> = codecOf<ErrorStatus>({
  descriptor: {
    name: 'koinos.rpc.error_status',
    fields: [
      { number: 1, name: 'message', property: 'message', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'data', property: 'data', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 10, name: 'details', property: 'details', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Any, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.message !== undefined && value.message !== '') putString(writer, 10, value.message);
    if (value.data !== undefined && value.data !== '') putString(writer, 18, value.data);
    if (value.details !== undefined) for (const element of value.details) putMessage(writer, 82, element, Any);
  },
  read(reader, end, budget) {
    let v1: string = '';
    let v2: string = '';
    const v10: Any[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          v2 = readString(reader, end);
          break;
        case 82:
          budget.element();
          v10.push(readMessage(reader, end, budget, Any));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { message: v1, data: v2, details: v10 };
  },
});

export type ReservedRpc = Readonly<Record<never, never>>;
export type ReservedRpcInit = Init<ReservedRpc>;
/** `koinos.rpc.reserved_rpc` */
export const ReservedRpc: Codec<ReservedRpc> = codecOf<ReservedRpc>({
  descriptor: {
    name: 'koinos.rpc.reserved_rpc',
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
