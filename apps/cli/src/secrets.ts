/**
 * Passwords and secret words: from a file that the user names, from the terminal without echo, or from standard input.
 * Never from an argument or the environment, which other programs can read.
 * @module
 */
import { readFileSync, statSync } from 'node:fs';
import { CliError } from './cli-error.ts';
import { INPUT_BYTES_MAX, type World } from './world.ts';

export const PASSWORD_CHARACTERS_MIN = 8;
const PASSWORD_CHARACTERS_MAX = 1_024;

/** The password of an existing wallet. */
export async function askPassword(
  world: World,
  passwordFile: string | undefined,
  of: string,
): Promise<string> {
  if (passwordFile !== undefined) return firstLine(readSecretFile(passwordFile));
  const typed = await world.askSecret(`Password of ${of}: `);
  if (typed === undefined) throw noTerminal();
  return typed;
}

/** A password for a new wallet: typed twice. */
export async function askNewPassword(world: World, passwordFile: string | undefined): Promise<string> {
  if (passwordFile !== undefined) return checked(firstLine(readSecretFile(passwordFile)));
  const typed = await world.askSecret('New password: ');
  if (typed === undefined) throw noTerminal();
  if ((await world.askSecret('Once more: ')) !== checked(typed))
    throw new CliError('the two passwords differ', 64);
  return typed;
}

/** A secret text: from the file, from the terminal, or from standard input. */
export async function askSecretText(world: World, file: string | undefined, what: string): Promise<string> {
  if (file !== undefined && file !== '-') return readSecretFile(file).trim();
  const typed = file === '-' ? undefined : await world.askSecret(`${what}: `);
  return (typed ?? (await world.input())).trim();
}

function readSecretFile(path: string): string {
  try {
    if (statSync(path).size <= INPUT_BYTES_MAX) return readFileSync(path, 'utf8');
  } catch {
    throw new CliError(`cannot read ${path}`, 66);
  }
  throw new CliError(`${path} is too long`);
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0]!;

function checked(password: string): string {
  if (password.length >= PASSWORD_CHARACTERS_MIN && password.length <= PASSWORD_CHARACTERS_MAX)
    return password;
  throw new CliError(
    `a password has ${PASSWORD_CHARACTERS_MIN} to ${PASSWORD_CHARACTERS_MAX} characters`,
    64,
  );
}

const noTerminal = (): CliError =>
  new CliError('there is no terminal to ask for the password: give --password-file <path>', 64);
