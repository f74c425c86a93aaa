/** Values between Rholang and contracts of other engines. @module */
import type { rholang } from '@ashlar/protocol';
import { boolTerm, bytesTerm, deployerId, intTerm, par1, stringTerm, uriTerm } from '../build.ts';
import { K } from '../kinds.ts';
import type { Term } from '../term.ts';
import { encodeTerm } from '../term-codec.ts';
import { decodeTerm } from '../term-decoder.ts';
import { unforgeableIn } from './home.ts';

/**
 * What a contract means; undefined if it may not say so. A contract cannot name what is unforgeable, but for itself:
 * to programs it is the deployer of the id that is its address.
 */
export function termOfValue(value: rholang.Value, caller: Uint8Array): Term | undefined {
  if (value.boolValue !== undefined) return par1(boolTerm(value.boolValue));
  if (value.intValue !== undefined) return par1(intTerm(value.intValue));
  if (value.stringValue !== undefined) return par1(stringTerm(value.stringValue));
  if (value.bytesValue !== undefined) return par1(bytesTerm(value.bytesValue.slice()));
  if (value.uriValue !== undefined) return par1(uriTerm(value.uriValue));
  if (value.callerValue === true) return par1(deployerId(caller));
  if (value.parValue === undefined) return undefined;
  const decoded = decodeTerm(value.parValue.slice());
  if (!decoded.ok) return undefined;
  const term = decoded.value;
  const isPlain = !term.isOpen && !term.hasConnective && term.isSorted;
  return isPlain && unforgeableIn(term) === undefined ? term : undefined;
}

type ValueInit = Partial<rholang.Value>;

/** Single ground values as such, anything else as its bytes. */
export function valueOfTerm(par: Term): ValueInit {
  const only = par.kids.length === 1 ? par.first : undefined;
  switch (only?.kind) {
    case K.bool:
      return { boolValue: only.value as boolean };
    case K.int:
      return { intValue: only.value as bigint };
    case K.string:
      return { stringValue: (only.value as string).toWellFormed() };
    case K.bytes:
      return { bytesValue: only.value as Uint8Array };
    case K.uri:
      return { uriValue: (only.value as string).toWellFormed() };
    default:
      return { parValue: encodeTerm(par) };
  }
}
