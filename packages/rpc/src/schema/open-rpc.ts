/** The OpenRPC document of a set of methods: what `rpc.discover` answers. @module */
import { accept } from '@ashlar/base';
import type { JsonObject } from '@ashlar/protocol';
import { RPC_ERROR } from '../json-rpc.ts';
import type { RpcMethod } from '../methods.ts';
import { Schemas } from './json-schema.ts';

const OPEN_RPC_VERSION = '1.3.2';
const ERRORS = [
  { code: RPC_ERROR.invalidRequest, message: 'Invalid request' },
  { code: RPC_ERROR.unknownMethod, message: 'Unable to translate request' },
  { code: RPC_ERROR.tooLarge, message: 'Request too large' },
  { code: RPC_ERROR.internal, message: "The chain's or the service's own text; data holds JSON" },
  { code: RPC_ERROR.tooManyRequests, message: 'Too many requests' },
];

/** @param version of the interface, as semver */
export function openRpcDocument(methods: readonly RpcMethod[], version: string): JsonObject {
  const schemas = new Schemas('#/components/schemas/');
  const described = methods
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, summary, params, result }) => ({
      name,
      summary,
      tags: [{ name: name.split('.')[0]! }],
      paramStructure: 'either',
      params: schemas
        .fieldsOf(params)
        .map((field) => ({ name: field.name, required: field.isRequired, schema: field.schema })),
      result: { name: 'result', schema: schemas.of(result) },
      errors: ERRORS,
    }));
  return {
    openrpc: OPEN_RPC_VERSION,
    info: {
      title: 'Ashlar',
      version,
      description: "The JSON-RPC of an Ashlar node: Koinos' methods and its own.",
      license: { name: 'Apache-2.0' },
    },
    methods: described,
    components: { schemas: schemas.components() },
  };
}

/** `rpc.discover`: the description of all methods, of itself too. */
export function discoverMethod(others: Iterable<RpcMethod>, version: string): RpcMethod {
  const own: RpcMethod = {
    name: 'rpc.discover',
    summary: 'The OpenRPC document of this endpoint.',
    cost: 1,
    params: { type: 'object', properties: {} },
    result: { type: 'object', properties: {}, description: 'An OpenRPC document.' },
    prepare: () => accept(async () => accept(document())),
  };
  let written: JsonObject | undefined;
  const document = (): JsonObject => {
    written ??= openRpcDocument([...others, own], version);
    return written;
  };
  return own;
}
