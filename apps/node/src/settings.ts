/**
 * Where options come from: flag, else environment, else project file, else user file, else default. Whoever sets an
 * option twice can ask which one counts (`ashlar config print --sources`).
 *
 * A file is one JSON object: the client's options by name, and those of the node under `node`:
 * `{ "rpc": "http://127.0.0.1:8081", "node": { "rpcPort": 8081 } }`. A key that is none is refused with the nearest name,
 * because a mistyped setting that is silently ignored is found months later.
 * Environment: `ASHLAR_KEY_FILE` for `--key-file`, `ASHLAR_NODE__RPC_PORT` for the node's `--rpc-port`.
 * @module
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Option } from 'commander';

export type Environment = Readonly<Record<string, string | undefined>>;
export type SettingsWorld = Readonly<{
  env: Environment;
  /** Where the project file is looked for. */
  cwd: string;
  platform: string;
}>;

/** Which options a command line has: the client's have no section. */
export type Section = 'client' | 'node';

export type Setting = Readonly<{ section: Section; name: string; value: unknown; source: string }>;

/** What a file or the environment says cannot be. */
export class SettingsError extends Error {}

export const PROJECT_FILE = 'ashlar.json';
/** Options of the client that may stand in files. The node's are whatever its command line has. */
export const CLIENT_KEYS: readonly string[] = ['rpc', 'keyFile', 'wallet', 'walletDir', 'passwordFile'];
const FILE_BYTES_MAX = 1 << 20;
/** Not settings: what a command line says of itself. */
const UNSET = new Set(['version', 'help', 'fresh', 'from', 'json', 'yes']);

/** The user's folder for this program, as each system has it. */
export function userFolder(kind: 'config' | 'data', { env, platform }: SettingsWorld): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '.';
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'ashlar');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'ashlar');
  const [variable, fallback] =
    kind === 'config'
      ? (['XDG_CONFIG_HOME', ['.config']] as const)
      : (['XDG_DATA_HOME', ['.local', 'share']] as const);
  return join(env[variable] || join(home, ...fallback), 'ashlar');
}

export const userFile = (world: SettingsWorld): string => join(userFolder('config', world), 'config.json');

/**
 * Gives the options of `command` what files and environment say; flags still win, because they are parsed after.
 * @param nodeKeys names that the section `node` may have
 * @throws SettingsError with a sentence
 */
export function applySettings(
  command: Command,
  section: Section,
  world: SettingsWorld,
  nodeKeys: readonly string[],
): readonly Setting[] {
  const layers: Setting[] = [];
  for (const path of [userFile(world), join(world.cwd, PROJECT_FILE)]) {
    const values = readSettings(path, nodeKeys);
    for (const [name, value] of Object.entries(sectionOf(values, section)))
      layers.push({ section, name, value, source: path });
  }
  for (const option of optionsOf(command)) {
    const variable = variableOf(section, option.attributeName());
    const value = world.env[variable];
    if (value !== undefined && value !== '')
      layers.push({ section, name: option.attributeName(), value, source: variable });
  }
  for (const setting of layers) set(command, setting);
  return layers;
}

/** The options of a command line that may stand in a file. */
export const keysOf = (command: Command): readonly string[] =>
  optionsOf(command).map((option) => option.attributeName());

const optionsOf = (command: Command): readonly Option[] =>
  command.options.filter((option) => !UNSET.has(option.attributeName()));

export function variableOf(section: Section, name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return section === 'client' ? `ASHLAR_${words}` : `ASHLAR_NODE__${words}`;
}

type Values = Readonly<Record<string, unknown>>;

function sectionOf(values: Values, section: Section): Values {
  const { node = {}, ...client } = values;
  return section === 'node' ? (node as Values) : client;
}

/** The values of a file, every key known; an absent file has none. */
function readSettings(path: string, nodeKeys: readonly string[]): Values {
  let text: string;
  try {
    if (statSync(path).size > FILE_BYTES_MAX) throw new SettingsError(`${path} is longer than 1 MiB`);
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof SettingsError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new SettingsError(`cannot read ${path}: ${(cause as NodeJS.ErrnoException).code}`);
  }
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw new SettingsError(`${path} is no JSON: ${(cause as Error).message}`);
  }
  const file = asObject(values, path);
  checkKeys(path, '', Object.keys(file), [...CLIENT_KEYS, 'node']);
  checkKeys(path, 'node.', Object.keys(asObject(file['node'] ?? {}, `${path}: node`)), nodeKeys);
  return file;
}

function asObject(value: unknown, what: string): Values {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
  throw new SettingsError(`${what} is no JSON object`);
}

function checkKeys(path: string, prefix: string, keys: readonly string[], known: readonly string[]): void {
  for (const key of keys) {
    if (known.includes(key)) continue;
    const near = nearestName(key, known);
    const hint = near === undefined ? `It may have: ${known.join(', ')}` : `Did you mean ${prefix}${near}?`;
    throw new SettingsError(`${path} has an unknown setting: ${prefix}${key}. ${hint}`);
  }
}

/** Sets one option as if it had been typed, so that the same checks judge it. */
function set(command: Command, { name, value, source }: Setting): void {
  const option = command.options.find((candidate) => candidate.attributeName() === name);
  if (option === undefined) return; // Of the client's keys, this command line has not all.
  if (command.getOptionValueSource(name) === 'cli') return; // Asked for the second time, after parsing.
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw new SettingsError(`${source}: ${name} is neither text, number nor true or false`);
  command.setOptionValueWithSource(name, parsed(option, value, `${source}: ${name}`), 'config');
}

function parsed(option: Option, value: string | number | boolean, what: string): unknown {
  if (option.isBoolean() || option.negate) {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw new SettingsError(`${what} is true or false`);
  }
  const text = String(value);
  if (option.argChoices !== undefined && !option.argChoices.includes(text))
    throw new SettingsError(`${what} is one of ${option.argChoices.join(', ')}`);
  if (option.parseArg === undefined) return text;
  try {
    return option.parseArg(text, undefined);
  } catch (cause) {
    throw new SettingsError(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** The known name with the fewest letters different, if it is near: at most a third of its letters. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.floor(name.length / 3) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Letters to insert, delete, replace or swap: Damerau and Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_none, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1]!;
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? rows[i - 2]![j - 2]! + 1 : replaced;
      row.push(Math.min(replaced, swapped, above[j]! + 1, row[j - 1]! + 1));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
