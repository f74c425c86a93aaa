/**
 * RChain's HTTP API (`spec/rholang.md` 9.2), so that its clients work unmodified: answers by method and path, without HTTP.
 *
 * An error is status 400 with a JSON text, as RChain says it.
 * @module
 */
import { fromHex, hex } from '@ashlar/base';
import { decodeTerm, type Term } from '@ashlar/engine-rho';
import type { Answer } from '@ashlar/ports';
import type { DeployRholangOperation, rholang } from '@ashlar/protocol';
import { deployInfo } from './rho-blocks.ts';
import { exprOf, nameOf, type RhoExpr } from './rho-json.ts';
import type { RhoNode, StatePlace, WholeBlock } from './rho-node.ts';

export type RhoAnswer = Readonly<{ status: 200 | 400 | 404; json: unknown }>;

/** RChain has none here. */
const SEQUENCE_UNKNOWN = -1;

type Handler = (node: RhoNode, params: readonly string[], body: string) => RhoAnswer | Promise<RhoAnswer>;
type Route = Readonly<{ method: string; path: RegExp; handle: Handler }>;

const fine = (json: unknown): RhoAnswer => ({ status: 200, json });
const wrong = (message: string): RhoAnswer => ({ status: 400, json: message });

/** The answer of the node, or its sentence. */
const told = <T>(answer: Answer<T>, json: (value: T) => unknown = (value) => value): RhoAnswer =>
  answer.ok ? fine(json(answer.value)) : wrong(answer.refusal.message);

/** @param body in UTF-8 */
export async function answerRho(
  node: RhoNode,
  method: string,
  path: string,
  body: string,
): Promise<RhoAnswer> {
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match !== null) return route.handle(node, match.slice(1), body);
  }
  return { status: 404, json: `No ${method} ${path} here.` };
}

const status: Handler = async (node) => {
  const { version, networkId, shardId, minPhloPrice } = node.config;
  const height = await node.height();
  return fine({
    version: { api: '1', node: version },
    address: '',
    networkId,
    shardId,
    peers: 0,
    nodes: 0,
    minPhloPrice,
    latestBlockNumber: height.ok ? height.value : 0,
  });
};

const prepareDeploy: Handler = (node, _params, body) => {
  const { deployer, timestamp, nameQty } = objectOf(body) ?? {};
  const key = typeof deployer === 'string' ? fromHex(deployer) : undefined;
  if (key === undefined || !isInteger(timestamp) || !isInteger(nameQty))
    return wrong('Expected deployer, timestamp and nameQty.');
  const names = node.previewNames(key, BigInt(timestamp), nameQty);
  return told(names, (ids) => ({ names: ids.map(hex), seqNumber: SEQUENCE_UNKNOWN }));
};

const deploy: Handler = async (node, _params, body) => {
  const operation = operationOf(objectOf(body));
  if (operation === undefined) return wrong('Expected data, deployer, signature and sigAlgorithm.');
  return told(await node.deploy(operation));
};

const propose: Handler = async (node) => told(await node.propose());

const explore: Handler = async (node, _params, body) =>
  told(await node.explore(termOf(body)), ({ data, block }) => ({ expr: exprsOf(data), block }));

const dataAtName: Handler = async (node, _params, body) => {
  const name = nameOf(objectOf(body)?.['name']);
  if (name === undefined) return wrong('Expected a name: UnforgPrivate, UnforgDeploy or UnforgDeployer.');
  return told(await node.dataAt(name), ({ data, block }) => {
    const exprs = exprsOf(data).map((expr) => ({ expr, block }));
    return { exprs, length: exprs.length };
  });
};

/** The state that a request names; undefined: it names none. */
function placeOf(json: Readonly<Record<string, unknown>> | undefined): StatePlace | undefined {
  const { blockHash, usePreStateHash = false } = json ?? {};
  if (typeof blockHash !== 'string' || typeof usePreStateHash !== 'boolean') return undefined;
  return { hash: blockHash, isBefore: usePreStateHash };
}

const exploreAt: Handler = async (node, _params, body) => {
  const json = objectOf(body);
  const place = placeOf(json);
  const term = json?.['term'];
  if (place === undefined || typeof term !== 'string')
    return wrong('Expected term, blockHash and usePreStateHash.');
  return told(await node.explore(term, place), ({ data, block }) => ({ expr: exprsOf(data), block }));
};

const dataAtNameAt: Handler = async (node, _params, body) => {
  const json = objectOf(body);
  const place = placeOf(json);
  const name = nameOf(json?.['name']);
  if (place === undefined || name === undefined)
    return wrong('Expected name, blockHash and usePreStateHash.');
  return told(await node.dataAt(name, place), ({ data, block }) => ({ expr: exprsOf(data), block }));
};

const newestBlocks: Handler = async (node, [count = '1']) => told(await node.newestBlocks(Number(count)));

const blocksBetween: Handler = async (node, [from, to]) =>
  told(await node.blocksBetween(Number(from), Number(to)));

