import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, hex, utf8 } from '@ashlar/base';
import { blake2b256, ed25519, keccak256, publicKeyOf, sha256, sign } from '@ashlar/crypto';
import {
  build,
  chainProcesses,
  evaluate,
  type Outcome,
  printTerm,
  Session,
  SplittableRandom,
} from '../src/index.ts';

const left = ({ contents }: Outcome): readonly string[] =>
  contents.data
    .map(({ channel, datum, persistent }) => {
      const values = datum.values.map(printTerm).join(', ');
      return `@${printTerm(channel)}${persistent ? '!!' : '!'}(${values})`;
    })
    .toSorted();
const waiting = ({ contents }: Outcome): number => contents.waiting.length;
const ends = (source: string, data: readonly string[], receives = 0): void => {
  const outcome = evaluate(source, { phloLimit: 1_000_000 });
  assert.deepEqual([outcome.errors, left(outcome), waiting(outcome)], [[], data, receives], source);
};

test('a send and a receive meet once', () => {
  ends('@0!(1) | for(@x <- @0){ @1!(x) }', ['@1!(1)']);
  ends('@0!(1) | @0!(2) | for(@x <- @0){ @1!(x) }', ['@0!(2)', '@1!(1)']);
  ends('for(@x <- @0){ @1!(x) }', [], 1);
});

test('the count of values must fit, or a remainder take the rest', () => {
  ends('@0!(1, 2) | for(@x <- @0){ @1!(x) }', ['@0!(1, 2)'], 1);
  ends('@0!(1, 2, 3) | for(@x ...@y <- @0){ @1!(x, y) }', ['@1!(1, [2, 3])']);
  ends('@0!() | for(<- @0){ @1!(0) }', ['@1!(0)']);
});

test('persistent sends and receives stay', () => {
  ends('@0!!(1) | for(@x <- @0){ @1!(x) } | for(@x <- @0){ @2!(x) }', ['@0!!(1)', '@1!(1)', '@2!(1)']);
  ends('@0!(1) | @0!(2) | for(@x <= @0){ @1!(x) }', ['@1!(1)', '@1!(2)'], 1);
  ends('for(@x <- @0){ @1!(x) } | for(_ <- @5){ @0!!(2) } | @5!(0)', ['@0!!(2)', '@1!(2)']);
  ends('contract @0(@x, @ret) = { @ret!(x + 1) } | @0!(1, 5) | @0!(2, 6)', ['@5!(2)', '@6!(3)'], 1);
});

test('a peek leaves what it read, also in a join and also when it persists', () => {
  ends('@0!(1) | for(@x <<- @0){ @1!(x) }', ['@0!(1)', '@1!(1)']);
  ends('@0!(1) | @2!(3) | for(@x <<- @0 & @y <<- @2){ @1!(x, y) }', ['@0!(1)', '@1!(1, 3)', '@2!(3)']);
  ends('for(@x <<- @0 & @y <<- @2){ @1!(x, y) } | @2!(3) | @0!!(1)', ['@0!!(1)', '@1!(1, 3)', '@2!(3)']);
});

test('a join waits for all its channels', () => {
  ends('@0!(1) | for(@x <- @0 & @y <- @1){ @2!(x, y) }', ['@0!(1)'], 1);
  ends('@0!(1) | @1!(2) | for(@x <- @0 & @y <- @1){ @2!(x, y) }', ['@2!(1, 2)']);
  ends('for(@x <- @0 & @y <- @1){ @2!(x, y) } | for(@x <- @1){ @3!(x) } | @1!(2)', ['@3!(2)'], 1);
});

test('the oldest receive wins, and the oldest datum', () => {
  ends(
    '@5!(Nil) | for(_ <- @5){ for(@x <- @0){ @1!(x) } | for(@x <- @0){ @2!(x) } | @0!(7) }',
    ['@1!(7)'],
    1,
  );
});

