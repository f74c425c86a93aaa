// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putMessage, readBool, readMessage, skipField } from '../wire.ts';
import { ErrorStatus, ReservedRpc } from './rpc.ts';

export type GetGossipStatusRequest = Readonly<Record<never, never>>;
export type GetGossipStatusRequestInit = Init<GetGossipStatusRequest>;
/** `koinos.rpc.p2p.get_gossip_status_request` */
export const GetGossipStatusRequest: Codec<GetGossipStatusRequest> = codecOf<GetGossipStatusRequest>({
  descriptor: {
    name: 'koinos.rpc.p2p.get_gossip_status_request',
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

export type GetGossipStatusResponse = Readonly<{
  enabled: boolean;
}>;
export type GetGossipStatusResponseInit = Init<GetGossipStatusResponse>;
/** `koinos.rpc.p2p.get_gossip_status_response` */
export const GetGossipStatusResponse: Codec<GetGossipStatusResponse> = codecOf<GetGossipStatusResponse>({
  descriptor: {
    name: 'koinos.rpc.p2p.get_gossip_status_response',
    fields: [
      { number: 1, name: 'enabled', property: 'enabled', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.enabled !== undefined && value.enabled !== false) putBool(writer, 8, value.enabled);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { enabled: v1 };
  },
});

export type P2pRequest = Readonly<{
  reserved: ReservedRpc | undefined;
  getGossipStatus: GetGossipStatusRequest | undefined;
}>;
export type P2pRequestInit = Init<P2pRequest>;
/** `koinos.rpc.p2p.p2p_request` */
export const P2pRequest: Codec<P2pRequest> = codecOf<P2pRequest>({
  descriptor: {
    name: 'koinos.rpc.p2p.p2p_request',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'get_gossip_status', property: 'getGossipStatus', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetGossipStatusRequest, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.getGossipStatus === undefined ? 0 : 1), 'koinos.rpc.p2p.p2p_request.request');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.getGossipStatus !== undefined) putMessage(writer, 18, value.getGossipStatus, GetGossipStatusRequest);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: GetGossipStatusRequest | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, GetGossipStatusRequest);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, getGossipStatus: v2 };
  },
});

export type P2pResponse = Readonly<{
  reserved: ReservedRpc | undefined;
  error: ErrorStatus | undefined;
  getGossipStatus: GetGossipStatusResponse | undefined;
}>;
export type P2pResponseInit = Init<P2pResponse>;
/** `koinos.rpc.p2p.p2p_response` */
export const P2pResponse: Codec<P2pResponse> = codecOf<P2pResponse>({
  descriptor: {
    name: 'koinos.rpc.p2p.p2p_response',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ErrorStatus, values: undefined },
      { number: 3, name: 'get_gossip_status', property: 'getGossipStatus', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetGossipStatusResponse, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.error === undefined ? 0 : 1) + (value.getGossipStatus === undefined ? 0 : 1), 'koinos.rpc.p2p.p2p_response.response');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.error !== undefined) putMessage(writer, 18, value.error, ErrorStatus);
    if (value.getGossipStatus !== undefined) putMessage(writer, 26, value.getGossipStatus, GetGossipStatusResponse);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: ErrorStatus | undefined = undefined;
    let v3: GetGossipStatusResponse | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v3 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
          v1 = undefined;
          v3 = undefined;
          v2 = readMessage(reader, end, budget, ErrorStatus);
          break;
        case 26:
          v1 = undefined;
          v2 = undefined;
          v3 = readMessage(reader, end, budget, GetGossipStatusResponse);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, error: v2, getGossipStatus: v3 };
  },
});
