/**
 * The module's entry: dispatches the entry point to the author's functions and replies with what they return.
 *
 * A method `balance_of` is the exported function `balanceOf` of `assembly/index.ts`. It takes the argument message, or
 * nothing if that has no fields, and returns the result message, or `void` if that has none. Both are checked here,
 * against the text, because the compiler would complain in generated code that the author has not seen.
 * @module
 */
import type protobuf from 'protobufjs';
import type { ContractInterface, Method } from './interface.ts';
import { camelCase } from './names.ts';
import { lineOf, type Problem } from './problem.ts';

const KIT = '@ashlar/contracts-as/kit/assembly';
type Names = ReadonlyMap<protobuf.ReflectionObject, string>;

/** The text of `main.ts`. */
export function generateMain(contract: ContractInterface, names: Names): string {
  const cases = contract.methods.map((method) => caseText(method, names)).join('');
  return `// Generated from ${contract.name}.proto. Change that file, not this one.
import { callArguments, entryPoint, loadCall } from '${KIT}/entry';
import { beginReply, endReply, unknownEntryPoint } from '${KIT}/exit';
import { readFrom } from '${KIT}/reader';
import * as contract from '../../assembly/index';
import * as messages from './messages';

function read(): void {
  const bytes = callArguments();
  readFrom(bytes.at, bytes.at + bytes.length);
}

loadCall();
switch (entryPoint()) {
${cases}  default:
    unknownEntryPoint();
}
`;
}

function caseText({ name, entryPoint, argument, result }: Method, names: Names): string {
  const lines = [`  // ${name}`, `  case 0x${entryPoint.toString(16).padStart(8, '0')}: {`];
  const takes = argument.fieldsArray.length > 0;
  if (takes)
    lines.push(
      `    const args = new messages.${names.get(argument)!}();`,
      '    read();',
      '    args.decode();',
    );
  const call = `contract.${camelCase(name)}(${takes ? 'args' : ''})`;
  if (result.fieldsArray.length > 0)
    lines.push(
      `    const result = ${call};`,
      '    const body = beginReply();',
      '    result.encode();',
      '    endReply(body);',
    );
  else lines.push(`    ${call};`, '    endReply(beginReply());');
  lines.push('    break;', '  }');
  return `${lines.join('\n')}\n`;
}

/** Whether `assembly/index.ts` exports what the interface declares, with the right types. */
export function checkFunctions(
  contract: ContractInterface,
  names: Names,
  source: Readonly<{ path: string; text: string }>,
  problems: Problem[],
): void {
  const proto = contract.files.at(-1)!;
  const reexports = /^\s*export\s*(\*|\{)/m.test(source.text);
  for (const method of contract.methods) {
    const name = camelCase(method.name);
    const found = new RegExp(
      `^export\\s+function\\s+${name}\\s*\\(([^)]*)\\)\\s*:\\s*([^{]+?)\\s*\\{`,
      'm',
    ).exec(source.text);
    const takes = method.argument.fieldsArray.length > 0 ? names.get(method.argument)! : '';
    const returns = method.result.fieldsArray.length > 0 ? names.get(method.result)! : 'void';
    const wanted = `export function ${name}(${takes === '' ? '' : `args: ${takes}`}): ${returns}`;
    if (found === null) {
      const line = lineOf(source.text, new RegExp(`^export\\s+function\\s+${name}\\b`, 'm'));
      if (line > 0) problems.push({ file: source.path, line, message: `expected \`${wanted}\`` });
      else if (!reexports)
        problems.push({
          file: proto.path,
          line: lineOf(proto.text, new RegExp(`\\brpc\\s+${method.name}\\b`)),
          message: `method ${method.name} has no function in ${source.path}: write \`${wanted}\``,
        });
      continue;
    }
    const [, parameters, actual] = found;
    const parameter = /^\s*\w+\s*:\s*(?:\w+\.)?(\w+)\s*,?\s*$/.exec(parameters!)?.[1] ?? parameters!.trim();
    if (parameter !== takes || actual!.replace(/^\w+\./, '') !== returns)
      problems.push({
        file: source.path,
        line: lineOf(source.text, new RegExp(`^export\\s+function\\s+${name}\\b`, 'm')),
        message: `expected \`${wanted}\``,
      });
  }
}
