/**
 * The cast: validators that run the honest machine and lie about it on the wire, each in one named way.
 *
 * An adversary sees each message its machine sends to one recipient and says what goes out instead. It can sign
 * anything, with its own key only.
 * @module
 */
import { simplex } from '@ashlar/consensus';
import { fakeCiphers } from '@ashlar/consensus/testing';
import type { Prng } from '../prng.ts';
import type { Instance } from './host.ts';
import type { AdversaryName } from './scenario.ts';

export type Outgoing = Readonly<{ message: simplex.Message; afterMs: number }>;

export type Puppet = Readonly<{
  prng: Prng;
  instance: Instance;
  delayMs: number;
  /** The recipient's node number. */
  to: number;
  /** Second blocks made for a view, by view. */
  doubles: Map<number, simplex.Block>;
  sign(statement: simplex.Statement): Uint8Array;
  /** The places of all adversaries, and their common signature: they may collude. */
  colluders: readonly simplex.Index[];
  signTogether(statement: simplex.Statement): Uint8Array;
}>;

type Lie = (puppet: Puppet, message: simplex.Message) => readonly Outgoing[];

const now = (...messages: readonly simplex.Message[]): readonly Outgoing[] =>
  messages.map((message) => ({ message, afterMs: 0 }));

/** Those that say only `now(message)` lie elsewhere: in a second copy, the payload, the log, the clock. */
export const LIES: Readonly<Record<AdversaryName, Lie>> = {
  /** Votes twice in each kind. */
  conflicter(puppet, message) {
    const statement = statementOf(puppet, message);
    if (statement === undefined || statement.kind === 'nullify') return now(message);
    const other = voteOf(puppet, { ...statement, block: otherBlock(puppet, statement) });
    return puppet.prng.chance(500) ? now(message, other) : now(other, message);
  },

  /** Shows one third of the network another block, one third both, and votes for each block where it was shown. */
  equivocator(puppet, message) {
    const part = puppet.to % 3;
    if (part === 0) return now(message);
    const statement = statementOf(puppet, message);
    if (message.kind === 'proposal') {
      const { view } = message.block.header;
      const double =
        puppet.doubles.get(view) ??
        withHeader(message.block, { payload: otherDigest(message.block.header.payload) });
      puppet.doubles.set(view, double);
      const other = proposalOf(puppet, double);
      return part === 1 ? now(other) : now(message, other);
    }
    const double = statement === undefined ? undefined : puppet.doubles.get(statement.view);
    if (statement === undefined || double === undefined || statement.kind === 'nullify') return now(message);
    const other = voteOf(puppet, { ...statement, block: double.hash });
    return part === 1 ? now(other) : now(message, other);
  },

  /** Puts other names on its votes, and on certificates that it alone signed. */
  impersonator(puppet, message) {
    const { prng, instance, sign } = puppet;
    if (message.kind !== 'vote') return now(message);
    if (prng.chance(200)) {
      const { kind, view, block } = message.vote;
      const statement = { kind, view, block };
      const signers = instance.members.map((_, index) => index);
      return now({
        kind: 'certificates',
        certificates: [{ ...statement, signers, signature: sign(statement) }],
      });
    }
    const signer = prng.below(instance.members.length);
    return now({ ...message, vote: { ...message.vote, signer } }, message);
  },

  /** Nullifies and finalizes every view. */
  nuller(puppet, message) {
    const statement = statementOf(puppet, message);
    if (statement === undefined) return now(message);
    const { view, block } = statement;
    const nullify = voteOf(puppet, { kind: 'nullify', view, block: simplex.NONE });
    if (block === simplex.NONE) return now(message);
    return now(message, nullify, voteOf(puppet, { kind: 'finalize', view, block }));
  },

  nullifyOnly(puppet, message) {
    const statement = statementOf(puppet, message);
    if (statement === undefined) return now();
    return now(voteOf(puppet, { kind: 'nullify', view: statement.view, block: simplex.NONE }));
  },

  /** Votes for long gone views. */
  outdated(puppet, message) {
    const statement = statementOf(puppet, message);
    if (statement === undefined) return now(message);
    const view = Math.max(1, statement.view - puppet.prng.between(1, 4));
    return now(voteOf(puppet, { ...statement, view }), message);
  },

  /** Keeps half of everything from whoever it is. */
  withholder({ prng }, message) {
    return prng.chance(500) ? [] : now(message);
  },

  /** Certificates and finalizations come when nobody waits for them any more. */
  lateCertifier({ prng, delayMs }, message) {
    const isLate =
      message.kind === 'certificates' || (message.kind === 'vote' && message.vote.kind === 'finalize');
    return [{ message, afterMs: isLate ? prng.below(20 * delayMs) : 0 }];
  },

  /** Proposes on an older parent, with nullifications that are missing, its own invention, or of other views. */
  skipRootLiar(puppet, message) {
    if (message.kind !== 'proposal') return now(message);
    const { view } = message.block.header;
    const double = puppet.doubles.get(view) ?? forge(puppet, message.block);
    puppet.doubles.set(view, double);
    return now(proposalOf(puppet, double));
  },

  /** Only with a quorum of its kind: notarizes two blocks in each view, whoever leads it, and shows the proofs. */
  forger(puppet, message) {
    const block = votedBlock(puppet, message);
    if (block === undefined) return message.kind === 'certificates' ? [] : now(message);
    const { view, payload } = block.header;
    const blocks = [block, withHeader(block, { payload: otherDigest(payload) })];
    const certificates = blocks.map(({ hash }): simplex.Certificate => {
      const statement = { kind: 'notarize', view, block: hash } as const;
      return { ...statement, signers: puppet.colluders, signature: puppet.signTogether(statement) };
    });
    const shown = [1, 2, 3].map((step) => ({
      message: { kind: 'blocks', blocks } as const,
      afterMs: step * puppet.delayMs,
    }));
    return [...now({ kind: 'certificates', certificates }), ...shown];
  },

  badPayload: (_, message) => now(message),
  twin: (_, message) => now(message),
  walLoser: (_, message) => now(message),
  clockSkewer: (_, message) => now(message),
  silent: () => [],
};

