/**
 * Genesis: the objects a chain begins with. Their bytes are the chain's identity: the chain id is the multihash of
 * the canonical `genesis_data`, entries in the order of the file (`spec/koinos.md` 3, 4.13).
 *
 * The file is protobuf JSON with *standard* base64, as C++ writes it, unlike all other JSON of the protocol.
 * @module
 */
import { type Refusal, type Result, refuse } from '@ashlar/base';
import { GenesisData } from './generated/chain.ts';
import { fromJson, type JsonRefusal, toJson } from './json.ts';
import { multihashOf } from './multihash.ts';

/** Longest genesis file, in UTF-16 units. */
export const GENESIS_TEXT_MAX = 67_108_864;

export type GenesisRefusal =
  | JsonRefusal
  | (Refusal & Readonly<{ code: 'genesis.notJson' | 'genesis.tooLarge' | 'genesis.noSpace'; path: string }>);

/** The genesis in a file's text. An entry without a space is refused: the kernel could not place it. */
export function decodeGenesisJson(text: string): Result<GenesisData, GenesisRefusal> {
  if (text.length > GENESIS_TEXT_MAX) return refuse({ code: 'genesis.tooLarge', path: '' });
  const json = parseJson(text);
  if (json === undefined) return refuse({ code: 'genesis.notJson', path: '' });
  const genesis = fromJson(GenesisData, json);
  if (!genesis.ok) return genesis;
  const homeless = genesis.value.entries.findIndex(({ space }) => space === undefined);
  return homeless < 0 ? genesis : refuse({ code: 'genesis.noSpace', path: `entries[${homeless}]` });
}

/** The text of a genesis file, indented by two spaces, with a newline at its end. */
export function encodeGenesisJson(genesis: GenesisData): string {
  return `${JSON.stringify(toJson(GenesisData, genesis, { bytes: 'base64' }), undefined, 2)}\n`;
}

/** 34 bytes. */
export const chainIdOf = (genesis: GenesisData): Uint8Array => multihashOf(GenesisData.encode(genesis));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // `JSON.parse` throws a SyntaxError and nothing else; JSON has no `undefined`.
  }
}
