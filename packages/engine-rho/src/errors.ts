/**
 * What can be wrong with a Rholang program, as values: before it runs (`ProgramRefusal`) and while (`RunRefusal`).
 *
 * Codes are ours and frozen; `name` and `message` follow RChain's error classes and texts (`spec/rholang.md` 2.8),
 * because contracts' tools show them. Inside this package a failure unwinds as one private `Halt`, caught at the
 * package's doors: callers only ever see a value.
 * @module
 */
import type { Refusal } from '@ashlar/base';

/** 1-based; a column counts UTF-16 units. */
export type SourcePosition = Readonly<{ line: number; column: number }>;

export type ProgramRefusalCode =
  | 'source.tooLong'
  | 'source.illegalCharacter'
  | 'source.unterminatedLiteral'
  | 'source.badEscape'
  | 'source.unexpectedToken'
  | 'source.integerOutOfRange'
  | 'source.notSupported'
  | 'program.unboundVariableRef'
  | 'program.topLevelFreeVariables'
  | 'program.topLevelWildcards'
  | 'program.topLevelConnectives'
  | 'program.nameInProcessPosition'
  | 'program.processInNamePosition'
  | 'program.nameBoundTwice'
  | 'program.processBoundTwice'
  | 'program.bundleContent'
  | 'program.receivePattern'
  | 'program.sameChannelTwice'
  | 'program.tooLarge';

export type ProgramRefusal = Refusal &
  Readonly<{ code: ProgramRefusalCode; name: string; message: string; position: SourcePosition | undefined }>;

export type RunRefusalCode =
  | 'run.outOfPhlo'
  | 'run.reduce'
  | 'run.unknownMethod'
  | 'run.methodNotDefined'
  | 'run.methodArguments'
  | 'run.operatorNotDefined'
  | 'run.operatorExpected'
  | 'run.noValueForUrn'
  | 'run.tooManyTerms'
  | 'run.matchTooHard'
  | 'run.valueTooLarge'
  | 'run.systemProcess'
  | 'run.replayMismatch'
  | 'run.aggregate';

export type RunRefusal = Refusal &
  Readonly<{ code: RunRefusalCode; name: string; message: string; causes?: readonly RunRefusal[] }>;

/** Unwinds to the nearest door of the package. Not an `Error`: it needs no stack trace and never leaves. */
export class Halt<R extends Refusal> {
  readonly refusal: R;
  constructor(refusal: R) {
    this.refusal = refusal;
  }
}

/** The name RChain gives the class of each run-time error. */
const RUN_NAMES: Readonly<Record<RunRefusalCode, string>> = {
  'run.outOfPhlo': 'OutOfPhlogistonsError',
  'run.reduce': 'ReduceError',
  'run.unknownMethod': 'ReduceError',
  'run.methodNotDefined': 'MethodNotDefined',
  'run.methodArguments': 'MethodArgumentNumberMismatch',
  'run.operatorNotDefined': 'OperatorNotDefined',
  'run.operatorExpected': 'OperatorExpectedError',
  'run.noValueForUrn': 'BugFoundError',
  'run.tooManyTerms': 'ReduceError',
  'run.matchTooHard': 'ReduceError',
  'run.valueTooLarge': 'ReduceError',
  'run.systemProcess': 'ReduceError',
  'run.replayMismatch': 'ReplayError',
  'run.aggregate': 'AggregateError',
};

export function runRefusal(code: RunRefusalCode, message: string): RunRefusal {
  return { code, name: RUN_NAMES[code], message };
}

export function haltRun(code: RunRefusalCode, message: string): never {
  throw new Halt(runRefusal(code, message));
}
