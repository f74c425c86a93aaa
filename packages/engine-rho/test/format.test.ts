/** One layout for sources: nothing but blanks changes. `RHO_FORMAT_RUNS` runs more. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatSource, INDENT_LEVELS_MAX } from '../src/index.ts';
import { tokenize } from '../src/lexer.ts';
import { programs, runsOf } from './support/programs.ts';

const numRuns = runsOf('RHO_FORMAT_RUNS', 100);

function formatted(source: string): string {
  const result = formatSource(source);
  assert.ok(result.ok, result.ok ? '' : `${source}: ${result.refusal.message}`);
  return result.value;
}

function tokensOf(source: string): readonly string[] {
  const tokens = tokenize(source, '1.1');
  return Array.from({ length: tokens.count }, (_, index) => tokens.text(index));
}

/** Sources whose tokens are apart by whatever may be between tokens. */
const ragged = fc
  .tuple(
    programs,
    fc.array(fc.constantFrom(' ', '\n', '\n\n\n\n', ' // said\n', ' /* c */ ', '\t/* of\n two */\n'), {
      minLength: 1,
      maxLength: 40,
    }),
  )
  .map(([source, gaps]) =>
    tokensOf(source)
      .map((token, index) => `${token}${gaps[index % gaps.length]}`)
      .join(''),
  );

test('formatting changes neither tokens nor comments, and formatting again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(programs, ragged), (source) => {
      const once = formatted(source);
      assert.deepEqual(tokensOf(once), tokensOf(source));
      const commentsOf = (text: string) => text.match(/\/\/ said|\/\* c \*\/|\/\* of\n two \*\//g);
      assert.deepEqual(commentsOf(once), commentsOf(source));
      assert.equal(formatted(once), once);
      assert.doesNotMatch(once, /[ \t]\n|\n{3}|^\n/);
    }),
    { numRuns },
  );
});

test('lines are indented by what is open, and signs stand as operators or as signs', () => {
  const source = `new a,b(\`rho:io:stdout\`),
c in { // after

for(@x<-a;@y   <-b?!&z<- c!?(1,-2)){match [x, -3 ...r]{ [1,=x...rest]=>Nil
{"k":v,..._}=>{@"n"!!({"a":1},Set(1,2),(1,),[2, ],f.m( (1,2) ).n(),"\${a}"%%{"a":1})}
~{Int\\/Bool}=>
b!(1)
_=>{bundle+{*a}|bundle0{*a}}}}|


if(not(1==1)and true){*a}else *b
|a!(-1*2- -3,1< -5,x
.length(),
2)|a!?(1).|a!?(2);Nil|contract @(a,(b,c))(@d,...@e)={Nil}

}`
    .replaceAll('x\n', '[x]\n')
    .replaceAll('f.m', '[].m');
  assert.equal(
    formatted(source),
    `new a, b(\`rho:io:stdout\`),
  c in { // after

  for (@x <- a; @y <- b?! & z <- c!?(1, -2)) { match [x, -3 ...r] { [1, =x ...rest] => Nil
    {"k": v, ..._} => { @"n"!!({"a": 1}, Set(1, 2), (1,), [2,], [].m((1, 2)).n(), "\${a}" %% {"a": 1}) }
    ~{Int \\/ Bool} =>
      b!(1)
    _ => { bundle+{*a} | bundle0{*a} } } } |

  if (not (1 == 1) and true) { *a } else *b
  | a!(-1 * 2 - -3, 1 < -5, [x]
    .length(),
    2) | a!?(1). | a!?(2); Nil | contract @(a, (b, c))(@d, ...@e) = { Nil }
}
`,
  );
});

test('a space stays where two tokens would be read as another', () => {
  assert.equal(formatted('@1!(1,  )'), '@1!(1, )\n');
  assert.equal(formatted('@1!(- - 1, 2 < -1)'), '@1!(- -1, 2 < -1)\n');
});

test('indentation is bounded, so that text grows with the source only', () => {
  const depth = 500;
  const longest = Math.max(
    ...formatted(`${'{\n'.repeat(depth)}Nil${'\n}'.repeat(depth)}`)
      .split('\n')
      .map((line) => line.length),
  );
  assert.equal(longest, INDENT_LEVELS_MAX * 2 + 'Nil'.length);
});

test('what is no program is refused with its place', () => {
  const result = formatSource('new x in {\n  x!(\n}');
  assert.deepEqual(result.ok ? undefined : result.refusal.position, { line: 3, column: 1 });
});

test('the system contracts and their tests are in this layout', () => {
  for (const folder of ['rho', 'test/rho']) {
    const directory = join(import.meta.dirname, '../../contracts-rho', folder);
    const files = readdirSync(directory).filter((file) => file.endsWith('.rho'));
    assert.ok(files.length > 5, folder);
    for (const file of files) {
      const source = readFileSync(join(directory, file), 'utf8');
      assert.equal(formatted(source), source, file);
    }
  }
});
