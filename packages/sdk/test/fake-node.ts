/** A node that answers from a table, behind a fake `fetch`; it keeps what it was asked. */
import type { Client, Fetch } from '@ashlar/sdk';
import { createClient } from '@ashlar/sdk';

export type Params = Readonly<Record<string, unknown>>;
/** What a method answers: `result`, or, if it has that field, an `error`. */
export type Answers = Readonly<Record<string, (params: Params) => Params>>;

export class FakeNode {
  readonly asked: Readonly<{ method: string; params: Params }>[] = [];
  readonly client: Client;

  constructor(answers: Answers) {
    const fetch: Fetch = async (_url, { body }) => {
      const { id, method, params, jsonrpc } = JSON.parse(body);
      this.asked.push({ method, params });
      const answer = answers[method]?.(params) ?? { error: { code: -32601, message: 'unknown method' } };
      return Response.json({ jsonrpc, id, ...('error' in answer ? answer : { result: answer }) });
    };
    this.client = createClient({ url: 'http://node.test/', fetch });
  }

  methods(): readonly string[] {
    return this.asked.map(({ method }) => method);
  }
}