test('match runs the first case that fits, if of none nothing', () => {
  ends('match 2 { 1 => @0!(1) 2 => @0!(2) _ => @0!(3) }', ['@0!(2)']);
  ends('match 9 { 1 => @0!(1) }', []);
  ends('if (7) @0!(1) else @0!(2)', []);
  ends('for(@x <- @0){ match 5 { =x => @1!("same") _ => @1!("other") } } | @0!(5)', ['@1!("same")']);
  ends('match {1 | 2} { {x | y} => @0!(x, y) }', ['@0!(1 |\n2, Nil)']);
});

test('=x names the variable it is written for, under other binders too', () => {
  ends('for(@x <- @0){ for(@y <- @1){ match 5 { =x => @2!("x") =y => @2!("y") } } } | @0!(5) | @1!(6)', [
    '@2!("x")',
  ]);
  ends('for(@x <- @0){ new n in { for(@{=x} <- @1){ @2!(x) } } } | @0!(5) | @1!(6)', ['@1!(6)'], 1);
  ends(
    'for(@x <- @0){ for(@y <- @1){ for(@[=x, =y] <- @2){ @3!(x, y) } } } | @0!(5) | @1!(6) | @2!([5, 6])',
    ['@3!(5, 6)'],
  );
});

test('a body keeps the order of its members when its channels become known: they split the generator', () => {
  // Sorted again, the lower channel would get the first split in both programs.
  const names = (source: string): readonly string[] => left(evaluate(source));
  const swapped = (data: string): string =>
    `new r in { r!(${data}) | for(@a, @b <- r){ @5!(0) | for(_ <- @5){ new x in { @a!(*x) } | new y in { @b!(*y) } } } }`;
  const [first, second] = [names(swapped('9, 1')), names(swapped('1, 9'))];
  const nameOn = (all: readonly string[], channel: number): string =>
    all.find((text) => text.startsWith(`@${channel}`))!.slice(2);
  assert.notEqual(nameOn(first, 9), nameOn(first, 1));
  assert.equal(nameOn(first, 9), nameOn(second, 1));
  assert.equal(nameOn(first, 1), nameOn(second, 9));
});

test('bundles guard their channel, and only bundles that grant it let through', () => {
  ends('@{bundle+{@0!(1)}}!(2) | for(@x <- @{@0!(1)}){ @1!(x) }', ['@1!(2)']);
  const messages = (source: string): readonly string[] =>
    evaluate(source).errors.map(({ message }) => message);
  assert.deepEqual(messages('@{bundle-{Nil}}!(1)'), ['Trying to send on non-writeable channel.']);
  assert.deepEqual(messages('for(_ <- @{bundle+{Nil}}){ Nil }'), [
    'Trying to read from non-readable channel.',
  ]);
  ends('bundle0{@0!(1)}', ['@0!(1)']);
});

test('what is sent may run where it arrives', () => {
  ends('@0!({@1!(1 + 1)}) | for(x <- @0){ *x }', ['@1!(2)']);
  ends('for(@p <- @0){ p | p } | @0!({@1!(1)})', ['@1!(1)', '@1!(1)']);
  ends('[{@1!(5)}].nth(0)', ['@1!(5)']);
});

test('new names differ from each other, and the same seed makes the same', () => {
  const source = 'new a, b in { @0!(*a, *b) } | new c in { @1!(*c) }';
  const names = left(evaluate(source))
    .join()
    .match(/0x[0-9a-f]{64}/g)!;
  assert.equal(new Set(names).size, 3);
  assert.deepEqual(left(evaluate(source)), left(evaluate(source)));
  const random = SplittableRandom.of(utf8('other'));
  assert.notDeepEqual(left(evaluate(source, { random })), left(evaluate(source)));
  assert.deepEqual(left(evaluate(source, { random })), left(evaluate(source, { random })));
});

test('an exploratory program answers on the first name it makes', () => {
  const random = SplittableRandom.of(utf8('explore'));
  const { contents } = evaluate('new ret in { ret!(42) }', { random });
  assert.equal(hex(contents.data[0]!.channel.kids[0]!.value as Uint8Array), hex(random.copy().next()));
});

