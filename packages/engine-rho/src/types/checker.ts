/**
 * The types checker: what a program's use of its own names says against it (`docs/decisions/0120-types-from-use.md`).
 *
 * Only names that `new` binds and the system gives are judged, and only as far as they do not escape: whoever else may send
 * or receive is assumed to do so. Findings are certain; silence proves nothing.
 * @module
 */
import type { ProcessTree } from '../ast.ts';
import {
  type Binder,
  type Bindings,
  READ,
  type Receive,
  type Send,
  sentCount,
  takenCount,
  WRITE,
} from './bindings.ts';
import { capabilitiesOf } from './capabilities.ts';
import { Counts } from './counts.ts';
import { irregularWays } from './replies.ts';
import { resolveNames } from './resolve.ts';
import { Shapes } from './shapes.ts';
import { systemName } from './system-names.ts';

export type TypeCode =
  | 'types.arity'
  | 'types.shape'
  | 'types.capability'
  | 'types.unused'
  | 'types.neverReceived'
  | 'types.neverSent'
  | 'types.noReply'
  | 'types.severalReplies'
  | 'types.surplus';

/** An `error` certainly fails or is never taken when it is reached; a `warning` is certainly idle or irregular. */
export type TypeFinding = Readonly<{
  code: TypeCode;
  severity: 'error' | 'warning';
  message: string;
  /** 1-based. */
  line: number;
  /** 1-based, UTF-16 units. */
  column: number;
}>;

/** Findings told of one program: the first ones by place. */
export const TYPE_FINDINGS_MAX = 100;
/** Characters of a name in a message. */
const SHOWN_UNITS_MAX = 40;

type Found = Readonly<{ at: number; code: TypeCode; message: string }>;
const ERRORS: ReadonlySet<TypeCode> = new Set(['types.arity', 'types.shape', 'types.capability']);

/**
 * @param source the text that `tree` was parsed from
 * @returns at most `TYPE_FINDINGS_MAX`, in order of place
 */
export function checkTypes(tree: ProcessTree, source: string): readonly TypeFinding[] {
  const found = new Checker(resolveNames(tree, source)).found();
  const first = found
    .toSorted((a, b) => a.at - b.at || (a.code < b.code ? -1 : 1))
    .slice(0, TYPE_FINDINGS_MAX);
  let [line, lineStart] = [1, 0];
  return first.map(({ at, code, message }) => {
    for (let end = source.indexOf('\n', lineStart); end !== -1 && end < at; ) {
      [line, lineStart] = [line + 1, end + 1];
      end = source.indexOf('\n', lineStart);
    }
    const severity = ERRORS.has(code) ? 'error' : 'warning';
    return { code, severity, message, line, column: at - lineStart + 1 };
  });
}

class Checker {
  readonly #bindings: Bindings;
  readonly #shapes = new Shapes();
  readonly #found: Found[] = [];

  constructor(bindings: Bindings) {
    this.#bindings = bindings;
  }

  found(): readonly Found[] {
    for (const binder of this.#bindings.binders) {
      if (binder.origin === 'urn') this.#systemName(binder);
      if (binder.origin === 'new') this.#ownName(binder);
    }
    this.#capabilities();
    for (const receive of this.#bindings.receives) if (receive.kind === 'repeated') this.#replies(receive);
    return this.#found;
  }

  #tell(at: number, code: TypeCode, message: string): void {
    this.#found.push({ at, code, message });
  }