const wholeJson = ({ light, deploys }: WholeBlock): unknown => ({
  blockInfo: light,
  deploys: deploys.map(deployInfo),
});

const block: Handler = async (node, [hash = '']) => told(await node.block(hash), wholeJson);

const lastFinalized: Handler = async (node) => told(await node.lastFinal(), wholeJson);

const isFinalized: Handler = async (node, [hash = '']) => told(await node.isFinal(hash));

const deployBlock: Handler = async (node, [sig = '']) => told(await node.deployBlock(sig));

const deployStatus: Handler = async (node, [sig = '']) => {
  const id = fromHex(sig);
  if (id === undefined) return wrong('A deploy id is hex.');
  return told(await node.deployFate(id), (fate) => {
    if (fate.kind === 'unknown') return { NotProcessed: { status: 'Unknown' } };
    if (fate.kind === 'failed') return { ProcessedWithError: { deployError: fate.errors.join('\n') } };
    return { ProcessedWithSuccess: { deployResult: exprsOf(fate.data) } };
  });
};

const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/api(?:\/v1)?\/status$/, handle: status },
  { method: 'POST', path: /^\/api\/prepare-deploy$/, handle: prepareDeploy },
  { method: 'POST', path: /^\/api(?:\/v1)?\/deploy$/, handle: deploy },
  { method: 'POST', path: /^\/api(?:\/v1)?\/propose$/, handle: propose },
  { method: 'POST', path: /^\/api(?:\/v1)?\/explore-deploy$/, handle: explore },
  { method: 'POST', path: /^\/api(?:\/v1)?\/data-at-name$/, handle: dataAtName },
  { method: 'POST', path: /^\/api(?:\/v1)?\/explore-deploy-by-block-hash$/, handle: exploreAt },
  { method: 'POST', path: /^\/api(?:\/v1)?\/data-at-name-by-block-hash$/, handle: dataAtNameAt },
  { method: 'GET', path: /^\/api(?:\/v1)?\/last-finalized-block$/, handle: lastFinalized },
  { method: 'GET', path: /^\/api(?:\/v1)?\/blocks$/, handle: newestBlocks },
  { method: 'GET', path: /^\/api(?:\/v1)?\/blocks\/(\d{1,9})$/, handle: newestBlocks },
  { method: 'GET', path: /^\/api(?:\/v1)?\/blocks\/(\d{1,9})\/(\d{1,9})$/, handle: blocksBetween },
  { method: 'GET', path: /^\/api(?:\/v1)?\/block\/([0-9a-fA-F]{1,64})$/, handle: block },
  { method: 'GET', path: /^\/api(?:\/v1)?\/is-finalized\/([0-9a-fA-F]{1,64})$/, handle: isFinalized },
  { method: 'GET', path: /^\/api\/(?:deploy|find-deploy)\/([0-9a-fA-F]{1,160})$/, handle: deployBlock },
  { method: 'GET', path: /^\/api\/v1\/deploy-status\/([0-9a-fA-F]{1,160})$/, handle: deployStatus },
];

/** Values that were sent together; those without a form are left out. */
function exprsOf(data: readonly rholang.Values[]): readonly RhoExpr[] {
  return data
    .flatMap(({ par }) => par.map((bytes) => termOfBytes(bytes)))
    .map((term) => (term === undefined ? undefined : exprOf(term)))
    .filter((expr) => expr !== undefined);
}

function termOfBytes(bytes: Uint8Array): Term | undefined {
  const term = decodeTerm(bytes);
  return term.ok ? term.value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parsed(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** The text itself, or as v1 sends it, a JSON string. */
function termOf(body: string): string {
  const value = body.startsWith('"') ? parsed(body) : undefined;
  return typeof value === 'string' ? value : body;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.isWellFormed();
const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);

function operationOf(
  json: Readonly<Record<string, unknown>> | undefined,
): DeployRholangOperation | undefined {
  const data = json?.['data'];
  if (typeof data !== 'object' || data === null) return undefined;
  const { term, timestamp, phloPrice, phloLimit, validAfterBlockNumber, shardId } = data as Record<
    string,
    unknown
  >;
  const { deployer, signature, sigAlgorithm } = json!;
  const texts = [term, deployer, signature, sigAlgorithm ?? '', shardId ?? ''];
  if (!texts.every(isText)) return undefined;
  const [source, deployerHex, signatureHex, algorithm, shard] = texts;
  const key = fromHex(deployerHex!);
  const sig = fromHex(signatureHex!);
  const numbers = [timestamp, phloPrice, phloLimit, validAfterBlockNumber];
  if (key === undefined || sig === undefined || !numbers.every(isInteger)) return undefined;
  const [time, price, limit, after] = numbers.map(BigInt);
  return {
    deployer: key,
    term: source!,
    timestamp: time!,
    sig,
    sigAlgorithm: algorithm!,
    phloPrice: price!,
    phloLimit: limit!,
    validAfterBlockNumber: after!,
    shardId: shard!,
  };
}