test('injected urns are values, unknown ones an error', () => {
  const injections = new Map([['rho:rchain:deployId', build.par1(build.deployId(new Uint8Array([0xab])))]]);
  const outcome = evaluate('new id(`rho:rchain:deployId`) in { id!(1) }', { injections });
  assert.deepEqual(left(outcome), ['@DeployId(0xab)!(1)']);
  assert.equal(evaluate('new id(`rho:rchain:deployId`) in { id!(1) }').errors[0]!.code, 'run.noValueForUrn');
});

test('a program that fails costs its limit and leaves nothing; what was there stays', () => {
  const session = new Session();
  session.evaluate('@0!(1)');
  const outcome = session.evaluate('for(_ <- @0){ @1!(2) } | @2!(1 / 0)', { phloLimit: 5000 });
  assert.deepEqual([outcome.cost, outcome.errors.length], [5000, 1]);
  assert.ok(outcome.spent < 1000);
  assert.deepEqual(left(outcome), ['@0!(1)']);
  assert.deepEqual(left(session.evaluate('for(@x <- @0){ @3!(x) }')), ['@3!(1)']);
});

test('a program that does not parse costs its length', () => {
  const outcome = evaluate('é é', { phloLimit: 100 });
  assert.deepEqual([outcome.cost, outcome.errors[0]!.code], [5, 'source.illegalCharacter']);
});

test('failures of several branches are gathered, whatever the order', () => {
  const source = '@0!(1 / 0) | @1!([1].nope()) | @2!(3)';
  const codes = evaluate(source).errors.map(({ code }) => code);
  assert.deepEqual(codes.toSorted(), ['run.reduce', 'run.unknownMethod']);
  assert.deepEqual(evaluate(source, { scheduler: (count) => count - 1 }).errors, evaluate(source).errors);
});

test('more than 32,767 members are refused, 300 are split by two bytes', () => {
  const many = (count: number): Outcome =>
    evaluate(Array.from({ length: count }, () => 'new x in { x!(0) }').join('|'));
  assert.equal(many(32_768).errors[0]!.code, 'run.tooManyTerms');
  assert.equal(new Set(left(many(300))).size, 300);
});

test('stdout prints the pretty form, and the acknowledged kind answers', () => {
  const { outputs } = evaluate(
    'new out(`rho:io:stdout`), err(`rho:io:stderrAck`), ack in { out!([1, "a"]) | err!(*ack, *ack) | for(_ <- ack){ out!(2) } }',
  );
  assert.deepEqual(outputs.map(({ stream }) => stream).toSorted(), ['stderr', 'stdout', 'stdout']);
  assert.deepEqual(
    outputs.filter(({ stream }) => stream === 'stdout').map(({ line }) => line),
    ['[1, "a"]', '2'],
  );
});

test('hashes are those of the functions named', () => {
  for (const [name, hash] of Object.entries({ sha256, keccak256, blake2b256 })) {
    const outcome = evaluate(`new h(\`rho:crypto:${name}Hash\`) in { h!("0a0b".hexToBytes(), 0) }`);
    assert.deepEqual(left(outcome), [`@0!(${hex(hash(fromHex('0a0b')!))})`]);
  }
});

/** DER of R and S, each 32 bytes. */
function derOf(compact: Uint8Array): string {
  const number = (bytes: Uint8Array): string => {
    let digits = hex(bytes).replace(/^(00)+/, '');
    if (Number.parseInt(digits.slice(0, 2), 16) >= 0x80) digits = `00${digits}`;
    return `02${(digits.length / 2).toString(16).padStart(2, '0')}${digits}`;
  };
  const body = number(compact.subarray(0, 32)) + number(compact.subarray(32));
  return `30${(body.length / 2).toString(16)}${body}`;
}

