/**
 * What the process lends to the commands, and how a terminal is asked for secrets. Nothing else here reaches for the
 * process; tests lend a world of their own.
 * @module
 */
import { randomFillSync } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

export type World = Readonly<{
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  platform: string;
  out: (text: string) => void;
  err: (text: string) => void;
  /** All of standard input, at most `INPUT_BYTES_MAX`. */
  input: () => Promise<string>;
  /** Lines of standard input as they come, each at most `INPUT_BYTES_MAX` long; a terminal sees the prompt. */
  lines: (prompt: string) => AsyncIterable<string>;
  /** Standard input and output as they are, for a protocol of messages. */
  streams: () => Readonly<{ input: NodeJS.ReadableStream; output: NodeJS.WritableStream }>;
  /** Whether `err` is a terminal, where a line may be written over. */
  isTerminal: boolean;
  /** Milliseconds that only grow. */
  nowMs: () => number;
  /** Asks the person at the terminal, without showing the answer; undefined if there is none. */
  askSecret: (question: string) => Promise<string | undefined>;
  /** Fresh randomness from the system. */
  random: (bytes: number) => Uint8Array;
}>;

export const INPUT_BYTES_MAX: number = 1 << 20;

export function processWorld(): World {
  return {
    env: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    input: readInput,
    lines: readLines,
    streams: () => ({ input: process.stdin, output: process.stdout }),
    isTerminal: process.stderr.isTTY === true,
    nowMs: () => performance.now(),
    askSecret,
    random: (bytes) => randomFillSync(new Uint8Array(bytes)),
  };
}

async function readInput(): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > INPUT_BYTES_MAX)
      throw new RangeError(`standard input has more than ${INPUT_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function* readLines(prompt: string): AsyncGenerator<string, void> {
  const isAsked = process.stdin.isTTY;
  const terminal = createInterface({ input: process.stdin, ...(isAsked ? { output: process.stderr } : {}) });
  terminal.setPrompt(prompt);
  if (isAsked) terminal.prompt();
  for await (const line of terminal) {
    if (line.length > INPUT_BYTES_MAX)
      throw new RangeError(`a line has more than ${INPUT_BYTES_MAX} characters`);
    yield line;
    if (isAsked) terminal.prompt();
  }
}

function askSecret(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return Promise.resolve(undefined);
  // What is typed is echoed by readline; an output that swallows everything keeps it off the screen.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve) => {
    terminal.once('close', () => resolve(undefined));
    terminal.question('', (answer) => {
      resolve(answer);
      process.stderr.write('\n');
      terminal.close();
    });
  });
}
