/** The OpenAPI document of the REST form of a set of methods. @module */
import type { JsonObject } from '@ashlar/protocol';
import { COST, type RpcMethod } from '../methods.ts';
import { Schemas } from '../schema/json-schema.ts';

export const REST_PATH = '/v1';
const OPEN_API_VERSION = '3.1.0';
const PROBLEM = 'problem';
const CODES: Readonly<Record<string, string>> = {
  '400': 'The request cannot be read.',
  '413': 'The request or the answer is too large.',
  '422': 'The chain or a service refused: `code` and `logs` of the chain, or the `id` of the refusal.',
  '429': 'Too many requests: again after `retry_after_ms`.',
  '503': 'The node failed.',
};

/** Whether a method may be asked with GET: it changes nothing. */
export const isRead = ({ cost }: RpcMethod): boolean => cost !== COST.submission;

/** @param version of the interface, as semver */
export function openApiDocument(methods: readonly RpcMethod[], version: string): JsonObject {
  const schemas = new Schemas('#/components/schemas/');
  const paths = Object.fromEntries(
    methods
      .filter(({ name }) => name.includes('.') && !name.startsWith('rpc.'))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((method) => [`${REST_PATH}/${method.name.replace('.', '/')}`, pathOf(schemas, method)]),
  );
  const problem = {
    type: 'object',
    description: 'RFC 9457',
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      id: { type: 'string' },
      code: { type: 'integer' },
      logs: { type: 'array', items: { type: 'string' } },
      retry_after_ms: { type: 'number' },
    },
    required: ['type', 'title', 'status'],
  };
  return {
    openapi: OPEN_API_VERSION,
    info: { title: 'Ashlar', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: { schemas: { ...schemas.components(), [PROBLEM]: problem } },
  };
}

function pathOf(schemas: Schemas, method: RpcMethod): JsonObject {
  const { name, summary, params, result } = method;
  const [service] = name.split('.');
  const failed = { 'application/problem+json': { schema: { $ref: `#/components/schemas/${PROBLEM}` } } };
  const responses: Record<string, JsonObject> = {
    '200': { description: 'The result.', content: { 'application/json': { schema: schemas.of(result) } } },
  };
  for (const [code, description] of Object.entries(CODES)) responses[code] = { description, content: failed };
  const common = { summary, tags: [service!], responses };
  const body = { content: { 'application/json': { schema: schemas.of(params) } } };
  const post = { ...common, operationId: name, requestBody: body };
  if (!isRead(method)) return { post };
  const parameters = schemas
    .fieldsOf(params)
    .filter(({ schema }) => !('$ref' in schema))
    .map(({ name: field, schema, isRequired }) => ({
      name: field,
      in: 'query',
      required: isRequired,
      schema,
    }));
  return { post, get: { ...common, operationId: `${name}.get`, parameters } };
}
