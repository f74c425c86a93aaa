/** Parameters of a method from the query of a URL: text, numbers, truth values and lists of these; no messages. @module */
import { accept, type Result, refuse } from '@ashlar/base';
import { type Scalar, Schemas, type Shape } from '../schema/json-schema.ts';

type Refusal = Readonly<{ code: 'rest.badQuery'; message: string }>;
type Params = Readonly<Record<string, Scalar | readonly Scalar[]>>;

/** Values in a query. */
export const QUERY_VALUES_MAX = 1_000;

export function paramsOfQuery(shape: Shape, query: URLSearchParams): Result<Params, Refusal> {
  if (query.size > QUERY_VALUES_MAX) return bad(`more than ${QUERY_VALUES_MAX} values`);
  const fields = new Map(new Schemas('').fieldsOf(shape).map(({ name, schema }) => [name, schema]));
  const params: Record<string, Scalar | readonly Scalar[]> = {};
  for (const name of new Set(query.keys())) {
    const schema = fields.get(name);
    if (schema === undefined) return bad(`there is no parameter ${JSON.stringify(name)}`);
    const isList = schema['type'] === 'array';
    const kind = isList ? (schema['items'] as Readonly<Record<string, unknown>>) : schema;
    if ('$ref' in kind) return bad(`${name} is a message: POST it`);
    const texts = query.getAll(name);
    if (!isList && texts.length > 1) return bad(`${name} is there more than once`);
    const values = texts.map((text) => scalarOf(kind, text));
    params[name] = isList ? values : values[0]!;
  }
  return accept(params);
}

/** What is no number or truth value stays text, and is refused by whoever reads it. */
function scalarOf({ type }: Readonly<Record<string, unknown>>, text: string): Scalar {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  return text;
}

const bad = (message: string): Result<never, Refusal> => refuse({ code: 'rest.badQuery', message });
