/**
 * Names across the languages: `balance_of` in the interface is `balanceOf` in AssemblyScript, `balance_of_result`
 * the class `BalanceOfResult`.
 * @module
 */

/** Words that cannot name a field or function in generated code. */
const RESERVED = new Set(
  (
    'await break case catch class const constructor continue debugger decode default delete do else emit encode enum ' +
    'export extends false finally for function if implements import in instanceof interface let new null package ' +
    'private protected public return static super switch this throw toBytes true try typeof var void while with yield'
  ).split(' '),
);

/** `token_id` → `tokenId`; a reserved word gets a trailing underscore. */
export function camelCase(name: string): string {
  const joined = name.replace(/_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const lowered = joined.charAt(0).toLowerCase() + joined.slice(1);
  return RESERVED.has(lowered) ? `${lowered}_` : lowered;
}

/** `transfer_arguments` → `TransferArguments`. */
export function pascalCase(name: string): string {
  const joined = name.replace(/_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
