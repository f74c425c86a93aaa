/**
 * The ABI: JSON that tells clients the methods, events and types of a contract (`spec/koinos.md` 9.3).
 *
 * Names and numbers come in both spellings that clients of Koinos know (`entry_point` as a number, `entry-point` as
 * hexadecimal text; `read_only` and `read-only`). Key order is the order of declaration.
 * @module
 */
import { encodeDescriptorSet } from './descriptor.ts';
import { type ContractInterface, fullNameOf, isEvent } from './interface.ts';

/** The text of the `.abi` file, with a final newline. */
export function makeAbi(contract: ContractInterface): string {
  const methods: Record<string, unknown> = {};
  for (const { name, argument, result, description, entryPoint, isReadOnly } of contract.methods)
    methods[name] = {
      argument: fullNameOf(argument),
      return: fullNameOf(result),
      description,
      entry_point: entryPoint,
      'entry-point': `0x${entryPoint.toString(16).padStart(8, '0')}`,
      read_only: isReadOnly,
      'read-only': isReadOnly,
    };
  const events: Record<string, unknown> = {};
  const own = contract.files.at(-1)!.packageName;
  for (const { messages, packageName } of contract.files)
    for (const type of messages)
      if (packageName === own && isEvent(type))
        events[fullNameOf(type)] = { argument: fullNameOf(type), type: fullNameOf(type) };
  const types = Buffer.from(encodeDescriptorSet(contract)).toString('base64');
  return `${JSON.stringify({ methods, types, events }, undefined, 2)}\n`;
}
