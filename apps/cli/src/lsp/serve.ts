/**
 * The language server: the protocol's requests, answered from the text of open documents (`program-text.ts`).
 *
 * The library reads and writes messages and keeps documents; at `exit`, or when its input ends, it ends the process: with
 * 0 after `shutdown`, else with 1.
 * @module
 */
import type { Bindings } from '@ashlar/engine-rho';
import {
  createConnection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { bindingsOf, definitionAt, diagnosticsOf, formatEdits, hoverAt } from './program-text.ts';

/** Documents whose names are kept; those of others are read again when they are asked for. */
const KEPT_MAX = 64;
/** From a change to its diagnostics, milliseconds: what is typed meanwhile is judged at once. */
const QUIET_MS = 100;

export type ServerOptions = Readonly<{ types: boolean; version: string }>;

/** Serves until the client says `exit` or goes. */
export function serveLanguage(
  { input, output }: Readonly<{ input: NodeJS.ReadableStream; output: NodeJS.WritableStream }>,
  { types, version }: ServerOptions,
): void {
  const connection = createConnection(input, output);
  const documents = new TextDocuments(TextDocument);
  const names = new Names();
  const pending = new Map<string, NodeJS.Timeout>();
  let isTyped = types;

  connection.onInitialize(({ initializationOptions }: InitializeParams): InitializeResult => {
    isTyped ||= initializationOptions?.types === true;
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        definitionProvider: true,
        documentFormattingProvider: true,
      },
      serverInfo: { name: 'ashlar rho', version },
    };
  });

  const forget = (uri: string): void => {
    clearTimeout(pending.get(uri));
    pending.delete(uri);
  };
  documents.onDidChangeContent(({ document }) => {
    forget(document.uri);
    const judge = (): void => {
      pending.delete(document.uri);
      const diagnostics = diagnosticsOf(document, isTyped);
      void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
    };
    pending.set(document.uri, setTimeout(judge, QUIET_MS));
  });
  documents.onDidClose(({ document: { uri } }) => {
    forget(uri);
    names.forget(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onHover(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? null : hoverAt(document, names.of(document), position);
  });
  connection.onDefinition(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const range = document === undefined ? undefined : definitionAt(document, names.of(document), position);
    return range === undefined ? null : { uri: textDocument.uri, range };
  });
  connection.onDocumentFormatting(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : formatEdits(document);
  });
  documents.listen(connection);
  connection.listen();
}

/** Names of documents, as they were at a version; of the ones asked for last. */
class Names {
  readonly #kept = new Map<string, Readonly<{ version: number; bindings: Bindings | undefined }>>();

  of(document: TextDocument): Bindings | undefined {
    const { uri, version } = document;
    const known = this.#kept.get(uri);
    const entry = known?.version === version ? known : { version, bindings: bindingsOf(document) };
    this.#kept.delete(uri);
    this.#kept.set(uri, entry);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX) this.#kept.delete(oldest!);
    return entry.bindings;
  }

  forget(uri: string): void {
    this.#kept.delete(uri);
  }
}
