/**
 * The system processes that need no chain: output, hashes, signatures, addresses, names (`spec/rholang.md` 6.2).
 * @module
 */
import {
  blake2b256,
  ed25519,
  HEADER_MIN,
  keccak256,
  sha256,
  verify as verifySecp256k1,
} from '@ashlar/crypto';
import { parseRevAddress, registryUri, revAddressOfName, revAddressOfPublicKey } from './addresses.ts';
import { boolTerm, bytesTerm, NIL, par1, stringTerm, uriTerm } from './build.ts';
import { compactSignature } from './der.ts';
import { haltRun } from './errors.ts';
import { K, type Kind } from './kinds.ts';
import { printTerm } from './printer.ts';
import type { SystemProcess } from './system-process.ts';
import type { Term, TermValue } from './term.ts';
import { WORK } from './work.ts';

export type Stream = 'stdout' | 'stderr';
export type Print = (stream: Stream, line: string) => void;

const DIGEST_BYTES = 32;

/** The value of a `Par` that is one term of this kind. */
function valueOf(par: Term, kind: Kind): TermValue {
  const [only] = par.kids;
  return par.kids.length === 1 && only!.kind === kind ? only!.value : undefined;
}

const bytesOf = (par: Term): Uint8Array | undefined => valueOf(par, K.bytes) as Uint8Array | undefined;

function expectBytes(urn: string, par: Term): Uint8Array {
  return bytesOf(par) ?? haltRun('run.systemProcess', `${urn} expects byte arrays.`);
}

const textPar = (text: string | undefined): Term => (text === undefined ? NIL : par1(stringTerm(text)));

function output(print: Print, stream: Stream, channel: number): readonly SystemProcess[] {
  return [
    {
      urn: `rho:io:${stream}`,
      channel,
      reference: channel,
      arity: 1,
      run: (args) => print(stream, printTerm(args[0]!)),
    },
    {
      urn: `rho:io:${stream}Ack`,
      channel: channel + 1,
      reference: channel + 1,
      arity: 2,
      run(args, reply) {
        print(stream, printTerm(args[0]!));
        reply(args[1]!, [NIL]);
      },
    },
  ];
}

function hashing(name: string, channel: number, hash: (bytes: Uint8Array) => Uint8Array): SystemProcess {
  const urn = `rho:crypto:${name}Hash`;
  return {
    urn,
    channel,
    reference: channel,
    arity: 2,
    run: (args, reply) => reply(args[1]!, [par1(bytesTerm(hash(expectBytes(urn, args[0]!))))]),
  };
}

type Verify = (data: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean;

function verifying(name: string, channel: number, reference: number, verify: Verify): SystemProcess {
  const urn = `rho:crypto:${name}Verify`;
  return {
    urn,
    channel,
    reference,
    arity: 4,
    work: WORK.signature,
    run(args, reply) {
      const [data, signature, publicKey] = args.slice(0, 3).map((arg) => expectBytes(urn, arg));
      reply(args[3]!, [par1(boolTerm(verify(data!, signature!, publicKey!)))]);
    },
  };
}

/** Strict DER, low S; the data is the digest itself. */
function verifyDer(digest: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const compact = compactSignature(signature, HEADER_MIN);
  return (
    digest.length === DIGEST_BYTES && compact !== undefined && verifySecp256k1(digest, compact, publicKey)
  );
}

/** `(request, argument, ack)`; an unknown request leaves the message unanswered, as in RChain. */
function requests(
  urn: string,
  channel: number,
  reference: number,
  answers: Readonly<Record<string, (argument: Term) => Term>>,
): SystemProcess {
  return {
    urn,
    channel,
    reference,
    arity: 3,
    run(args, reply) {
      const request = valueOf(args[0]!, K.string);
      const answer =
        typeof request === 'string' && Object.hasOwn(answers, request) ? answers[request] : undefined;
      if (answer === undefined) return haltRun('run.systemProcess', `${urn} does not know this request.`);
      reply(args[2]!, [answer(args[1]!)]);
    },
  };
}

function validateAddress(argument: Term): Term {
  const text = valueOf(argument, K.string);
  if (typeof text !== 'string') return NIL;
  const parsed = parseRevAddress(text);
  return parsed.ok ? NIL : textPar(parsed.refusal.message);
}

const withBytes =
  (kind: Kind, make: (bytes: Uint8Array) => Term | undefined) =>
  (argument: Term): Term => {
    const value = valueOf(argument, kind);
    return (value instanceof Uint8Array ? make(value) : undefined) ?? NIL;
  };

/** All of them. `print` receives one line a message, without its end. */
export function standardProcesses(print: Print): readonly SystemProcess[] {
  return [
    ...output(print, 'stdout', 0),
    ...output(print, 'stderr', 2),
    verifying('ed25519', 4, 4, ed25519.verify),
    hashing('sha256', 5, sha256),
    hashing('keccak256', 6, keccak256),
    hashing('blake2b256', 7, blake2b256),
    verifying('secp256k1', 8, 9, verifyDer),
    requests('rho:rev:address', 12, 13, {
      validate: validateAddress,
      fromPublicKey: withBytes(K.bytes, (key) => textPar(revAddressOfPublicKey(key))),
      fromDeployerId: withBytes(K.deployerId, (key) => textPar(revAddressOfPublicKey(key))),
      fromUnforgeable: withBytes(K.privateName, (id) => textPar(revAddressOfName(id))),
    }),
    requests('rho:rchain:deployerId:ops', 13, 14, {
      pubKeyBytes: withBytes(K.deployerId, (key) => par1(bytesTerm(key))),
    }),
    requests('rho:registry:ops', 17, 15, {
      buildUri: withBytes(K.bytes, (key) => par1(uriTerm(registryUri(key)))),
    }),
    requests('sys:authToken:ops', 18, 16, {
      check: (token) => par1(boolTerm(token.kids.length === 1 && token.first.kind === K.authToken)),
    }),
  ];
}

/** Urns whose channels the registry contract takes over at genesis. They name channels, not processes. */
export const REGISTRY_CHANNELS: ReadonlyMap<string, number> = new Map([
  ['rho:registry:lookup', 14],
  ['rho:registry:insertArbitrary', 15],
  ['rho:registry:insertSigned:secp256k1', 16],
]);
