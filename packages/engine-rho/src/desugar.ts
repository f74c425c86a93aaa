/**
 * Sugar removed on the tree, before normalization (`spec/rholang.md` 2.2): `let`, `x!?(…)`, `x?!`, sequential receipts.
 *
 * Fresh names begin with `#`, which no source can spell. What remains is normalized as if it had been written out.
 * @module
 */
import type { BindTree, DeclarationTree, NameTree, ProcessTree, ReceiptTree } from './ast.ts';

type For = Extract<ProcessTree, { tag: 'for' }>;
type Let = Extract<ProcessTree, { tag: 'let' }>;
type Ask = Extract<ProcessTree, { tag: 'ask' }>;

const variable = (at: number, name: string): NameTree => ({ tag: 'variable', at, name });
const parallel = (at: number, processes: readonly ProcessTree[]): ProcessTree => ({
  tag: 'par',
  at,
  processes,
});

const declare = (at: number, names: readonly string[], body: ProcessTree): ProcessTree => ({
  tag: 'new',
  at,
  names: names.map((name) => ({ at, name, uri: undefined })),
  body,
});

/** `x!?(a…); P` is `new r in { x!(*r, a…) | for(_ <- r){ P } }`. */
export function desugarAsk({ at, channel, args, then }: Ask): ProcessTree {
  const reply = variable(at, '#r');
  const body: ProcessTree = then ?? { tag: 'nil', at };
  const bind: BindTree = {
    at,
    patterns: [{ tag: 'wildcard', at }],
    remainder: undefined,
    source: { name: reply, form: 'plain', args: [] },
  };
  const wait: ProcessTree = { tag: 'for', at, receipts: [{ kind: 'linear', binds: [bind] }], body };
  return declare(at, ['#r'], parallel(at, [askSend(at, channel, reply, args), wait]));
}

function askSend(at: number, channel: NameTree, reply: NameTree, args: readonly ProcessTree[]): ProcessTree {
  return { tag: 'send', at, channel, persistent: false, data: [{ tag: 'eval', at, name: reply }, ...args] };
}

/** `for(r1; r2; …){ P }` is `for(r1){ for(r2){ … } }`. Applies only to two receipts or more. */
export function desugarSequence({ at, receipts, body }: For): ProcessTree {
  return receipts.reduceRight<ProcessTree>(
    (inner, receipt) => ({ tag: 'for', at, receipts: [receipt], body: inner }),
    body,
  );
}

export const hasSugar = (receipt: ReceiptTree): boolean =>
  receipt.binds.some(({ source }) => source.form !== 'plain');

/** Sources `x?!` and `x!?(…)` of one receipt, replaced by plain ones; all questions share one `new`. */
export function desugarSources(at: number, receipt: ReceiptTree, body: ProcessTree): ProcessTree {
  const fresh: string[] = [];
  const questions: ProcessTree[] = [];
  const answers: ProcessTree[] = [];
  const binds = receipt.binds.map((bind, index): BindTree => {
    const { name, form, args } = bind.source;
    if (form === 'plain') return bind;
    const reply = variable(bind.at, `#${index}`);
    if (form === 'acknowledge') {
      answers.push({ tag: 'send', at: bind.at, channel: reply, persistent: false, data: [] });
      return { ...bind, patterns: [reply, ...bind.patterns], source: { name, form: 'plain', args: [] } };
    }
    fresh.push(`#${index}`);
    questions.push(askSend(bind.at, name, reply, args));
    return { ...bind, source: { name: reply, form: 'plain', args: [] } };
  });
  const whole = answers.length === 0 ? body : parallel(at, [...answers, body]);
  const wait: ProcessTree = { tag: 'for', at, receipts: [{ kind: receipt.kind, binds }], body: whole };
  return questions.length === 0 ? wait : declare(at, fresh, parallel(at, [...questions, wait]));
}

/** `let p… <- v… in { P }` is `match [v…] { [*p…] => P }`; `&` goes through fresh channels instead. */
export function desugarLet({ at, concurrent, declarations, body }: Let): ProcessTree {
  if (concurrent) return desugarConcurrent(at, declarations, body);
  return declarations.reduceRight<ProcessTree>((inner, declaration) => {
    const elements = declaration.names.map(
      (name): ProcessTree => (name.tag === 'quote' ? name.process : { tag: 'eval', at: name.at, name }),
    );
    return {
      tag: 'match',
      at: declaration.at,
      target: { tag: 'list', at: declaration.at, elements: declaration.values, remainder: undefined },
      cases: [
        {
          at: declaration.at,
          pattern: { tag: 'list', at: declaration.at, elements, remainder: declaration.remainder },
          body: inner,
        },
      ],
    };
  }, body);
}

function desugarConcurrent(
  at: number,
  declarations: readonly DeclarationTree[],
  body: ProcessTree,
): ProcessTree {
  const names = declarations.map((_, index) => `#${index}`);
  const sends = declarations.map(
    ({ values }, index): ProcessTree => ({
      tag: 'send',
      at,
      channel: variable(at, names[index]!),
      persistent: false,
      data: values,
    }),
  );
  const binds = declarations.map(
    (declaration, index): BindTree => ({
      at: declaration.at,
      patterns: declaration.names,
      remainder: declaration.remainder,
      source: { name: variable(at, names[index]!), form: 'plain', args: [] },
    }),
  );
  const wait: ProcessTree = { tag: 'for', at, receipts: [{ kind: 'linear', binds }], body };
  return declare(at, names, parallel(at, [...sends, wait]));
}
