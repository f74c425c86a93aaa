/**
 * Values of Rholang as RChain's HTTP API writes them (`spec/rholang.md` 9.2), and the names that clients ask for.
 * @module
 */
import { fromHex, hex } from '@ashlar/base';
import { build, K, type Term } from '@ashlar/engine-rho';

export type RhoExpr = Readonly<Record<string, Readonly<{ data: unknown }>>>;

/** Nested deeper, a value is left out: clients could not read it. */
const DEPTH_MAX = 200;

/** A value; undefined for what has no form (processes, `Nil`): it vanishes, as in RChain. */
export function exprOf(par: Term, depth = 0): RhoExpr | undefined {
  if (depth > DEPTH_MAX) return undefined;
  const members = par.kids.map((kid) => memberOf(kid, depth)).filter((expr) => expr !== undefined);
  if (members.length <= 1) return members[0];
  return { ExprPar: { data: members } };
}

function memberOf(term: Term, depth: number): RhoExpr | undefined {
  const elements = (): readonly RhoExpr[] =>
    term.kids.map((kid) => exprOf(kid, depth + 1)).filter((expr) => expr !== undefined);
  switch (term.kind) {
    case K.bool:
      return { ExprBool: { data: term.value } };
    case K.int:
      return { ExprInt: { data: Number(term.value) } };
    case K.bigInt:
      return { ExprBigInt: { data: String(term.value) } };
    case K.string:
      return { ExprString: { data: term.value } };
    case K.uri:
      return { ExprUri: { data: term.value } };
    case K.bytes:
      return { ExprBytes: { data: hex(term.value as Uint8Array) } };
    case K.tuple:
      return { ExprTuple: { data: elements() } };
    case K.list:
      return { ExprList: { data: elements() } };
    case K.set:
      return { ExprSet: { data: elements() } };
    case K.map:
      return { ExprMap: { data: mapOf(term, depth) } };
    case K.bundle:
      return exprOf(term.first, depth + 1);
    default: {
      const name = UNFORGEABLES.find(({ kind }) => kind === term.kind);
      if (name === undefined) return undefined;
      return { ExprUnforg: { data: { [name.json]: { data: hex(term.value as Uint8Array) } } } };
    }
  }
}

const UNFORGEABLES = [
  { json: 'UnforgPrivate', kind: K.privateName, make: build.privateName },
  { json: 'UnforgDeploy', kind: K.deployId, make: build.deployId },
  { json: 'UnforgDeployer', kind: K.deployerId, make: build.deployerId },
] as const;

/** Keys of a form that text can have; entries with others are left out. */
function mapOf(map: Term, depth: number): Readonly<Record<string, RhoExpr>> {
  const entries: [string, RhoExpr][] = [];
  for (const { kids } of map.kids) {
    const key = keyOf(kids[0]!);
    const value = exprOf(kids[1]!, depth + 1);
    if (key !== undefined && value !== undefined) entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

function keyOf(par: Term): string | undefined {
  const only = par.kids.length === 1 ? par.first : undefined;
  if (only?.value instanceof Uint8Array) return hex(only.value);
  const isText = only?.kind === K.string || only?.kind === K.uri;
  if (isText || only?.kind === K.int || only?.kind === K.bool) return String(only!.value);
  return undefined;
}

/** The name that `{"UnforgDeploy":{"data":"3045…"}}` says; undefined if it says none. */
export function nameOf(json: unknown): Term | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  for (const { json: key, make } of UNFORGEABLES) {
    const data = (json as Readonly<Record<string, Readonly<{ data?: unknown }> | undefined>>)[key]?.data;
    const bytes = typeof data === 'string' ? fromHex(data) : undefined;
    if (bytes !== undefined) return build.par1(make(bytes));
  }
  return undefined;
}
