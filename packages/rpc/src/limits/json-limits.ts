/**
 * Limits of JSON text, checked before it is parsed: the parser itself has none, and five megabytes of brackets or of
 * digits stop a process for seconds.
 * @module
 */

export const JSON_DEPTH_MAX = 64;
/** Digits of one number. */
export const JSON_DIGITS_MAX = 80;

const QUOTE = 34;
const BACKSLASH = 92;

/** What is wrong with the text; undefined if it may be parsed. Linear, and allocates nothing. */
export function excessOf(text: string): 'tooDeep' | 'tooManyDigits' | undefined {
  let depth = 0;
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      if (++digits > JSON_DIGITS_MAX) return 'tooManyDigits';
      continue;
    }
    digits = 0;
    if (code === QUOTE) {
      index = endOfString(text, index);
    } else if (code === 91 || code === 123) {
      if (++depth > JSON_DEPTH_MAX) return 'tooDeep';
    } else if (code === 93 || code === 125) {
      depth--;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index;
}
