/**
 * The syntax tree, one shape a grammar label (`spec/rholang.md` 2.1). `at` is the offset of the first token, in
 * UTF-16 units. Sugar is still here; the normalizer removes it.
 * @module
 */

export type NameTree =
  | Readonly<{ tag: 'wildcard'; at: number }>
  | Readonly<{ tag: 'variable'; at: number; name: string }>
  | Readonly<{ tag: 'quote'; at: number; process: ProcessTree }>;

/** `...x`, `..._`, `...@x`. */
export type RemainderTree = Readonly<{ at: number; name: string | undefined }>;

export type SourceTree = Readonly<{
  name: NameTree;
  /** `x` plain, `x?!` acknowledged, `x!?(…)` asked. */
  form: 'plain' | 'acknowledge' | 'ask';
  args: readonly ProcessTree[];
}>;

export type BindTree = Readonly<{
  at: number;
  patterns: readonly NameTree[];
  remainder: RemainderTree | undefined;
  source: SourceTree;
}>;

export type ReceiptTree = Readonly<{ kind: 'linear' | 'repeated' | 'peek'; binds: readonly BindTree[] }>;

export type DeclarationTree = Readonly<{
  at: number;
  names: readonly NameTree[];
  remainder: RemainderTree | undefined;
  values: readonly ProcessTree[];
}>;

export type NameDeclarationTree = Readonly<{ at: number; name: string; uri: string | undefined }>;
export type CaseTree = Readonly<{ at: number; pattern: ProcessTree; body: ProcessTree }>;
export type BranchTree = Readonly<{ binds: readonly BindTree[]; body: ProcessTree }>;
export type PairTree = Readonly<{ key: ProcessTree; value: ProcessTree }>;

export type BinaryOperator =
  | ('or' | '||' | 'and' | '&&' | 'matches' | '==' | '!=' | '<' | '<=' | '>' | '>=')
  | ('+' | '-' | '++' | '--' | '*' | '/' | '%' | '%%' | '\\/' | '/\\');
export type SimpleType = 'Bool' | 'Int' | 'BigInt' | 'String' | 'Uri' | 'ByteArray';

export type ProcessTree =
  | Readonly<{ tag: 'nil' | 'wildcard'; at: number }>
  | Readonly<{ tag: 'par'; at: number; processes: readonly ProcessTree[] }>
  | Readonly<{ tag: 'if'; at: number; condition: ProcessTree; yes: ProcessTree; no: ProcessTree | undefined }>
  | Readonly<{ tag: 'new'; at: number; names: readonly NameDeclarationTree[]; body: ProcessTree }>
  | Readonly<{
      tag: 'ask';
      at: number;
      channel: NameTree;
      args: readonly ProcessTree[];
      then: ProcessTree | undefined;
    }>
  | Readonly<{
      tag: 'contract';
      at: number;
      channel: NameTree;
      patterns: readonly NameTree[];
      remainder: RemainderTree | undefined;
      body: ProcessTree;
    }>
  | Readonly<{ tag: 'for'; at: number; receipts: readonly ReceiptTree[]; body: ProcessTree }>
  | Readonly<{ tag: 'select'; at: number; branches: readonly BranchTree[] }>
  | Readonly<{ tag: 'match'; at: number; target: ProcessTree; cases: readonly CaseTree[] }>
  | Readonly<{ tag: 'bundle'; at: number; write: boolean; read: boolean; body: ProcessTree }>
  | Readonly<{
      tag: 'let';
      at: number;
      concurrent: boolean;
      declarations: readonly DeclarationTree[];
      body: ProcessTree;
    }>
  | Readonly<{
      tag: 'send';
      at: number;
      channel: NameTree;
      persistent: boolean;
      data: readonly ProcessTree[];
    }>
  | Readonly<{ tag: 'binary'; at: number; operator: BinaryOperator; left: ProcessTree; right: ProcessTree }>
  | Readonly<{ tag: 'not' | 'negate' | 'complement'; at: number; operand: ProcessTree }>
  | Readonly<{ tag: 'method'; at: number; target: ProcessTree; name: string; args: readonly ProcessTree[] }>
  | Readonly<{ tag: 'eval'; at: number; name: NameTree }>
  | Readonly<{ tag: 'reference'; at: number; name: string; ofName: boolean }>
  | Readonly<{ tag: 'variable'; at: number; name: string }>
  | Readonly<{ tag: 'boolean'; at: number; value: boolean }>
  | Readonly<{ tag: 'integer'; at: number; value: bigint }>
  | Readonly<{ tag: 'bigInteger'; at: number; value: bigint }>
  | Readonly<{ tag: 'string' | 'uri'; at: number; value: string }>
  | Readonly<{ tag: 'type'; at: number; type: SimpleType }>
  | Readonly<{ tag: 'tuple'; at: number; elements: readonly ProcessTree[] }>
  | Readonly<{
      tag: 'list' | 'set';
      at: number;
      elements: readonly ProcessTree[];
      remainder: RemainderTree | undefined;
    }>
  | Readonly<{
      tag: 'map';
      at: number;
      pairs: readonly PairTree[];
      remainder: RemainderTree | undefined;
    }>;
