/**
 * Messages from peers, and R8: catching up and letting others catch up.
 *
 * Every answer is self-verifying, so it does not matter who gives it.
 * @module
 */
import { messageOf, onVote } from './ballots.ts';
import { want } from './blocks.ts';
import { hold, learn } from './certify.ts';
import {
  BLOCKS_PER_MESSAGE_MAX,
  BLOCKS_PER_VIEW_MAX,
  CERTIFICATES_PER_MESSAGE_MAX,
  WINDOW_VIEWS,
} from './config.ts';
import { hasSaid } from './slot.ts';
import type { Turn } from './turn.ts';
import type { Block, Certificate, Digest, Message, Peer, Vote } from './types.ts';

export function onMessage(turn: Turn, from: Peer, message: Message): void {
  if (turn.state.silences.has('sealed')) {
    answerStraggler(turn, from, message);
    return;
  }
  switch (message.kind) {
    case 'proposal':
      if (!onProposal(turn, from, message.block, message.signature)) blame(turn, from, 'proposal.invalid');
      return;
    case 'vote':
      if (!onVote(turn, from, message.vote)) blame(turn, from, 'vote.signatureInvalid');
      break;
    case 'certificates':
      for (const certificate of message.certificates)
        if (!learn(turn, certificate, 'received')) blame(turn, from, 'certificate.invalid');
      return;
    case 'wantCertificates':
      serveCertificates(turn, from, message.view);
      return;
    case 'wantBlocks':
      serveBlocks(turn, from, message.block, message.aboveHeight);
      return;
    default:
      onBlocks(turn, message.blocks);
  }
}

/** A sealed epoch knows one answer: how it ended. */
function answerStraggler(turn: Turn, from: Peer, message: Message): void {
  const { finalization } = turn.state.floor;
  if (message.kind === 'wantBlocks') serveBlocks(turn, from, message.block, message.aboveHeight);
  else if (message.kind !== 'certificates' && message.kind !== 'blocks' && finalization !== undefined)
    turn.send(from, { kind: 'certificates', certificates: [finalization] });
}

type Blame = 'proposal.invalid' | 'vote.signatureInvalid' | 'certificate.invalid';

function blame(turn: Turn, from: Peer, reason: Blame): void {
  turn.emit({ kind: 'blame', from, reason });
}

/** A block from its leader, with the leader's Notarize. Two different ones for a view are kept: they convict it. */
function onProposal(turn: Turn, from: Peer, block: Block, signature: Uint8Array): boolean {
  const { config, state } = turn;
  const { view, epoch } = block.header;
  if (epoch !== config.epoch || view < 1) return false;
  if (view <= state.floor.view || view > state.view + WINDOW_VIEWS) return true;
  const leader = config.leaderOf(view);
  const vote: Vote = { kind: 'notarize', view, block: block.hash, signer: leader, signature };
  if (!onVote(turn, from, vote, true)) return false;
  const { proposals } = turn.slot(view);
  if (proposals.includes(block.hash) || proposals.length >= BLOCKS_PER_VIEW_MAX) return true;
  turn.setSlot(view, { proposals: [...proposals, block.hash] });
  hold(turn, block);
  return turn.entry(block.hash)?.isProven === true;
}

/** Blocks we asked for, child before parent; each shows which one we need next. */
function onBlocks(turn: Turn, blocks: readonly Block[]): void {
  const { state } = turn;
  let next: Digest | undefined;
  for (const block of blocks) {
    if (!state.missing.has(block.hash) && block.hash !== next) continue;
    hold(turn, block);
    const { parent, height } = block.header;
    next = height > state.floor.height + 1 && turn.entry(parent) === undefined ? parent : undefined;
  }
  if (next !== undefined) want(turn, next);
}

/** The newest Finalization, then all we hold from `view` on; nothing if we know no more than the asker. */
function serveCertificates(turn: Turn, to: Peer, view: number): void {
  const { floor, slots } = turn.state;
  const certificates: Certificate[] = [];
  if (floor.finalization !== undefined && floor.view >= view) certificates.push(floor.finalization);
  const views = [...slots.keys()].filter((other) => other >= view).sort((a, b) => a - b);
  for (const other of views) {
    const { finalize, notarize, nullify } = turn.slot(other).certificates;
    certificates.push(...finalize, ...notarize, ...nullify);
  }
  if (certificates.length > 0)
    turn.send(to, {
      kind: 'certificates',
      certificates: certificates.slice(0, CERTIFICATES_PER_MESSAGE_MAX),
    });
}

function serveBlocks(turn: Turn, to: Peer, hash: Digest, aboveHeight: number): void {
  const blocks: Block[] = [];
  let cursor: Digest = hash;
  while (blocks.length < BLOCKS_PER_MESSAGE_MAX) {
    const block = turn.entry(cursor)?.block;
    if (block === undefined || block.header.height <= aboveHeight) break;
    blocks.push(block);
    cursor = block.header.parent;
  }
  if (blocks.length > 0) turn.send(to, { kind: 'blocks', blocks });
  else turn.emit({ kind: 'lookup', to, block: hash, aboveHeight });
}

/** Own Finalize votes of views not yet final that are repeated with the rest. */
const FINALIZES_RESENT_MAX = 8;

/** R6: stuck in a view. Say again what we said, show what let us in, ask what others know. */
export function resend(turn: Turn): void {
  const { state, config } = turn;
  const { view } = state;
  if (config.self !== undefined && state.silences.size === 0) {
    for (const kind of ['notarize', 'nullify'] as const) resendVote(turn, view, kind);
    const finalizing = [...state.slots.keys()].filter(
      (other) => other > state.floor.view && turn.slot(other).mine.finalize.length > 0,
    );
    for (const other of finalizing.sort((a, b) => b - a).slice(0, FINALIZES_RESENT_MAX))
      resendVote(turn, other, 'finalize');
  }
  const { finalize, notarize, nullify } = turn.slot(view - 1).certificates;
  const certificates = [...finalize, ...notarize, ...nullify];
  if (certificates.length > 0) turn.send('all', { kind: 'certificates', certificates });
  turn.send('all', { kind: 'wantCertificates', view });
}

function resendVote(turn: Turn, view: number, kind: 'notarize' | 'nullify' | 'finalize'): void {
  const { ballots, mine } = turn.slot(view);
  const vote = ballots[kind][turn.config.self!]?.vote;
  if (vote !== undefined && hasSaid(mine, vote)) turn.send('all', messageOf(turn, vote));
}
