/** Plain JSON-RPC over `fetch`: what the node says, untouched. */
import assert from 'node:assert/strict';

export type Reply = Readonly<{
  jsonrpc: string;
  id: unknown;
  result?: Record<string, unknown>;
  error?: Readonly<{ code: number; message: string; data?: string }>;
}>;

export async function ask(url: string, method: string, params: unknown = {}): Promise<Reply> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(15_000) });
  return (await response.json()) as Reply;
}

/** The result; an error of the node fails the test. */
export async function call<Result = Record<string, unknown>>(
  url: string,
  method: string,
  params: unknown = {},
): Promise<Result> {
  const { result, error } = await ask(url, method, params);
  assert.equal(error, undefined, `${method}: ${JSON.stringify(error)}`);
  return result as Result;
}

/** The error; a result fails the test. */
export async function refusal(
  url: string,
  method: string,
  params: unknown = {},
): Promise<Readonly<{ code: number; message: string; data: Record<string, unknown> | undefined }>> {
  const { result, error } = await ask(url, method, params);
  assert.ok(error !== undefined, `${method} answered ${JSON.stringify(result)}`);
  return { ...error, data: error.data?.startsWith('{') ? JSON.parse(error.data) : undefined };
}