  #unused(binder: Binder): boolean {
    const isUnused = binder.uses.length === 0 && !binder.isInPattern;
    if (isUnused && !binder.name.startsWith('_'))
      this.#tell(binder.at, 'types.unused', `${shown(binder)} is not used.`);
    return isUnused;
  }

  /** A system process takes messages of one size. */
  #systemName(binder: Binder): void {
    if (this.#unused(binder)) return;
    const arities = systemName(binder.uri!)?.arities ?? [];
    if (arities.length === 0) return;
    for (const send of binder.sends) {
      if (arities.includes(sentCount(send))) continue;
      this.#tell(
        send.at,
        'types.arity',
        `This message has ${values(sentCount(send))}, but ${shown(binder)} takes ${arities.join(' or ')}.`,
      );
    }
  }

  #ownName(binder: Binder): void {
    if (this.#unused(binder) || binder.isInPattern) return;
    const { escaped, sends, receives } = binder;
    const [isRead, isWritten] = [(escaped & READ) !== 0, (escaped & WRITE) !== 0];
    if (!isRead && receives.length === 0 && sends.length > 0)
      this.#tell(sends[0]!.at, 'types.neverReceived', `Nobody can receive what is sent on ${shown(binder)}.`);
    if (!isWritten && sends.length === 0 && receives.length > 0)
      this.#tell(
        receives[0]!.at,
        'types.neverSent',
        `Nobody can send on ${shown(binder)}: this waits for ever.`,
      );
    if (sends.length === 0 || receives.length === 0) return;
    const isTold = !isRead && this.#untaken(binder);
    if (!isWritten && !isTold) this.#unserved(binder);
    if (escaped === 0) this.#surplus(binder);
  }

  /** Sends that no receive of a name takes. */
  #untaken(binder: Binder): boolean {
    const taken = new Counts(binder.receives.map((one) => [takenCount(one), one.hasRemainder]));
    const before = this.#found.length;
    for (const send of binder.sends) {
      const count = sentCount(send);
      if (!taken.includes(count))
        this.#tell(
          send.at,
          'types.arity',
          `This message has ${values(count)}, but who receives on ${shown(binder)} takes ${taken.text}.`,
        );
      else if (!binder.receives.some((receive) => this.#shapes.fits(send, receive)))
        this.#tell(send.at, 'types.shape', `No receive on ${shown(binder)} has a pattern for this message.`);
    }
    return this.#found.length > before;
  }

  /** Receives that no send on a name serves. */
  #unserved(binder: Binder): void {
    const sent = new Counts(binder.sends.map((send) => [sentCount(send), false]));
    for (const receive of binder.receives) {
      const one = new Counts([[takenCount(receive), receive.hasRemainder]]);
      const isCounted = receive.hasRemainder ? one.includes(sent.most) : sent.includes(takenCount(receive));
      if (!isCounted)
        this.#tell(
          receive.at,
          'types.arity',
          `This takes ${one.text} values, but messages on ${shown(binder)} have ${sent.text}.`,
        );
      else if (!binder.sends.some((send) => this.#shapes.fits(send, receive)))
        this.#tell(receive.at, 'types.shape', `No message on ${shown(binder)} has this shape.`);
    }
  }

  /** More messages at once than receives, each of which takes one. */
  #surplus(binder: Binder): void {
    const { place, sends, receives } = binder;
    const certain = sends.filter((send) => send.place === place && !send.isPersistent);
    const isBounded = receives.every(
      ({ kind, place: { owner } }) => kind === 'linear' && owner === place.owner,
    );
    const extra = certain[receives.length];
    if (isBounded && extra !== undefined)
      this.#tell(
        extra.at,
        'types.surplus',
        `${certain.length} messages are sent on ${shown(binder)}, and only ${receives.length} can be received.`,
      );
  }

  #capabilities(): void {
    const reaching = capabilitiesOf(this.#bindings);
    const judge = ({ at, channel: { binder, capabilities } }: Send | Receive, needed: number): void => {
      const reached = binder === undefined ? 0 : reaching.get(binder)!;
      const isHeld = reached === 0 || (reached & needed) !== 0;
      if ((capabilities & needed) !== 0 && isHeld) return;
      const name = binder === undefined ? 'this bundle' : shown(binder);
      const what = needed === WRITE ? 'sent on' : 'received on';
      this.#tell(at, 'types.capability', `${name} cannot be ${what}: it is a bundle that does not allow it.`);
    };
    for (const send of this.#bindings.sends) judge(send, WRITE);
    for (const receive of this.#bindings.receives) judge(receive, READ);
  }

  #replies({ parameters, hasRemainder, body }: Receive): void {
    const last = parameters.at(-1);
    if (last === undefined || hasRemainder || last.sort !== 'name') return;
    const { none, several } = irregularWays(last, body);
    if (none !== undefined)
      this.#tell(none, 'types.noReply', `Nothing is sent on ${shown(last)} here, one message elsewhere.`);
    if (several !== undefined)
      this.#tell(
        several,
        'types.severalReplies',
        `More than one message is sent on ${shown(last)} here, one elsewhere.`,
      );
  }
}

const shown = ({ name }: Binder): string => `\`${name.slice(0, SHOWN_UNITS_MAX)}\``;
const values = (count: number): string => (count === 1 ? '1 value' : `${count} values`);
