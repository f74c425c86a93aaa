/**
 * RChain's HTTP API (`spec/rholang.md` 9.2), so that its clients work unmodified: answers by method and path, without HTTP.
 *
 * An error is status 400 with a JSON text, as RChain says it.
 * @module
 */
import { accept, fromHex, hex, refuse } from '@ashlar/base';
import { decodeTerm, legacyDeployRandom, type Term } from '@ashlar/engine-rho';
import type { Answer } from '@ashlar/ports';
import type { DeployRholangOperation, rholang } from '@ashlar/protocol';
import type { Relay } from './relay.ts';
import { deployInfo, deploysOf, lightBlock, type StoredBlock } from './rho-blocks.ts';
import { BLOCKS_MAX, type RhoChain } from './rho-chain.ts';
import { exprOf, nameOf, type RhoExpr } from './rho-json.ts';

export type RhoApiConfig = Readonly<{
  shardId: string;
  minPhloPrice: number;
  /** What `status` says the node is. */
  version: string;
  networkId: string;
  /** Absent: this node takes no deploys, and clients wrap them in transactions themselves. */
  relay?: Relay;
  /** Makes a block now; development nodes only. */
  propose?: () => Promise<Answer<Readonly<{ height: bigint | number }>>>;
}>;

export type RhoAnswer = Readonly<{ status: 200 | 400 | 404; json: unknown }>;

const NAMES_MAX = 1_024;
const MIN_PREFIX = 6;
const SEQUENCE_UNKNOWN = -1;

type Handler = (this: RhoApi, params: readonly string[], body: string) => Promise<RhoAnswer>;
type Route = Readonly<{ method: string; path: RegExp; handle: Handler }>;

const fine = (json: unknown): RhoAnswer => ({ status: 200, json });
const wrong = (message: string): RhoAnswer => ({ status: 400, json: message });

export class RhoApi {
  readonly chain: RhoChain;
  readonly config: RhoApiConfig;

  constructor(chain: RhoChain, config: RhoApiConfig) {
    this.chain = chain;
    this.config = config;
  }

  async answer(method: string, path: string, body: string): Promise<RhoAnswer> {
    for (const route of ROUTES) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match !== null) return route.handle.call(this, match.slice(1), body);
    }
    return { status: 404, json: `No ${method} ${path} here.` };
  }

  async light(stored: StoredBlock): Promise<Record<string, unknown>> {
    const head = await this.chain.head();
    const isFinal = head.ok && Number(stored.block.header?.height ?? 0n) <= head.value.finalHeight;
    return lightBlock(stored, this.config.shardId, isFinal);
  }

  /** The newest block, as values that were read from it are told. */
  async headBlock(): Promise<Answer<Record<string, unknown>>> {
    const head = await this.chain.head();
    if (!head.ok) return head;
    const blocks = await this.chain.blocks(head.value, head.value.height, head.value.height);
    if (!blocks.ok) return blocks;
    const [block] = blocks.value;
    return block === undefined
      ? refuse({ code: 'rho.noBlock', message: 'There is no block yet.' })
      : accept(await this.light(block));
  }

  async withDeploys(stored: StoredBlock): Promise<RhoAnswer> {
    return fine({ blockInfo: await this.light(stored), deploys: deploysOf(stored).map(deployInfo) });
  }
}

const status: Handler = async function () {
  const { version, networkId, shardId, minPhloPrice } = this.config;
  const head = await this.chain.head();
  return fine({
    version: { api: '1', node: version },
    address: '',
    networkId,
    shardId,
    peers: 0,
    nodes: 0,
    minPhloPrice,
    latestBlockNumber: head.ok ? head.value.height : 0,
  });
};

/** The names a deploy will make, which follow from its deployer and time. */
const prepareDeploy: Handler = async (_params, body) => {
  const { deployer, timestamp, nameQty } = objectOf(body) ?? {};
  const key = typeof deployer === 'string' ? fromHex(deployer) : undefined;
  if (key === undefined || !isInteger(timestamp) || !isInteger(nameQty) || nameQty > NAMES_MAX)
    return wrong(`Expected deployer, timestamp and nameQty up to ${NAMES_MAX}.`);
  const random = legacyDeployRandom(key, BigInt(timestamp));
  const names = Array.from({ length: nameQty }, () => hex(random.next()));
  return fine({ names, seqNumber: SEQUENCE_UNKNOWN });
};

const deploy: Handler = async function (_params, body) {
  const { relay } = this.config;
  if (relay === undefined) return wrong('This node takes no deploys.');
  const operation = operationOf(objectOf(body));
  if (operation === undefined) return wrong('Expected data, deployer, signature and sigAlgorithm.');
  const answer = await relay.submit(operation);
  return answer.ok
    ? fine(`Success!\nDeployId is: ${hex(operation.sig)}`)
    : wrong(answer.refusal.logs?.at(-1)?.replace('transaction reverted: ', '') ?? answer.refusal.message);
};

const propose: Handler = async function () {
  if (this.config.propose === undefined) return wrong('This node makes its blocks by itself.');
  const made = await this.config.propose();
  if (!made.ok) return wrong(made.refusal.message);
  const block = await this.headBlock();
  return block.ok
    ? fine(`Success! Block ${block.value['blockHash']} created and added.`)
    : wrong(block.refusal.message);
};

