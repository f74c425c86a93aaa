/**
 * What an editor asks of one text: its faults, what stands at a place, where that is bound, its layout. Pure; ranges are
 * those of the protocol (lines and characters from 0, UTF-16 units).
 * @module
 */
import {
  type Binder,
  type Bindings,
  formatSource,
  type Origin,
  parse,
  resolveNames,
  sentCount,
  systemName,
  takenCount,
} from '@ashlar/engine-rho';
import type { Diagnostic, Hover, Position, Range, TextEdit } from 'vscode-languageserver';
import { DiagnosticSeverity, MarkupKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { flawsOf } from '../commands/rho-check.ts';

/** @param types whether the types checker is asked too */
export function diagnosticsOf(document: TextDocument, types: boolean): Diagnostic[] {
  const text = document.getText();
  return flawsOf(text, types).map(({ line, column, severity, code, message }) => {
    const at = document.offsetAt({ line: Math.max(0, line - 1), character: Math.max(0, column - 1) });
    return {
      range: rangeOf(document, at, wordAt(text, at).length),
      severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      code,
      source: 'rho',
      message,
    };
  });
}

/** The names of a program; none while it does not parse. */
export function bindingsOf(document: TextDocument): Bindings | undefined {
  const text = document.getText();
  const parsed = parse(text);
  return parsed.ok ? resolveNames(parsed.value, text) : undefined;
}

/** What the name or the URI at a place is; null elsewhere. */
export function hoverAt(
  document: TextDocument,
  bindings: Bindings | undefined,
  position: Position,
): Hover | null {
  const offset = document.offsetAt(position);
  const binder = binderAt(bindings, offset);
  if (binder !== undefined) return hover(told(document, binder));
  const uri = uriAt(document, position);
  const system = uri === undefined ? undefined : systemName(uri);
  return system === undefined ? null : hover(`\`${system.uri}\` ${system.text}`);
}

/** Where the name at a place is bound; undefined if there is none. */
export function definitionAt(
  document: TextDocument,
  bindings: Bindings | undefined,
  position: Position,
): Range | undefined {
  const binder = binderAt(bindings, document.offsetAt(position));
  return binder === undefined ? undefined : rangeOf(document, binder.at, binder.name.length);
}

/** None if the text has its layout already, or is no program. */
export function formatEdits(document: TextDocument): TextEdit[] {
  const text = document.getText();
  const formatted = formatSource(text);
  if (!formatted.ok || formatted.value === text) return [];
  return [{ range: rangeOf(document, 0, text.length), newText: formatted.value }];
}

const hover = (value: string): Hover => ({ contents: { kind: MarkupKind.Markdown, value } });

const rangeOf = (document: TextDocument, at: number, length: number): Range => ({
  start: document.positionAt(at),
  end: document.positionAt(at + length),
});

/** A word or one sign: what a fault is shown on. */
function wordAt(text: string, at: number): string {
  const pattern = /[A-Za-z0-9_']+|\S/y;
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function uriAt(document: TextDocument, { line, character }: Position): string | undefined {
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  for (const { 0: quoted, 1: uri, index } of text.matchAll(/`([^`]*)`/g))
    if (index <= character && character < index + quoted.length) return uri;
  return undefined;
}

/** The binder of the name that this offset is in or right behind. */
function binderAt(bindings: Bindings | undefined, offset: number): Binder | undefined {
  const occurrences = bindings?.occurrences ?? [];
  let [low, high] = [0, occurrences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (occurrences[middle]!.at <= offset) low = middle + 1;
    else high = middle;
  }
  const last = occurrences[low - 1];
  return last !== undefined && offset <= last.at + last.binder.name.length ? last.binder : undefined;
}

const ORIGINS: Readonly<Record<Origin, string>> = {
  new: 'a new name',
  urn: 'a name of the system',
  contract: 'a parameter of a contract',
  receive: 'received',
  match: 'bound by a pattern',
  let: 'bound by `let`',
};

/** Counts that a hover lists. */
const COUNTS_MAX = 8;

function told(document: TextDocument, binder: Binder): string {
  const { name, sort, origin, uri, at, sends, receives } = binder;
  const what = sort === 'name' ? 'name' : 'process';
  const lines = [`\`${name}\` (${what}): ${ORIGINS[origin]}, line ${document.positionAt(at).line + 1}.`];
  if (uri !== undefined) lines.push(`\`${uri}\` ${systemName(uri)?.text ?? ''}`.trimEnd());
  if (sends.length > 0)
    lines.push(`Messages sent here: ${counts(sends.map((send) => `${sentCount(send)}`))}.`);
  if (receives.length > 0)
    lines.push(
      `Received here: ${counts(receives.map((one) => `${takenCount(one)}${one.hasRemainder ? '+' : ''}`))}.`,
    );
  return lines.join('\n\n');
}

function counts(all: readonly string[]): string {
  const different = [...new Set(all)].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  const listed = different.slice(0, COUNTS_MAX).join(', ') + (different.length > COUNTS_MAX ? ', …' : '');
  return `${listed} ${different.length === 1 && different[0] === '1' ? 'value' : 'values'}`;
}
