/**
 * Hostile programs: each spends its phlo on one thing that might take longer, or more memory, than its price says.
 *
 * None ends by itself, or none cheaply; `hostile.test.ts` sees that their phlo ends them, `measureHostile` what it buys.
 * @module
 */

const repeat = (count: number, part: (at: number) => string, between = ''): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(between);
/** Runs `body` for ever; `setup` stands beside it. */
const forever = (body: string, formals = '', first = ''): string =>
  `new f in { contract f(${formals}) = { ${body} } | f!(${first}) }`;
const list = (count: number): string => `[${repeat(count, (at) => String(at), ', ')}]`;
const tower = (open: string, middle: string, close: string, height: number): string =>
  open.repeat(height) + middle + close.repeat(height);
/** A place in a template that `%%` fills. */
const HOLE = `$${'{a}'}`;
const text = (length: number): string => 'a'.repeat(length);

/** Contracts and sends that call themselves. */
const LOOPS: Readonly<Record<string, string>> = {
  loop: forever('f!()'),
  fork: forever('f!([x, x]) | f!([x, x])', '@x', '0'),
  copies: forever('f!(*x | *x)', 'x', '0'),
  persistence: '@0!!(1) | for(x <= @0){ @1!(*x) }',
  echo: '@0!!(1) | for(x <= @0){ Nil }',
  self: 'new f in { f!(*f) | for(x <= f){ x!(*x) | f!(*x) } }',
  chain: forever('new g in { g!(0) | for(_ <- g){ f!() } }'),
  timers: `${repeat(200, (at) => `contract @${at}(@n) = { @${(at + 1) % 200}!(n + 1) }`, '|')} | @0!(0)`,
};

const SPACE: Readonly<Record<string, string>> = {
  peeks: '@0!(1) | for(x <<- @0){ Nil } | contract @0(x) = { @0!(*x) }',
  peekStorm: `@0!(1) | contract @1() = { @1!() | ${repeat(50, () => 'for(_ <<- @0){ Nil }', '|')} } | @1!()`,
  wideJoin: forever(
    `for(${repeat(60, (at) => `_ <- @${at}`, ' & ')}){ Nil } | ${repeat(60, (at) => `@${at}!(0)`, '|')} | f!()`,
  ),
  emptyJoins: `${repeat(2_000, () => 'for(_ <- @"never" & _ <- @0){ Nil }', '|')} | ${forever('@0!(1) | f!()')}`,
  lateJoins: `${repeat(500, () => `for(${repeat(6, (at) => `_ <- @${at}`, ' & ')} & _ <- @"never"){ Nil }`, '|')} | ${repeat(6, (at) => `@${at}!(0)`, '|')} | ${forever('@0!(1) | f!()')}`,
  crowd: `${repeat(400, (at) => `@0!(${at})`, '|')} | contract @1() = { for(@{"no"} <- @0){ Nil } | @1!() } | @1!()`,
  twins: `${repeat(60, (at) => `@0!([${'1,'.repeat(400)} ${at}])`, '|')} | contract @1() = { for(@[${'1,'.repeat(400)} ${2 ** 32 + 1}] <- @0){ Nil } | @1!() } | @1!()`,
  waiters: `${repeat(1_000, (at) => `for(@{${at + 1}} <- @0){ Nil }`, '|')} | ${forever('@0!(0) | f!()')}`,
  bigChannel: `new c in { contract c(@x) = { @x!(0) | for(_ <- @x){ c!(x) } } | c!(${list(2_000)}) }`,
  bigPersistent: `@0!!(${list(2_000)}) | ${forever('for(@x <- @0){ Nil } | f!()')}`,
  bigBody: forever(`for(_ <- @0){ ${repeat(300, (at) => `@${at}!(${at})`, '|')} } | f!()`),
};