const explore: Handler = async function (_params, body) {
  const term = termOf(body);
  if (!term.isWellFormed()) return wrong('The term is no text.');
  const explored = await this.chain.explore(term);
  if (!explored.ok) return wrong(explored.refusal.message);
  const { data, outcome } = explored.value;
  if (outcome?.errored === true) return wrong(outcome.errors[0] ?? 'The term failed.');
  const block = await this.headBlock();
  return block.ok ? fine({ expr: exprsOf(data), block: block.value }) : wrong(block.refusal.message);
};

const dataAtName: Handler = async function (_params, body) {
  const name = nameOf(objectOf(body)?.['name']);
  if (name === undefined) return wrong('Expected a name: UnforgPrivate, UnforgDeploy or UnforgDeployer.');
  const found = await this.chain.dataAt(name);
  if (!found.ok) return wrong(found.refusal.message);
  const block = await this.headBlock();
  if (!block.ok) return wrong(block.refusal.message);
  const exprs = exprsOf(found.value.data).map((expr) => ({ expr, block: block.value }));
  return fine({ exprs, length: exprs.length });
};

const blocks: Handler = async function ([first, second]) {
  const head = await this.chain.head();
  if (!head.ok) return wrong(head.refusal.message);
  const { height } = head.value;
  const from = second === undefined ? height - Number(first ?? '1') + 1 : Number(first);
  const to = second === undefined ? height : Number(second);
  if (to - from >= BLOCKS_MAX) return wrong(`At most ${BLOCKS_MAX} blocks at once.`);
  const found = await this.chain.blocks(head.value, from, to);
  if (!found.ok) return wrong(found.refusal.message);
  return fine(await Promise.all(found.value.toReversed().map((stored) => this.light(stored))));
};

const block: Handler = async function ([hash = '']) {
  if (hash.length < MIN_PREFIX)
    return wrong(`Input hash value must be at least ${MIN_PREFIX} characters: ${hash}`);
  const head = await this.chain.head();
  if (!head.ok) return wrong(head.refusal.message);
  const found = await this.chain.blockOf(head.value, hash.toLowerCase());
  if (!found.ok) return wrong(found.refusal.message);
  return found.value === undefined
    ? wrong(`Error: Failure to find block with hash: ${hash}`)
    : this.withDeploys(found.value);
};

const lastFinalized: Handler = async function () {
  const head = await this.chain.head();
  if (!head.ok) return wrong(head.refusal.message);
  const { finalHeight } = head.value;
  const found = await this.chain.blocks(head.value, finalHeight, finalHeight);
  const stored = found.ok ? found.value[0] : undefined;
  return stored === undefined ? wrong('There is no final block yet.') : this.withDeploys(stored);
};

const isFinalized: Handler = async function ([hash = '']) {
  const head = await this.chain.head();
  if (!head.ok) return wrong(head.refusal.message);
  const found = await this.chain.blockOf(head.value, hash.toLowerCase());
  if (!found.ok || found.value === undefined) return wrong(`Error: Failure to find block with hash: ${hash}`);
  return fine(Number(found.value.block.header?.height ?? 0n) <= head.value.finalHeight);
};

async function findDeploy(api: RhoApi, sig: string): Promise<Answer<StoredBlock | undefined>> {
  const head = await api.chain.head();
  return head.ok ? api.chain.blockOfDeploy(head.value, sig.toLowerCase()) : head;
}

const deployBlock: Handler = async function ([sig = '']) {
  const found = await findDeploy(this, sig);
  if (!found.ok) return wrong(found.refusal.message);
  return found.value === undefined
    ? wrong(`Couldn't find block containing deploy with id: ${sig}`)
    : fine(await this.light(found.value));
};

const deployStatus: Handler = async function ([sig = '']) {
  const found = await findDeploy(this, sig);
  if (!found.ok) return wrong(found.refusal.message);
  const facts =
    found.value === undefined
      ? undefined
      : deploysOf(found.value).find(({ deploy: { sig: each } }) => hex(each) === sig.toLowerCase());
  if (facts === undefined) return fine({ NotProcessed: { status: 'Unknown' } });
  const { outcome } = facts;
  if (outcome?.errored === true)
    return fine({ ProcessedWithError: { deployError: outcome.errors.join('\n') } });
  const name = nameOf({ UnforgDeploy: { data: sig } });
  const data = name === undefined ? undefined : await this.chain.dataAt(name);
  return fine({ ProcessedWithSuccess: { deployResult: data?.ok === true ? exprsOf(data.value.data) : [] } });
};

const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/api(?:\/v1)?\/status$/, handle: status },
  { method: 'POST', path: /^\/api\/prepare-deploy$/, handle: prepareDeploy },
  { method: 'POST', path: /^\/api(?:\/v1)?\/deploy$/, handle: deploy },
  { method: 'POST', path: /^\/api(?:\/v1)?\/propose$/, handle: propose },
  { method: 'POST', path: /^\/api(?:\/v1)?\/explore-deploy$/, handle: explore },
  { method: 'POST', path: /^\/api(?:\/v1)?\/data-at-name$/, handle: dataAtName },
  { method: 'GET', path: /^\/api(?:\/v1)?\/last-finalized-block$/, handle: lastFinalized },
  { method: 'GET', path: /^\/api(?:\/v1)?\/blocks$/, handle: blocks },
  { method: 'GET', path: /^\/api(?:\/v1)?\/blocks\/(\d{1,9})(?:\/(\d{1,9}))?$/, handle: blocks },
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