function statementOf({ instance }: Puppet, message: simplex.Message): simplex.Statement | undefined {
  if (message.kind === 'proposal')
    return { kind: 'notarize', view: message.block.header.view, block: message.block.hash };
  if (message.kind !== 'vote' || message.vote.signer !== instance.config.self) return undefined;
  const { kind, view, block } = message.vote;
  return { kind, view, block };
}

/** The block that a message of ours notarizes. */
function votedBlock(puppet: Puppet, message: simplex.Message): simplex.Block | undefined {
  if (message.kind === 'proposal') return message.block;
  const statement = statementOf(puppet, message);
  return statement?.kind === 'notarize'
    ? puppet.instance.state.blocks.get(statement.block)?.block
    : undefined;
}

function voteOf({ instance, sign }: Puppet, statement: simplex.Statement): simplex.Message {
  return { kind: 'vote', vote: { ...statement, signer: instance.config.self!, signature: sign(statement) } };
}

function proposalOf({ sign }: Puppet, block: simplex.Block): simplex.Message {
  const statement = { kind: 'notarize', view: block.header.view, block: block.hash } as const;
  return { kind: 'proposal', block, signature: sign(statement) };
}

/** Another known block of the view, or one that nobody has. */
function otherBlock({ instance }: Puppet, { view, block }: simplex.Statement): simplex.Digest {
  for (const { block: known } of instance.state.blocks.values())
    if (known.header.view === view && known.hash !== block) return known.hash;
  return otherDigest(block);
}

function otherDigest(digest: simplex.Digest): simplex.Digest {
  return `f${digest.slice(1, -1)}e` as simplex.Digest;
}

function withHeader(
  block: simplex.Block,
  change: Partial<simplex.Header>,
  ancestry = block.ancestry,
): simplex.Block {
  const header = { ...block.header, ...change, skipRoot: simplex.skipRootOf(fakeCiphers, ancestry) };
  return { hash: simplex.hashOf(fakeCiphers, header), header, ancestry };
}

/** A block on the floor of some moment, as if all since had been nullified. */
function forge(puppet: Puppet, block: simplex.Block): simplex.Block {
  const { instance, prng } = puppet;
  const { floor, blocks } = instance.state;
  const older = [...blocks.values()].find(
    ({ block: known, verdict }) => verdict === 'valid' && known.header.view < block.header.parentView,
  );
  const { base } = instance.config;
  const parent =
    older === undefined || prng.chance(300)
      ? { hash: base.block, view: 0, height: base.height }
      : { hash: older.block.hash, view: older.block.header.view, height: older.block.header.height };
  const ancestry: simplex.Certificate[] = [];
  if (parent.view > 0 && floor.finalization !== undefined)
    ancestry.push(invent(puppet, { kind: 'notarize', view: parent.view, block: parent.hash }));
  const omitted = prng.chance(300) ? prng.between(parent.view + 1, block.header.view) : 0;
  for (let view = parent.view + 1; view < block.header.view; view++)
    if (view !== omitted) ancestry.push(invent(puppet, { kind: 'nullify', view, block: simplex.NONE }));
  return withHeader(
    block,
    { parent: parent.hash, parentView: parent.view, height: parent.height + 1 },
    ancestry,
  );
}

/** A certificate that the liar alone signed, sometimes in everybody's name. */
function invent(puppet: Puppet, statement: simplex.Statement): simplex.Certificate {
  const { instance, prng, sign } = puppet;
  const known = instance.state.slots.get(statement.view)?.certificates[statement.kind][0];
  if (known !== undefined && known.block === statement.block) return known;
  const everybody = instance.members.map((_, index) => index);
  const signers = prng.chance(500) ? [instance.config.self!] : everybody;
  return { ...statement, signers, signature: sign(statement) };
}