const NAMES: Readonly<Record<string, string>> = {
  names: forever('new a, b, c, d, e, g, h, i, j, k in { f!() }'),
  nameFlood: forever(`new ${repeat(500, (at) => `a${at}`, ', ')} in { f!() }`),
  nameTower: forever(`${repeat(200, (at) => `new a${at} in { `)} f!() ${'}'.repeat(200)}`),
};

const VALUES: Readonly<Record<string, string>> = {
  doubling: forever('f!(x ++ x)', '@x', '"0123456789"'),
  bytes: forever('f!(x ++ x)', '@x', '"00112233".hexToBytes()'),
  hiddenBytes: forever(
    'match x ++ x { y => { f!(x, (y ++ y).length()) } }',
    '@x, @n',
    '"00".hexToBytes(), 0',
  ),
  interpolation: forever(`f!("${HOLE.repeat(4)}" %% {"a": x})`, '@x', '"0123456789"'),
  squaring: forever('f!(x * x)', '@x', 'BigInt(3)'),
  digits: forever(`match "${HOLE}" %% {"a": x} { _ => f!(x) }`, '@x', `BigInt(${'7'.repeat(19_000)})`),
  parseDigits: forever('match x.toBigInt() { _ => f!(x) }', '@x', `"${'7'.repeat(19_000)}"`),
  division: forever(
    'match [x / y, x % y, y / x] { _ => f!(x, y) }',
    '@x, @y',
    `BigInt(${'7'.repeat(600)}), BigInt(${'3'.repeat(300)})`,
  ),
  list: forever('f!(x ++ [n], n + 1)', '@x, @n', '[], 0'),
  set: forever('f!(x.add(n), n + 1)', '@x, @n', 'Set(), 0'),
  setAdds: forever(
    `match s${repeat(20, (at) => `.add(${at})`)}.size() { _ => f!(s) }`,
    '@s',
    `Set(${repeat(300, (at) => String(at * 7), ', ')})`,
  ),
  setTexts: forever(
    `match s${repeat(20, (at) => `.add("${text(200)}${at}")`)}.size() { _ => f!(s) }`,
    '@s',
    `Set(${repeat(100, (at) => `"${text(200)}${at * 7}"`, ', ')})`,
  ),
  setLists: forever(
    `match s${repeat(20, (at) => `.add([${'1,'.repeat(100)} ${at}])`)}.size() { _ => f!(s) }`,
    '@s',
    `Set(${repeat(60, (at) => `[${'1,'.repeat(100)} ${at * 7}]`, ', ')})`,
  ),
  setLiterals: forever(
    `match [${repeat(10, () => `Set(${repeat(40, (at) => `[x, ${(at * 7) % 40}]`, ', ')}).size()`, ', ')}] { _ => f!(x) }`,
    '@x',
    list(100),
  ),
  lookups: forever(
    `match [${repeat(20, (at) => `m.get([${'1,'.repeat(100)} ${at}])`, ', ')}] { _ => f!(m) }`,
    '@m',
    `{${repeat(60, (at) => `[${'1,'.repeat(100)} ${at * 7}]: 0`, ', ')}}`,
  ),
  deepLookups: forever(
    `match [${repeat(20, () => 'm.get(k)', ', ')}] { _ => f!(m, k) }`,
    '@m, @k',
    `{${repeat(64, (at) => `[${'1,'.repeat(400)} ${at}]: 0`, ', ')}}, [${'1,'.repeat(400)} 31]`,
  ),
  unions: forever(
    'match [s.union(s), s ++ s, s.diff(s), s -- s] { _ => f!(s) }',
    '@s',
    `Set(${repeat(300, (at) => `[${at}, [1, 2, ${at}]]`, ', ')})`,
  ),
  mapBuild: forever('f!(m.set(n, [n, n]), n + 1)', '@m, @n', '{}, 0'),
  mapTies: forever(
    `f!({ ${repeat(40, (at) => `m.set(${at}, 0): ${at}`, ', ')} }.size(), m)`,
    '_, @m',
    `0, {${repeat(40, (at) => `${at}: ${at}`, ', ')}}`,
  ),
  toLists: forever(
    'match [s.toList(), s.toList().toSet(), s.size()] { _ => f!(s) }',
    '@s',
    `Set(${repeat(500, (at) => String(at), ', ')})`,
  ),
  slices: forever(
    'match [x.slice(0, 1), x.slice(1, 2), x.length(), x.nth(3)] { _ => f!(x) }',
    '@x',
    list(1_000),
  ),
  hex: forever('match x.hexToBytes().bytesToHex() { _ => f!(x) }', '@x', `"${'0f'.repeat(2_000)}"`),
  utf8: forever('match x.toUtf8Bytes() { _ => f!(x) }', '@x', `"${'é'.repeat(2_000)}"`),
  toBytes: forever('match x.toByteArray() { _ => f!(x) }', '@x', list(500)),
  nots: forever(`match ${'not '.repeat(2_000)}true { _ => f!() }`),
  minuses: forever(`match ${tower('-(', '1', ')', 1_000)} { _ => f!() }`),
  sums: forever(`match ${repeat(2_000, () => '1', ' + ')} { _ => f!() }`),
  comparisons: forever(
    `match [${repeat(500, () => 'x < y', ', ')}] { _ => f!(x, y) }`,
    '@x, @y',
    `"${text(3_000)}b", "${text(3_000)}c"`,
  ),
  equalities: forever(
    `match [${repeat(50, () => 'x == y', ', ')}] { _ => f!(x, y) }`,
    '@x, @y',
    `${list(300)}, ${list(300)}`,
  ),
  collections: forever(`match [${repeat(1_000, () => '[]', ', ')}, x] { _ => f!(x) }`, '@x', '0'),
  tuples: forever(`match ${tower('(', 'x', ',)', 1_000)} { _ => f!(0) }`, '@x', '0'),
};

const TERMS: Readonly<Record<string, string>> = {
  wideSort: forever(
    `for(_ <- @0){ Nil } | @0!({${repeat(500, (at) => `x | ${(at * 7_919) % 1_000}`, '|')}}) | f!(x)`,
    '@x',
    '5',
  ),
  wideSpread: forever(
    `@0!({ x | ${repeat(300, (at) => `@${at}!(x)`, '|')} }) | for(_ <- @0){ f!(x) }`,
    '@x',
    '5',
  ),
  scatter: forever(
    `match { x | y } { _ => f!(x, y) }`,
    '@x, @y',
    `${repeat(400, (at) => `${at * 2}`, '|')}, ${repeat(400, (at) => `${at * 2 + 1}`, '|')}`,
  ),
  substitution: forever(`@0!(${tower('[', 'x', ']', 500)}) | for(_ <- @0){ f!(x) }`, '@x', '5'),
  deepBodies: forever(`${tower('for(_ <- @0){ ', '@1!(x)', ' }', 100)} | @0!(0) | f!(x)`, '@x', '0'),
  bundles: forever(`${repeat(500, (at) => `bundle+{${at}}`, '|')} | f!()`),
  ground: forever(`${repeat(5_000, (at) => String(at), '|')} | f!()`),
  joins: forever(
    `match [${repeat(20, () => '[{x | y}].length()', ', ')}] { _ => f!(x, y) }`,
    '@x, @y',
    `${repeat(100, (at) => String(at * 2), '|')}, ${repeat(100, (at) => String(at * 2 + 1), '|')}`,
  ),
  types: forever(
    `match x { ${repeat(50, () => `[${repeat(20, () => '{Int /\\ ~String}', ',')}, String ...c] => Nil`, ' ')} _ => f!(x) }`,
    '@x',
    list(200),
  ),
  deepData: `new f in { contract f(@x) = { f!([x]) } | f!(0) }`,
  cases: forever(`match x { ${repeat(500, (at) => `${at} => Nil`, ' ')} _ => f!(x) }`, '@x', '1000'),
  patterns: forever(
    `match x { ${repeat(100, (at) => `[a, b, ${at + 1_000} ...c] => Nil`, ' ')} _ => f!(x) }`,
    '@x',
    list(200),
  ),
  primes: forever(
    `match {${repeat(16, (at) => String(at), '|')}} { {~Nil /\\ ~{~Nil | {~Nil /\\ ~Int}}} => { f!() } _ => { f!() } }`,
  ),
  bipartite: forever(
    `match Set(${list(12).slice(1, -1)}) { Set(${repeat(12, (at) => `{Int /\\ ~${at}}`, ', ')}) => f!() _ => f!() }`,
  ),
  printing: `new out(\`rho:io:stdout\`) in { ${forever('out!(x) | f!(x)', '@x', list(500))} }`,
  printDeep: `new out(\`rho:io:stdout\`) in { ${forever('out!(*x) | f!(*x)', 'x', tower('new a in { a!(0) | ', 'Nil', ' }', 300))} }`,
  hashing: `new h(\`rho:crypto:blake2b256Hash\`), k(\`rho:crypto:keccak256Hash\`), s(\`rho:crypto:sha256Hash\`) in { ${forever('new r in { h!(x, *r) | for(_ <- r){ k!(x, *r) | for(_ <- r){ s!(x, *r) | for(_ <- r){ f!(x) } } } }', '@x', `"${'00'.repeat(100)}".hexToBytes()`)} }`,
  verifying: `new v(\`rho:crypto:secp256k1Verify\`), e(\`rho:crypto:ed25519Verify\`) in { ${forever(
    'new r in { v!(x, y, z, *r) | e!(x, x ++ x, x, *r) | for(_ <- r){ f!(x, y, z) } }',
    '@x, @y, @z',
    `"${'11'.repeat(32)}".hexToBytes(), "${`30440220${'11'.repeat(32)}0220${'11'.repeat(32)}`}".hexToBytes(), "0279BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798".hexToBytes()`,
  )} }`,
};

/** Large sources: their phlo is spent before they run. */
const SOURCES: Readonly<Record<string, string>> = {
  blanks: `${' '.repeat(200_000)}Nil`,
  comments: `${'// a comment\n'.repeat(15_000)}Nil`,
  literal: `match "${text(200_000)}" { _ => Nil }`,
  wideSource: repeat(50_000, (at) => String((at * 7_919) % 1_000), '|')
    .slice(0, 200_000)
    .replace(/\|?\d*$/, ''),
  sendsSource: repeat(20_000, (at) => `@${at % 10}!(${at % 7})`, '|')
    .slice(0, 150_000)
    .replace(/\|[^|]*$/, ''),
  braces: tower('{', 'Nil', '}', 50_000),
  parens: `match ${tower('(1+', '1', ')', 30_000)} { _ => Nil }`,
  lists: `match ${tower('[', '1', ']', 50_000)} { _ => Nil }`,
  news: `${tower('new x in {', 'Nil', '}', 15_000)}`,
  newNames: `new ${repeat(30_000, (at) => `a${at}`, ',')} in { Nil }`,
  mapSource: `match {${repeat(15_000, (at) => `${(at * 7_919) % 15_000}:${at}`, ',')}} { _ => Nil }`,
  setSource: `match Set(${repeat(30_000, (at) => String((at * 7_919) % 30_000), ',')}) { _ => Nil }`,
  receives: repeat(10_000, () => 'for(x<-@0){Nil}', '|'),
  unbound: repeat(20_000, (at) => `a${at}`, '|'),
  broken: `${'['.repeat(100_000)}`,
  lexicalError: `${'1|'.repeat(100_000)}"`,
  sums1: `match ${'1+'.repeat(80_000)}1 { _ => Nil }`,
  methods: `match 1${'.a()'.repeat(40_000)} { _ => Nil }`,
  lets: `let ${repeat(2_000, (at) => `x${at}<-${at}`, ';')} in { Nil }`,
};

export const HOSTILE_PROGRAMS: Readonly<Record<string, string>> = {
  ...LOOPS,
  ...SPACE,
  ...NAMES,
  ...VALUES,
  ...TERMS,
  ...SOURCES,
};
