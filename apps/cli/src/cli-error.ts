/** The user's mistake, or a refusal of the chain: a sentence, and an exit code of sysexits. @module */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 65) {
    super(message);
    this.exitCode = exitCode;
  }
}
