/**
 * Coming back from a crash: the log gives back what we said, what let us in, and what is final.
 *
 * Nothing is verified again: the log is our own, and its frames are checksummed (`wal.ts`).
 * @module
 */
import { armTimers, enter } from './advance.ts';
import { seal } from './blocks.ts';
import type { Config } from './config.ts';
import { WINDOW_VIEWS } from './config.ts';
import { hasSaid, withSaid } from './slot.ts';
import type { Durable, Silence, State } from './state.ts';
import type { Turn } from './turn.ts';
import type { LogRecord, Statement } from './types.ts';
import { NONE } from './types.ts';

export function initialState(config: Config, durable: Durable): State {
  const silences = new Set<Silence>();
  if (durable.isTainted) silences.add('tainted');
  if (config.timing.watchMs > 0) silences.add('watching');
  return {
    view: 0,
    floor: config.base,
    slots: new Map(),
    blocks: new Map(),
    missing: new Set(),
    pendingFinal: undefined,
    nullifiedRun: 0,
    heardViews: config.validators.map(() => 0),
    signedView: 0,
    silentThrough: 0,
    voteCount: 0,
    silences,
    buildingView: 0,
    askedView: 0,
    requestCount: config.self ?? 0,
  };
}

/** Rebuilds the state, and takes up the view where the crash left it. */
export function recover(turn: Turn, durable: Durable): void {
  const { state, config } = turn;
  for (const record of durable.records) replay(turn, record);
  if (durable.signer.voteCount > state.voteCount) {
    // The next `enter` logs both; until then the log stays short of votes, and the loss is noticed again.
    state.voteCount = durable.signer.voteCount;
    state.silentThrough = durable.signer.view;
  }
  if (config.timing.watchMs > 0)
    turn.emit({ kind: 'arm', timer: 'watch', view: 0, afterMs: config.timing.watchMs });
  if (state.floor.nextSet !== NONE && state.floor !== config.base) seal(turn);
  if (state.view === 0) {
    enter(turn, 1);
  } else {
    armTimers(turn);
    if (!state.silences.has('sealed')) signAgain(turn);
    turn.isDirty = true;
  }
}

/** What we said since the floor, the newest views only, to say it again: a crash may have come before the sending. */
function signAgain(turn: Turn): void {
  const { state } = turn;
  const views = [...state.slots.keys()].filter((view) => view > state.floor.view).sort((a, b) => a - b);
  const signAnew = (statement: Statement): void =>
    turn.emit({ kind: 'sign', statement, voteNumber: state.voteCount });
  for (const view of views.slice(-WINDOW_VIEWS)) {
    const { notarize, nullify, finalize } = turn.slot(view).mine;
    for (const block of notarize) signAnew({ kind: 'notarize', view, block });
    if (nullify) signAnew({ kind: 'nullify', view, block: NONE });
    for (const block of finalize) signAnew({ kind: 'finalize', view, block });
  }
}

function replay(turn: Turn, record: LogRecord): void {
  const { state } = turn;
  switch (record.kind) {
    case 'enter':
      state.view = Math.max(state.view, record.view);
      state.voteCount = Math.max(state.voteCount, record.voteCount);
      state.silentThrough = Math.max(state.silentThrough, record.silentThrough);
      return;
    case 'vote':
      replayVote(turn, record.statement);
      return;
    case 'block':
      turn.setEntry({
        block: record.block,
        verdict: 'unknown',
        isProven: true, // We log only blocks that we vote for, or that are final.
        isTimely: true,
      });
      return;
    case 'certificate': {
      const { kind, view } = record.certificate;
      const { certificates } = turn.slot(view);
      turn.setSlot(view, {
        certificates: { ...certificates, [kind]: [...certificates[kind], record.certificate] },
      });
      // The crash may have come between the certificate and the entering that it justifies.
      if (kind !== 'notarize') state.view = Math.max(state.view, view + 1);
      if (kind === 'finalize' && view > (state.pendingFinal?.view ?? 0))
        state.pendingFinal = record.certificate;
      return;
    }
    default:
      state.floor = record.floor;
      state.view = Math.max(state.view, record.floor.view + 1);
  }
}

function replayVote(turn: Turn, statement: Statement): void {
  const { state } = turn;
  const slot = turn.slot(statement.view);
  state.voteCount += 1;
  if (!hasSaid(slot.mine, statement)) turn.setSlot(statement.view, { mine: withSaid(slot.mine, statement) });
  if (statement.kind !== 'finalize') state.signedView = Math.max(state.signedView, statement.view);
  state.view = Math.max(state.view, statement.kind === 'finalize' ? 0 : statement.view);
}

function enterRecord({ view, voteCount, silentThrough }: State): LogRecord {
  return { kind: 'enter', view, voteCount, silentThrough };
}

/** The shortest log that recovers to the same votes, certificates, blocks and floor: what a driver rotates to. */
export function compactedLog(state: State): readonly LogRecord[] {
  const records: LogRecord[] = [];
  if (state.floor.finalization !== undefined) records.push({ kind: 'floor', floor: state.floor });
  for (const { block, isProven } of state.blocks.values())
    if (isProven && block.header.view >= state.floor.view) records.push({ kind: 'block', block });
  for (const [view, { mine, certificates }] of [...state.slots].sort(([a], [b]) => a - b)) {
    if (view < state.floor.view) continue;
    for (const kind of ['notarize', 'nullify', 'finalize'] as const)
      for (const certificate of certificates[kind]) records.push({ kind: 'certificate', certificate });
    for (const block of mine.notarize)
      records.push({ kind: 'vote', statement: { kind: 'notarize', view, block } });
    if (mine.nullify) records.push({ kind: 'vote', statement: { kind: 'nullify', view, block: NONE } });
    for (const block of mine.finalize)
      records.push({ kind: 'vote', statement: { kind: 'finalize', view, block } });
  }
  return [...records, enterRecord(state)];
}
