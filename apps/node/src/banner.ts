/** What a development node says when it is ready. @module */
import { base64url } from '@ashlar/base';
import { WELL_KNOWN } from '@ashlar/contracts';
import { addressText } from '@ashlar/protocol';
import { DEV_MNEMONIC, type DevAccounts } from './dev-accounts.ts';
import { DEV_BALANCE } from './dev-genesis.ts';
import { DEV_VAULT } from './dev-rholang.ts';
import type { Node } from './node.ts';

export type Ready = Readonly<{
  node: Node;
  url: string;
  /** Of probes and metrics. */
  internal: string | undefined;
  /** Where RChain's gRPC is answered. */
  grpc: string | undefined;
  dataDir: string | undefined;
  /** The accounts have vaults. */
  rchain: boolean;
  elapsedMs: number;
}>;

const COIN = 100_000_000n;

/** For people. `accounts` undefined: the chain has a genesis of its own. */
export function banner(
  { node, url, grpc, internal, dataDir, rchain, elapsedMs }: Ready,
  accounts: DevAccounts | undefined,
): string {
  const lines = ['', `Ashlar is ready in ${Math.round(elapsedMs)} ms.`, ''];
  lines.push(`  JSON-RPC   ${url}`);
  if (grpc !== undefined) lines.push(`  Rho gRPC   ${grpc}`);
  if (internal !== undefined) lines.push(`  internal   ${internal}`);
  lines.push(`  chain id   ${base64url(node.chainId)}`);
  lines.push(`  height     ${node.height}`);
  lines.push(`  data       ${dataDir ?? 'in memory'}`);
  if (accounts !== undefined) lines.push(...accountLines(accounts));
  if (accounts !== undefined && rchain) lines.push(...vaultLines(accounts));
  lines.push('', 'Ctrl-C ends it.', '');
  return lines.join('\n');
}

function accountLines({ users, genesis }: DevAccounts): readonly string[] {
  const rows = [...users, genesis].map(
    ({ name, address, wif }) => `  ${name.padEnd(10)} ${address.padEnd(34)}  ${wif}`,
  );
  return [
    `  token      ${addressText(WELL_KNOWN.token)}`,
    '',
    '  DEVELOPMENT ONLY: these keys are public. Whatever you send to them on another chain is lost.',
    `  mnemonic   ${DEV_MNEMONIC}`,
    `  each account has ${DEV_BALANCE / COIN} coins; genesis signs blocks and has authority over the system`,
    '',
    `  ${'account'.padEnd(10)} ${'address'.padEnd(34)}  private key (WIF)`,
    ...rows,
  ];
}

const vaultLines = ({ users }: DevAccounts): readonly string[] => [
  '',
  `  each has a vault with ${DEV_VAULT / COIN} coins, at its REV address`,
  ...users.map(({ name, revAddress }) => `  ${name.padEnd(10)} ${revAddress}`),
];

/** For programs: one line. */
export function readyJson(
  { node, url, grpc, internal, dataDir, rchain, elapsedMs }: Ready,
  accounts: DevAccounts | undefined,
): string {
  const shown = (list: DevAccounts['users']): unknown =>
    list.map(({ name, address, wif, revAddress }) => ({
      name,
      address,
      wif,
      ...(rchain ? { revAddress } : {}),
    }));
  return JSON.stringify({
    event: 'ready',
    url,
    internal,
    grpc,
    chainId: base64url(node.chainId),
    height: node.height,
    dataDir: dataDir ?? null,
    elapsedMs: Math.round(elapsedMs),
    token: accounts === undefined ? undefined : addressText(WELL_KNOWN.token),
    mnemonic: accounts === undefined ? undefined : DEV_MNEMONIC,
    accounts: accounts === undefined ? undefined : shown(accounts.users),
    genesis: accounts === undefined ? undefined : shown([accounts.genesis]),
  });
}

export type ServicesReady = Readonly<{
  services: readonly string[];
  /** Of `jsonrpc`, if it is among them. */
  url: string | undefined;
  internal: string | undefined;
  dataDir: string | undefined;
  elapsedMs: number;
}>;

export function servicesBanner({ services, url, internal, dataDir, elapsedMs }: ServicesReady): string {
  const lines = [`${services.join(', ')}: ready in ${Math.round(elapsedMs)} ms.`];
  if (url !== undefined) lines.push(`  JSON-RPC   ${url}`);
  if (internal !== undefined) lines.push(`  internal   ${internal}`);
  return [...lines, `  data       ${dataDir}`, '', 'Ctrl-C ends it.', ''].join('\n');
}

export const servicesJson = ({ services, url, internal, dataDir, elapsedMs }: ServicesReady): string =>
  JSON.stringify({ event: 'ready', services, url, internal, dataDir, elapsedMs: Math.round(elapsedMs) });
