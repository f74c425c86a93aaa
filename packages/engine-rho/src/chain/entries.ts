/**
 * What a tuple space's contract can be asked: to run a deploy, to explore, what lies on a name, to call a channel.
 *
 * Each entry ends by the host's `exit`; one that returns has run out of ticks.
 * @module
 */
import { concat, uint32be, utf8 } from '@ashlar/base';
import { blake2b256 } from '@ashlar/crypto';
import {
  type Codec,
  chain,
  DecodeError,
  DeployRholangOperation,
  entryPointOf,
  rholang,
} from '@ashlar/protocol';
import { par1, parOf, privateName, sendTerm, singleBundle } from '../build.ts';
import { deployInjections } from '../chain-processes.ts';
import { Halt } from '../errors.ts';
import { K } from '../kinds.ts';
import { Meter } from '../meter.ts';
import { SplittableRandom } from '../random.ts';
import { legacyDeployRandom } from '../seeds.ts';
import { arityPattern, fixedChannel } from '../system-process.ts';
import { REGISTRY_CHANNELS } from '../system-processes.ts';
import { FLAG, type Term } from '../term.ts';
import { encodeTerm } from '../term-codec.ts';
import { decodeTerm } from '../term-decoder.ts';
import { checkDeploy } from './deploy.ts';
import type { RhoHost } from './host.ts';
import { Program } from './program.ts';
import { StateStore } from './state-store.ts';
import { termOfValue, valueOfTerm } from './values.ts';

/** Entry points of a tuple space's contract. */
export const RHO_ENTRY: Readonly<Record<'deploy' | 'explore' | 'dataAtName' | 'callChannel', number>> = {
  deploy: entryPointOf('deploy'),
  explore: entryPointOf('explore'),
  dataAtName: entryPointOf('data_at_name'),
  callChannel: entryPointOf('call_channel'),
};

const EXPLORE_SEED = utf8('ashlar/rho/explore');
const CALL_SEED = utf8('ashlar/rho/call');
/** Where the number of calls from contracts is kept, which makes their names differ. */
const COUNTERS = 0;
const CALLS_KEY = utf8('calls');
const PHLO_MAX = 2n ** 52n;
/** No process has this reference: what waits with it is only asked, never run. */
const NOBODY = -1;

/** By which the kernel asks a contract whether it authorizes (`spec/koinos.md` 4.6). */
const AUTHORIZE_ENTRY = 0x4a2dbd90;

/** Answers only if the ticks have run out. */
type Entry = (host: RhoHost, config: rholang.Config, args: Uint8Array) => undefined;

export const ENTRIES: ReadonlyMap<number, Entry> = new Map<number, Entry>([
  [RHO_ENTRY.deploy, deploy],
  [RHO_ENTRY.explore, explore],
  [RHO_ENTRY.dataAtName, dataAtName],
  [RHO_ENTRY.callChannel, callChannel],
  [AUTHORIZE_ENTRY, authorize],
]);

function decoded<T>(host: RhoHost, codec: Codec<T>, bytes: Uint8Array): T {
  try {
    return codec.decode(bytes);
  } catch (cause) {
    if (cause instanceof DecodeError) return host.revert(`the arguments are no ${codec.name}`);
    throw cause;
  }
}

/** The rules of the space are the system's to change. */
function authorize(host: RhoHost): undefined {
  return host.exit(chain.AuthorizeResult.encode({ value: host.checkSystemAuthority() }));
}

/** For the kernel, which undoes what a failed program changed through other contracts. */
function deploy(host: RhoHost, config: rholang.Config, args: Uint8Array): undefined {
  const { address, isKernel } = host.caller();
  if (!isKernel || address.length > 0) host.revert('deploys come from the kernel');
  const deployed = decoded(host, DeployRholangOperation, args);
  const checked = checkDeploy(deployed, config, host.head().height);
  if (!checked.ok) host.revert(checked.refusal.message);
  const program = programOf(host, phloOf(deployed.phloLimit), false);
  const injections = deployInjections(deployed.sig, deployed.deployer);
  program.runSource(deployed.term, legacyDeployRandom(deployed.deployer, deployed.timestamp), injections);
  const outcome = program.finish();
  return program.isUnpaid ? undefined : host.exit(rholang.Outcome.encode(outcome));
}

/** Beyond what can be counted nobody pays. */
const phloOf = (limit: bigint): number => Number(limit < PHLO_MAX ? limit : PHLO_MAX);

function programOf(host: RhoHost, phloLimit: number, isRead: boolean): Program {
  const meter = new Meter(phloLimit);
  host.watch(meter);
  return new Program(host, meter, isRead);
}