test('signatures verify, and broken ones are false, not failures', () => {
  const verify = (name: string, parts: readonly string[]): readonly string[] => {
    const args = parts.map((part) => `"${part}".hexToBytes()`).join(', ');
    return left(evaluate(`new v(\`rho:crypto:${name}Verify\`) in { v!(${args}, 0) }`));
  };
  const secret = new Uint8Array(32).fill(7);
  const digest = sha256(utf8('message'));
  const der = derOf(sign(digest, secret).subarray(1));
  const key = hex(publicKeyOf(secret));
  assert.deepEqual(verify('secp256k1', [hex(digest), der, key]), ['@0!(true)']);
  assert.deepEqual(verify('secp256k1', [hex(digest), `${der}00`, key]), ['@0!(false)']);
  assert.deepEqual(verify('secp256k1', [hex(digest), `30ff${der.slice(4)}`, key]), ['@0!(false)']);
  assert.deepEqual(verify('secp256k1', ['0a', der, key]), ['@0!(false)']);
  const [first, body] = [Number.parseInt(der.slice(6, 8), 16), der.slice(8)];
  const size = (add: number): string => (der.length / 2 - 2 + add).toString(16);
  const padded = `30${size(1)}02${(first + 1).toString(16)}00${body}`;
  assert.deepEqual(verify('secp256k1', [hex(digest), padded, key]), ['@0!(false)']);
  const pair = ed25519.keyPairOf(secret);
  const signature = hex(ed25519.sign(digest, pair));
  assert.deepEqual(verify('ed25519', [hex(digest), signature, hex(pair.publicKey)]), ['@0!(true)']);
  assert.deepEqual(verify('ed25519', ['00', signature, hex(pair.publicKey)]), ['@0!(false)']);
});

test('arguments of the wrong shape fail the program, not the node', () => {
  const { errors } = evaluate('new h(`rho:crypto:sha256Hash`) in { h!("text", 0) }');
  assert.deepEqual(
    errors.map(({ code }) => code),
    ['run.systemProcess'],
  );
  const stays = evaluate('new h(`rho:crypto:sha256Hash`) in { h!(1) }');
  assert.deepEqual([stays.errors.length, stays.contents.data.length], [0, 1]);
});

test('addresses, deployers, registry and block data answer', () => {
  const key = `04${'ab'.repeat(64)}`;
  const injections = new Map([['rho:rchain:deployerId', build.par1(build.deployerId(fromHex(key)!))]]);
  const source = `
    new rev(\`rho:rev:address\`), ops(\`rho:rchain:deployerId:ops\`), me(\`rho:rchain:deployerId\`),
        reg(\`rho:registry:ops\`), block(\`rho:block:data\`), a in {
      rev!("fromPublicKey", "${key}".hexToBytes(), *a) | rev!("fromDeployerId", *me, 1) |
      for(@address <- a){ @0!(address) | rev!("validate", address, 2) | rev!("validate", "1", 3) | rev!("validate", 7, 4) } |
      ops!("pubKeyBytes", *me, 5) | ops!("pubKeyBytes", 1, 6) | reg!("buildUri", "foo".toByteArray(), 7) | block!(8)
    }`;
  const outcome = evaluate(source, {
    injections,
    processes: chainProcesses({ block: () => ({ number: 42n, sender: new Uint8Array([9]) }) }),
  });
  const found = new Map(left(outcome).map((text) => [text.slice(0, 2), text.slice(3)]));
  assert.equal(found.get('@0'), found.get('@1'));
  assert.match(found.get('@0')!, /^\("1111\w{40,}"\)$/);
  assert.deepEqual(
    [2, 3, 4, 6, 8].map((name) => found.get(`@${name}`)),
    ['(Nil)', '("Invalid address length")', '(Nil)', '(Nil)', '(42, 09)'],
  );
  assert.equal(found.get('@5'), `(${key})`);
  assert.equal(found.get('@7'), '(`rho:id:5zsti8g1zpshouu8f7dm1dmqmte3wreeb1abf5dj51h1dds1cjizja`)');
});
