/**
 * Effects as words: the readable trace, and which interesting states a run reached.
 * @module
 */
import type { simplex } from '@ashlar/consensus';
import type { Coverage } from '../coverage.ts';
import type { Trace } from '../trace.ts';
import type { Host, Instance } from './host.ts';

/** What a body of swarm runs must reach, or it has not tested it. */
export const EXPECTED: readonly string[] = [
  'nullification',
  'finalization after a nullified view',
  'epoch sealed',
  'evidence E1',
  'evidence E2',
  'evidence E3',
  'evidence E4',
  'blame vote.signatureInvalid',
  'blame proposal.invalid',
  'blame certificate.invalid',
  'missing block fetched',
  'block from the future awaited',
  'doppelganger guard',
  'silence after a lost log',
  'restart with votes',
  'archive looked up',
  'fault crash',
  'fault rollback',
  'fault partition',
  'fault clog',
  'fault clock',
  'fault drift',
  'fault pause',
  'fault slowDisk',
];

export function note(
  trace: Trace,
  coverage: Coverage,
  nowMs: number,
  host: Host,
  instance: Instance,
  effect: simplex.Effect,
): void {
  const { state } = instance;
  switch (effect.kind) {
    case 'persist':
      noteRecord(coverage, instance, effect.record);
      break;
    case 'report':
      coverage.hit(`evidence ${effect.evidence.kind}`);
      break;
    case 'blame':
      coverage.hit(`blame ${effect.reason}`);
      break;
    case 'sealed':
      coverage.hit('epoch sealed');
      break;
    case 'lookup':
      coverage.hit('archive looked up');
      break;
    case 'arm':
      if (effect.timer === 'early') coverage.hit('block from the future awaited');
      if (effect.timer === 'watch') coverage.hit('doppelganger guard');
      if (state.silentThrough > 0) coverage.hit('silence after a lost log');
      break;
    case 'send':
      if (effect.message.kind === 'blocks') coverage.hit('missing block fetched');
      break;
    case 'sign':
      if (host.life > 0) coverage.hit('restart with votes');
      break;
    default:
  }
  if (trace.isKept) {
    const text = describe(effect);
    if (text !== '') trace.note(nowMs, host.node, `${instance.epoch}/${state.view} ${text}`);
  }
}

function noteRecord(coverage: Coverage, { state }: Instance, record: simplex.LogRecord): void {
  if (record.kind === 'certificate' && record.certificate.kind === 'nullify') coverage.hit('nullification');
  if (record.kind === 'floor') {
    const below = state.slots.get(record.floor.view - 1);
    if ((below?.certificates.nullify.length ?? 0) > 0) coverage.hit('finalization after a nullified view');
  }
}

function describe(effect: simplex.Effect): string {
  switch (effect.kind) {
    case 'sign':
      return `${effect.statement.kind} ${short(effect.statement)}`;
    case 'persist':
      if (effect.record.kind === 'certificate')
        return `CERT ${effect.record.certificate.kind} ${short(effect.record.certificate)}`;
      return effect.record.kind === 'enter' ? `enter ${effect.record.view}` : '';
    case 'commit':
      return `FINAL ${effect.block.header.height} ${effect.block.hash.slice(0, 6)}`;
    case 'report':
      return `${effect.evidence.kind} against ${effect.offenders.join(',')}`;
    case 'blame':
      return `blames ${effect.from}: ${effect.reason}`;
    case 'alarm':
      return `ALARM ${effect.alarm.kind}`;
    case 'sealed':
      return 'sealed';
    default:
      return '';
  }
}

function short({ view, block }: simplex.Statement): string {
  return `${view}:${block.slice(0, 6)}`;
}
