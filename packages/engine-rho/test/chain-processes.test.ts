import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  build,
  chainProcesses,
  deployInjections,
  type EvaluateOptions,
  evaluate,
  type Journal,
  type NativeToken,
  printTerm,
  Session,
  systemInjections,
  tokenProcesses,
} from '../src/index.ts';

const sender = new Uint8Array([9]);

const left = (source: string, options: EvaluateOptions): readonly string[] => {
  const { contents, errors } = evaluate(source, options);
  assert.deepEqual(errors, []);
  return contents.data.map(
    ({ channel, datum }) => `${printTerm(channel)}!(${datum.values.map(printTerm).join(', ')})`,
  );
};

test('block data come in the form of either generation, read anew for each question', () => {
  const source = 'new block(`rho:block:data`) in { block!(0) }';
  const facts = { number: 42n, timestampMs: 7n, sender };
  assert.deepEqual(left(source, { processes: chainProcesses({ block: () => facts }) }), ['0!(42, 09)']);
  assert.deepEqual(left(source, { processes: chainProcesses({ block: () => facts }, '0.12') }), [
    '0!(42, 7, 09)',
  ]);
  let number = 0n;
  const session = new Session({ processes: chainProcesses({ block: () => ({ number: ++number, sender }) }) });
  session.evaluate(source);
  assert.equal(printTerm(session.evaluate(source).contents.data[1]!.datum.values[0]!), '2');
});

test('invalid blocks are a map from hash to validator, where the chain knows them', () => {
  const source = 'new blocks(`rho:casper:invalidBlocks`) in { blocks!(0) }';
  const block = () => ({ number: 1n, sender });
  const invalidBlocks = () => [[new Uint8Array([1]), new Uint8Array([2])] as const];
  assert.deepEqual(left(source, { processes: chainProcesses({ block, invalidBlocks }) }), ['0!({01 : 02})']);
  const { errors } = evaluate(source, { processes: chainProcesses({ block }) });
  assert.equal(errors[0]?.code, 'run.noValueForUrn');
});

/** Two accounts and a limit, with an undo log. */
class Coins implements NativeToken, Journal {
  #moves: bigint[] = [];
  balanceOf(address: string): bigint {
    const moved = this.#moves.reduce((sum, amount) => sum + amount, 0n);
    return address === 'a' ? 10n - moved : moved;
  }
  transfer(from: string, _to: string, amount: bigint): string | undefined {
    if (this.balanceOf(from) < amount) return 'Insufficient funds';
    this.#moves.push(amount);
    return undefined;
  }
  checkpoint(): number {
    return this.#moves.length;
  }
  revert(to: number): void {
    this.#moves.length = to;
  }
}

const TRANSFER = 'new t(`sys:token:transfer`) in { t!("a", "b", 4, 0) | t!("a", "b", 40, 1) }';

test('coins move through names that only genesis may give, and come back when the program fails', () => {
  const coins = new Coins();
  const processes = tokenProcesses(coins);
  assert.equal(evaluate(TRANSFER, { processes }).errors[0]?.code, 'run.noValueForUrn');
  const urns = new Map(
    processes.map(({ urn, channel }) => [urn, build.par1(build.privateName(new Uint8Array([channel])))]),
  );
  assert.deepEqual(left(TRANSFER, { processes, urns, journals: [coins] }), [
    '0!((true, Nil))',
    '1!((false, "Insufficient funds"))',
  ]);
  assert.equal(coins.balanceOf('b'), 4n);
  const failing = `${TRANSFER} | @0!(1 + "a")`;
  assert.equal(evaluate(failing, { processes, urns, journals: [coins] }).errors.length, 1);
  assert.equal(coins.balanceOf('b'), 4n);
  assert.deepEqual(left('new b(`sys:token:balance`) in { b!("a", 0) }', { processes, urns }), ['0!(6)']);
});

test('arguments of another type are a refusal of the program', () => {
  const processes = tokenProcesses(new Coins());
  const urns = new Map(
    processes.map(({ urn, channel }) => [urn, build.par1(build.privateName(new Uint8Array([channel])))]),
  );
  for (const source of [
    'new t(`sys:token:transfer`) in { t!(1, "b", 4, 0) }',
    'new t(`sys:token:transfer`) in { t!("a", "b", "4", 0) }',
    'new b(`sys:token:balance`) in { b!(7, 0) }',
  ])
    assert.equal(evaluate(source, { processes, urns }).errors[0]?.code, 'run.systemProcess', source);
});

test('deploys and system deploys have the urns that belong to them', () => {
  const deploy = deployInjections(new Uint8Array([1]), new Uint8Array([2]));
  assert.deepEqual(
    left('new id(`rho:rchain:deployId`), me(`rho:rchain:deployerId`) in { @0!(*id, *me) }', {
      injections: deploy,
    }),
    ['0!(DeployId(0x01), DeployerId(0x02))'],
  );
  const system = systemInjections({
    return: build.par1(build.stringTerm('r')),
    deployerId: new Uint8Array([3]),
    chargeAmount: 5n,
    refundAmount: 6n,
    slashedValidator: new Uint8Array([7]),
  });
  assert.deepEqual(
    left(
      'new r(`sys:casper:return`), me(`sys:casper:deployerId`), charge(`sys:casper:chargeAmount`), refund(`sys:casper:refundAmount`), bad(`sys:casper:slashedValidator`), token(`sys:casper:authToken`), ops(`sys:authToken:ops`), ok in { ops!("check", *token, *ok) | for (@isToken <- ok) { r!(isToken, *me, *charge, *refund, *bad) } }',
      { injections: system },
    ),
    ['"r"!(true, DeployerId(0x03), 5, 6, 07)'],
  );
});
