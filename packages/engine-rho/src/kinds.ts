/**
 * The kinds of term, and what the wire format and the normal form say of each (`spec/rholang.md` 2.4, 2.5).
 *
 * One row a kind: the field of the enclosing `Par` that holds it, the field of its own `oneof` (0: it is no wrapped
 * message), its score and its rank among a `Par`'s members. Everything else in this package is driven by these rows.
 * @module
 */

export type KindName =
  | ('par' | 'send' | 'receive' | 'new' | 'match' | 'bundle')
  | ('bool' | 'int' | 'string' | 'uri' | 'bytes' | 'bigInt')
  | ('not' | 'negate' | 'multiply' | 'divide' | 'plus' | 'minus')
  | ('less' | 'lessEqual' | 'greater' | 'greaterEqual' | 'equal' | 'notEqual')
  | ('and' | 'or' | 'boundVar' | 'freeVar' | 'wildcard' | 'list')
  | ('tuple' | 'set' | 'map' | 'method' | 'matches' | 'interpolate')
  | ('plusPlus' | 'minusMinus' | 'modulo' | 'shortAnd' | 'shortOr' | 'conjunction')
  | ('disjunction' | 'complement' | 'varRef' | 'typeBool' | 'typeInt' | 'typeString')
  | ('typeUri' | 'typeBytes' | 'typeBigInt' | 'privateName' | 'deployId' | 'deployerId')
  | ('authToken' | 'bind' | 'case' | 'pair' | 'injection' | 'bindPattern');
type Row = readonly [kind: KindName, parField: number, wrapper: number, score: number];

const EXPR = 5;
const UNFORGEABLE = 7;
const CONNECTIVE = 8;

const ROWS: readonly Row[] = [
  ['par', 0, 0, 999],
  ['send', 1, 0, 300],
  ['receive', 2, 0, 301],
  ['new', 4, 0, 303],
  ['match', 6, 0, 304],
  ['bundle', 11, 0, 305],
  ['bool', EXPR, 0, 1],
  ['int', EXPR, 0, 2],
  ['string', EXPR, 0, 3],
  ['uri', EXPR, 0, 4],
  ['bytes', EXPR, 0, 116],
  ['bigInt', EXPR, 0, 13],
  ['not', EXPR, 5, 112],
  ['negate', EXPR, 6, 101],
  ['multiply', EXPR, 7, 102],
  ['divide', EXPR, 8, 103],
  ['plus', EXPR, 9, 104],
  ['minus', EXPR, 10, 105],
  ['less', EXPR, 11, 106],
  ['lessEqual', EXPR, 12, 107],
  ['greater', EXPR, 13, 108],
  ['greaterEqual', EXPR, 14, 109],
  ['equal', EXPR, 15, 110],
  ['notEqual', EXPR, 16, 111],
  ['and', EXPR, 17, 113],
  ['or', EXPR, 18, 114],
  ['boundVar', EXPR, 19, 100],
  ['freeVar', EXPR, 19, 100],
  ['wildcard', EXPR, 19, 100],
  ['list', EXPR, 20, 6],
  ['tuple', EXPR, 21, 7],
  ['set', EXPR, 22, 8],
  ['map', EXPR, 23, 9],
  ['method', EXPR, 24, 115],
  ['matches', EXPR, 27, 118],
  ['interpolate', EXPR, 28, 119],
  ['plusPlus', EXPR, 29, 120],
  ['minusMinus', EXPR, 30, 121],
  ['modulo', EXPR, 31, 122],
  ['shortAnd', EXPR, 32, 123],
  ['shortOr', EXPR, 33, 124],
  ['conjunction', CONNECTIVE, 1, 401],
  ['disjunction', CONNECTIVE, 2, 402],
  ['complement', CONNECTIVE, 0, 400],
  ['varRef', CONNECTIVE, 4, 403],
  ['typeBool', CONNECTIVE, 0, 404],
  ['typeInt', CONNECTIVE, 0, 405],
  ['typeString', CONNECTIVE, 0, 406],
  ['typeUri', CONNECTIVE, 0, 407],
  ['typeBytes', CONNECTIVE, 0, 408],
  ['typeBigInt', CONNECTIVE, 0, 409],
  ['privateName', UNFORGEABLE, 1, 5],
  ['deployId', UNFORGEABLE, 2, 11],
  ['deployerId', UNFORGEABLE, 3, 10],
  ['authToken', UNFORGEABLE, 4, 12],
  ['bind', 0, 0, 0],
  ['case', 0, 0, 0],
  ['pair', 0, 0, 0],
  ['injection', 0, 0, 0],
  ['bindPattern', 0, 0, 0],
];

export type Kind = number;

/** A kind is its row's index. Never stored or hashed: the wire has field numbers. */
export const K: Readonly<Record<KindName, Kind>> = Object.fromEntries(
  ROWS.map(([name], kind) => [name, kind]),
) as Record<KindName, Kind>;

/** Field of `Par` a kind stands in; 0 for kinds that are no member of a `Par`. */
export const PAR_FIELD: readonly number[] = ROWS.map(([, field]) => field);
/** Field of the kind's message within `Expr`, `Connective` or `GUnforgeable`; 0 if its fields stand there directly. */
export const WRAPPER_FIELD: readonly number[] = ROWS.map(([, , wrapper]) => wrapper);
/** Leading constant of the kind's score; bundles add their flags. */
export const SCORE: readonly number[] = ROWS.map(([, , , score]) => score);

/** Members of a `Par` in the order of its score: sends, receives, exprs, news, matches, bundles, connectives, unforgeables. */
const RANK_OF_FIELD: Readonly<Record<number, number>> = { 1: 0, 2: 1, 5: 2, 4: 3, 6: 4, 11: 5, 8: 6, 7: 7 };
export const RANK: readonly number[] = ROWS.map(([, field]) => RANK_OF_FIELD[field] ?? 8);

export const isExpression = (kind: Kind): boolean => PAR_FIELD[kind] === EXPR;
export const isConnective = (kind: Kind): boolean => PAR_FIELD[kind] === CONNECTIVE;
export const isCollection = (kind: Kind): boolean => kind >= K.list && kind <= K.map;
