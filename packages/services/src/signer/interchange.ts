/**
 * Slashing protection as JSON, to move a key between machines: the shape of EIP-3076 (numbers as decimal strings, bytes
 * as 0x-hex), with its slots generalized to (epoch, view, kind).
 *
 * An import never needs every statement: it only raises the mark to the highest view it finds, EIP-3076's "minimal"
 * strategy. Statements are there to be read and checked by people and tools.
 * @module
 */
import { accept, type Refusal, type Result, refuse } from '@ashlar/base';
import { highestView, isCount, type Mark, statementsOf } from './mark.ts';

export const INTERCHANGE_VERSION = '1';
/** Longest text that is parsed: room for the histories of hundreds of keys. */
export const INTERCHANGE_CHARACTERS_MAX: number = 16 * 1024 * 1024;

export type InterchangeRefusal = Refusal &
  Readonly<{ code: 'interchange.malformed' | 'interchange.otherChain' | 'interchange.otherKey' }>;

/** Whose history: 0x-hex of the signing domain and of the public key. */
export type Identity = Readonly<{ domain: string; publicKey: string }>;

/** The highest place a history speaks of. */
export type Reach = Readonly<{ epoch: number; view: number; voteCount: number }>;

export function writeInterchange({ domain, publicKey }: Identity, mark: Mark): string {
  const epoch = String(mark.epoch);
  const data = [
    {
      pubkey: publicKey,
      mark: { epoch, view: String(highestView(mark)), vote_count: String(mark.voteCount) },
      signed_statements: statementsOf(mark).map(({ kind, view, block }) => ({
        epoch,
        view: String(view),
        kind,
        ...(kind === 'nullify' ? {} : { block: `0x${block}` }),
      })),
    },
  ];
  const metadata = { interchange_format_version: INTERCHANGE_VERSION, signing_domain: domain };
  return JSON.stringify({ metadata, data }, undefined, 2);
}

/** What the history says of this key; entries of other keys are passed over, several of this key are taken together. */
export function readInterchange(
  { domain, publicKey }: Identity,
  text: string,
): Result<Reach, InterchangeRefusal> {
  const malformed = refuse<InterchangeRefusal>({ code: 'interchange.malformed' });
  if (text.length > INTERCHANGE_CHARACTERS_MAX) return malformed;
  const root = parsed(text);
  if (!isRecord(root) || !isRecord(root['metadata']) || !Array.isArray(root['data'])) return malformed;
  const { metadata, data } = root;
  if (metadata['interchange_format_version'] !== INTERCHANGE_VERSION) return malformed;
  if (metadata['signing_domain'] !== domain) return refuse({ code: 'interchange.otherChain' });
  let reach: Reach | undefined;
  for (const entry of data as readonly unknown[]) {
    if (!isRecord(entry) || typeof entry['pubkey'] !== 'string') return malformed;
    if (entry['pubkey'] !== publicKey) continue;
    const own = reachOf(entry);
    if (own === undefined) return malformed;
    reach = higher(reach, own);
  }
  return reach === undefined ? refuse({ code: 'interchange.otherKey' }) : accept(reach);
}

function reachOf(entry: Readonly<Record<string, unknown>>): Reach | undefined {
  const { mark, signed_statements: statements } = entry;
  if (!isRecord(mark) || !Array.isArray(statements)) return undefined;
  let reach = placeOf(mark, mark['vote_count']);
  for (const statement of statements as readonly unknown[]) {
    if (reach === undefined || !isRecord(statement)) return undefined;
    const place = placeOf(statement, '0');
    if (place === undefined) return undefined;
    reach = higher(reach, place);
  }
  return reach;
}

function placeOf(place: Readonly<Record<string, unknown>>, votes: unknown): Reach | undefined {
  const [epoch, view, voteCount] = [place['epoch'], place['view'], votes].map(countOf);
  if (epoch === undefined || view === undefined || voteCount === undefined) return undefined;
  return { epoch, view, voteCount };
}

function higher(a: Reach | undefined, b: Reach): Reach {
  if (a === undefined || b.epoch > a.epoch) return b;
  if (b.epoch < a.epoch) return a;
  return {
    epoch: a.epoch,
    view: Math.max(a.view, b.view),
    voteCount: Math.max(a.voteCount, b.voteCount),
  };
}

function countOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return isCount(value + 1) ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Malformed, which `undefined` is too.
  }
}
