/** `ashlar rho lsp` as an editor starts it: a child process that speaks the protocol. */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

type Place = Readonly<{ line: number; character: number }>;
type Range = Readonly<{ start: Place; end: Place }>;
type Told = Readonly<{ range: Range; severity: number; code: string; message: string }>;
type Published = Readonly<{ uri: string; version?: number; diagnostics: readonly Told[] }>;

const MAIN = join(import.meta.dirname, '../src/main.ts');
const URI = 'file:///a.rho';

class Editor implements AsyncDisposable {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly #published: Published[] = [];
  readonly #waiting: ((published: Published) => void)[] = [];
  #version = 0;

  constructor(...args: readonly string[]) {
    this.process = spawn(process.execPath, [MAIN, 'rho', 'lsp', ...args], { stdio: 'pipe' });
    const { stdin, stdout } = this.process;
    this.connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (published: Published) => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#published.push(published);
      else next(published);
    });
    this.connection.listen();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connection.dispose();
    if (this.process.exitCode !== null) return;
    this.process.kill();
    await once(this.process, 'exit');
  }

  async initialize(initializationOptions?: unknown): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.connection.sendRequest<{ capabilities: Readonly<Record<string, unknown>> }>(
      'initialize',
      { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions },
    );
    await this.connection.sendNotification('initialized', {});
    return answer.capabilities;
  }

  /** @returns what is told of the text */
  async open(text: string): Promise<readonly Told[]> {
    const textDocument = { uri: URI, languageId: 'rholang', version: ++this.#version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return (await this.published()).diagnostics;
  }

  async change(range: Range, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: ++this.#version },
      contentChanges: [{ range, text }],
    });
  }

  async published(): Promise<Published> {
    return this.#published.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  ask<T>(method: string, position?: Place): Promise<T> {
    const options = { tabSize: 2, insertSpaces: true };
    return this.connection.sendRequest<T>(`textDocument/${method}`, {
      ...{ textDocument: { uri: URI }, options },
      ...(position === undefined ? {} : { position }),
    });
  }

  async hover(position: Place): Promise<string | undefined> {
    return (await this.ask<{ contents: { value: string } } | null>('hover', position))?.contents.value;
  }
}

const PROGRAM = [
  'new out(`rho:io:stdout`), double, r in {',
  '  contract double(@n, return) = { return!(n * 2) } |',
  '  double!(4, *r) |',
  '  for (@eight <- r) { out!(eight) }',
  '}',
  '',
].join('\n');
const place = (line: number, character: number): Place => ({ line, character });
const range = (line: number, from: number, to: number): Range => ({
  start: place(line, from),
  end: place(line, to),
});

test('a session: what the server can, faults as one types, and a clean end', async () => {
  await using editor = new Editor('--stdio', `--clientProcessId=${process.pid}`);
  assert.deepEqual(await editor.initialize(), {
    textDocumentSync: 2,
    hoverProvider: true,
    definitionProvider: true,
    documentFormattingProvider: true,
  });
  assert.deepEqual(await editor.open(PROGRAM), []);
  await editor.change(range(2, 8, 10), '');
  await editor.change(range(2, 8, 8), ')(');
  const { version, diagnostics } = await editor.published();
  assert.equal(version, 3, 'two changes at once are judged once');
  assert.deepEqual(
    diagnostics.map(({ code, severity, range: { start } }) => [code, severity, start]),
    [['source.unexpectedToken', 1, place(2, 8)]],
  );
  await editor.change(range(2, 8, 10), '!(');
  await editor.change(range(3, 22, 25), 'put');
  const [unbound] = (await editor.published()).diagnostics;
  assert.equal(unbound!.code, 'program.topLevelFreeVariables');
  assert.deepEqual(unbound!.range, range(3, 22, 25));
  await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
  assert.deepEqual((await editor.published()).diagnostics, []);
  assert.equal(await editor.connection.sendRequest('shutdown'), null);
  const ended = once(editor.process, 'exit');
  await editor.connection.sendNotification('exit');
  assert.deepEqual(await ended, [0, null]);
});

test('types are told if the command or the editor asks', async () => {
  const idle = 'new x in {\n  x!(1)\n}\n';
  for (const [args, options, codes] of [
    [[], undefined, []],
    [['--types'], undefined, ['types.neverReceived']],
    [[], { types: true }, ['types.neverReceived']],
  ] as const) {
    await using editor = new Editor(...args);
    await editor.initialize(options);
    const told = await editor.open(idle);
    assert.deepEqual(
      told.map(({ code }) => code),
      codes,
    );
    for (const { severity, range: where } of told) assert.deepEqual([severity, where], [2, range(1, 2, 3)]);
  }
});

test('names tell what they are and where they are bound', async () => {
  await using editor = new Editor();
  await editor.initialize();
  await editor.open(PROGRAM);
  assert.equal(
    await editor.hover(place(2, 4)),
    '`double` (name): a new name, line 1.\n\nMessages sent here: 2 values.\n\nReceived here: 2 values.',
  );
  assert.equal(
    await editor.hover(place(3, 23)),
    '`out` (name): a name of the system, line 1.\n\n`rho:io:stdout` (value): prints a line.\n\nMessages sent here: 1 value.',
  );
  assert.equal(await editor.hover(place(0, 15)), '`rho:io:stdout` (value): prints a line.');
  assert.equal(await editor.hover(place(1, 43)), '`n` (process): a parameter of a contract, line 2.');
  assert.equal(await editor.hover(place(2, 10)), undefined, 'a number is no name');
  const definition = (position: Place) =>
    editor.ask<{ uri: string; range: Range } | null>('definition', position);
  assert.deepEqual(await definition(place(2, 3)), { uri: URI, range: range(0, 26, 32) });
  assert.deepEqual(await definition(place(3, 28)), { uri: URI, range: range(3, 8, 13) });
  assert.equal(await definition(place(4, 0)), null);
  await editor.change(range(4, 0, 1), '');
  assert.equal(await editor.hover(place(2, 4)), undefined, 'nothing is known of what does not parse');
});

test('a document is put into the layout of fmt', async () => {
  await using editor = new Editor();
  await editor.initialize();
  const ragged = 'new x in{\nx!(1,2)}';
  await editor.open(ragged);
  const edits = await editor.ask<readonly unknown[]>('formatting');
  assert.deepEqual(edits, [
    { range: { start: place(0, 0), end: place(1, 8) }, newText: 'new x in {\n  x!(1, 2) }\n' },
  ]);
  await editor.change(range(1, 7, 8), '');
  assert.deepEqual(await editor.ask('formatting'), [], 'what is no program stays');
});

test('the process ends with its input', async () => {
  await using editor = new Editor();
  await editor.initialize();
  const ended = once(editor.process, 'exit');
  editor.process.stdin.end();
  assert.deepEqual(await ended, [1, null], 'without shutdown that is no clean end');
});