/** Runs a term that leaves nothing, and answers what it sent to the first name it made. */
function explore(host: RhoHost, _config: rholang.Config, args: Uint8Array): undefined {
  const { term, phloLimit } = decoded(host, rholang.ExploreArguments, args);
  const program = programOf(host, phloLimit === 0n ? host.affordable : phloOf(phloLimit), true);
  const random = SplittableRandom.of(EXPLORE_SEED);
  const name = par1(privateName(random.copy().next()));
  program.runSource(term, random, new Map());
  const outcome = program.finish();
  const data = outcome.errored ? [] : program.space.dataOn(name).map(({ datum }) => valuesOf(datum.values));
  return host.exit(rholang.ExploreResult.encode({ data, outcome }));
}

const valuesOf = (values: readonly Term[]): rholang.Values => ({ par: values.map(encodeTerm) });

function dataAtName(host: RhoHost, _config: rholang.Config, args: Uint8Array): undefined {
  const { name } = decoded(host, rholang.DataAtNameArguments, args);
  const channel = decodeTerm(name.slice());
  if (!channel.ok) return host.revert('the name is no Par');
  const meter = new Meter(host.affordable);
  host.watch(meter);
  const data = dataOn(new StateStore(host, meter), channel.value);
  if (data === undefined) return undefined;
  host.settle();
  return host.exit(rholang.DataAtNameResult.encode({ data }));
}

/** What lies on a channel; undefined if reading it cannot be paid. */
function dataOn(store: StateStore, channel: Term): readonly rholang.Values[] | undefined {
  try {
    return store.data(channel).map(({ datum }) => valuesOf(datum.values));
  } catch (halt) {
    if (halt instanceof Halt) return undefined;
    throw halt;
  }
}

/** A contract sends to a channel and gets the answer, or is undone with all it did. */
function callChannel(host: RhoHost, _config: rholang.Config, args: Uint8Array): undefined {
  const { channel, args: values } = decoded(host, rholang.CallChannelArguments, args);
  const { address } = host.caller();
  const terms = (channel === undefined ? values : [channel, ...values]).map((value) =>
    termOfValue(value, address),
  );
  const [target, ...data] = terms;
  if (channel === undefined || target === undefined || data.includes(undefined))
    return host.revert('an argument is no value that a contract may send');
  const random = SplittableRandom.of(blake2b256(concat(CALL_SEED, address, uint32be(nextCall(host)))));
  const program = programOf(host, host.affordable, false);
  const receiver =
    channel.uriValue === undefined ? target : lookUp(host, program, target, random.splitByte(0));
  const reply = ask(program, receiver, data as Term[], random.splitByte(1));
  const { errors } = program.finish();
  if (program.isUnpaid) return undefined;
  if (reply === undefined) return host.revert(errors[0] ?? 'the channel did not answer');
  return host.exit(rholang.CallChannelResult.encode({ value: reply.map(valueOfTerm) }));
}

function nextCall(host: RhoHost): number {
  const bytes = host.get(COUNTERS, CALLS_KEY);
  const call = bytes === undefined ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  host.put(COUNTERS, CALLS_KEY, uint32be(call + 1));
  return call;
}

/** The channel that the registry has under a URI: of pairs with a nonce, the second. */
function lookUp(host: RhoHost, program: Program, uri: Term, random: SplittableRandom): Term {
  const registry = fixedChannel(REGISTRY_CHANNELS.get('rho:registry:lookup')!);
  const found = ask(program, registry, [uri], random)?.[0];
  const only = found?.kids.length === 1 ? found.first : undefined;
  const isSigned = only?.kind === K.tuple && only.kids.length === 2;
  const channel = isSigned ? only.kids[1]! : found;
  if (channel === undefined || channel.kids.length === 0) return host.revert('the registry has no such URI');
  const bundle = singleBundle(channel);
  if (bundle === undefined) return channel;
  if ((bundle.flags & FLAG.write) === 0) host.revert('what the registry has cannot be sent to');
  return bundle.first;
}

/** Sends the data and a fresh name, runs to the end, and takes what was sent to the name first. */
function ask(
  program: Program,
  channel: Term,
  data: readonly Term[],
  random: SplittableRandom,
): readonly Term[] | undefined {
  const name = par1(privateName(random.next()));
  program.run(parOf([sendTerm(channel, [...data, name], false)]), random);
  const [first] = program.space.dataOn(name);
  if (program.errors.length > 0 || first === undefined) return undefined;
  const taken = program.space.consume({
    channels: [name],
    patterns: [arityPattern(first.datum.values.length)],
    continuation: { kind: 'system', process: NOBODY },
    persistent: false,
    peek: false,
  });
  return taken?.taken[0]?.values;
}
