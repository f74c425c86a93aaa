/**
 * Which pages may talk to a listener. A browser says two things: the `Host` that it looked up, and the `Origin` of the
 * page that asks. A page cannot forge either.
 *
 * `Host`: names are refused unless they are known, because a page can have a name of its own point at this machine
 * (DNS rebinding) and would then be of the same origin. Addresses cannot be rebound. `Origin`: the usual CORS.
 * @module
 */
import { isIP } from 'node:net';

export type OriginRules = Readonly<{
  /** Origins whose pages may ask: `*` for all, or as browsers write them (`https://wallet.example`). */
  origins: readonly string[];
  /** Names under which this listener is known, beside `localhost` and addresses; `*` for all. */
  hosts: readonly string[];
}>;

/** Any page may ask, as of Koinos' own facade: what matters is signed, and no call acts in a visitor's name. */
export const ORIGINS_DEFAULT: OriginRules = { origins: ['*'], hosts: [] };

/** @param host the header, with or without a port; HTTP/1.0 has none */
export function isHostAllowed({ hosts }: OriginRules, host: string | undefined): boolean {
  if (host === undefined || hosts.includes('*')) return true;
  const name = nameOf(host);
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || hosts.includes(name);
}

/** @param origin the header; programs send none */
export const isOriginAllowed = ({ origins }: OriginRules, origin: string | undefined): boolean =>
  origin === undefined || origins.includes('*') || origins.includes(origin);

/** What `Access-Control-Allow-Origin` says to a page that may ask. */
export const allowedOrigin = ({ origins }: OriginRules, origin: string): string =>
  origins.includes('*') ? '*' : origin;

function nameOf(host: string): string {
  const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(host);
  return (bracketed === null ? host.replace(/:\d+$/, '') : bracketed[1]!).toLowerCase();
}
