/**
 * The architecture and the style, as a test: layers, declared dependencies, sizes, banned names.
 * Every ban says what to use instead. A file leaves an exception list by being mended, never the reverse.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');

/** From the ground up. A package imports packages of lower rows, or those listed beside it in `SAME_ROW`. */
const ROWS: readonly (readonly string[])[] = [
  ['base'],
  ['crypto'],
  ['protocol'],
  ['ports'],
  ['kernel', 'contracts', 'engine-wasm', 'engine-rho', 'engine-evm', 'consensus', 'sharding', 'rollup'],
  ['network', 'bus', 'state', 'contracts-rho'],
  ['services', 'rpc', 'sdk', 'sim'],
  ['node', 'cli', 'explorer'],
];
/** `contracts` judge evidence with consensus' own judge, by its export of that name (docs/decisions/0085). */
const SAME_ROW: Readonly<Record<string, readonly string[]>> = {
  cli: ['node'],
  contracts: ['consensus/judge'],
};
const PURE = new Set(['base', 'protocol', 'ports', ...ROWS[4]!]);

const LINES_MAX = 500;
const FUNCTION_LINES_MAX = 70;

type Ban = Readonly<{ pattern: RegExp; instead: string; everywhere: boolean; except: readonly string[] }>;
const AMBIENT = 'take a port (`Clock`, `Random`, `Log`) from whoever opens you; apps hold ambient authority';
const BANS: readonly Ban[] = [
  { pattern: /\bDate\.now\b|\bnew Date\b/, instead: AMBIENT, everywhere: false, except: [] },
  { pattern: /\bperformance\.now\b/, instead: AMBIENT, everywhere: false, except: [] },
  { pattern: /\bMath\.random\b/, instead: AMBIENT, everywhere: true, except: [] },
  { pattern: /\bset(Timeout|Interval|Immediate)\b/, instead: AMBIENT, everywhere: false, except: [] },
  { pattern: /(?<![-.\w])process\.(?!ts)/, instead: AMBIENT, everywhere: false, except: [] },
  { pattern: /\bconsole\./, instead: 'the `Log` port', everywhere: false, except: [] },
  {
    pattern: /\bBuffer\b/,
    instead: '`Uint8Array` and `@ashlar/base`',
    everywhere: false,
    except: [
      'packages/base/src/bytes.ts',
      'packages/bus/src/amqp/broker.ts',
      'packages/rpc/src/rho/serve-grpc.ts',
    ],
  },
  { pattern: /:\s*any\b|\bas any\b|<any>/, instead: '`unknown`, then narrow', everywhere: true, except: [] },
  { pattern: /!:/, instead: 'initialize in the constructor', everywhere: true, except: [] },
  {
    pattern: /\blocaleCompare\b|\bIntl\b|\btoLocale/,
    instead: '`compare` on bytes',
    everywhere: true,
    except: [],
  },
  {
    pattern: /@ts-ignore|@ts-expect-error|biome-ignore/,
    instead: 'mend the cause',
    everywhere: true,
    except: [],
  },
  {
    pattern: /\b(TODO|FIXME|XXX)\b/,
    instead: 'do it, or file it',
    everywhere: true,
    except: ['test/tidy.test.ts'],
  },
];

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
})
  .split('\n')
  .filter(
    (file) => file !== '' && existsSync(join(root, file)) && !/\/(generated|assembly|build)\//.test(file),
  );

type Source = Readonly<{
  file: string;
  packageName: string | undefined;
  isProduct: boolean;
  text: string;
  code: string;
}>;
const sources: readonly Source[] = files.map((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const [area, name, part] = file.split('/');
  const inPackage = area === 'packages' || area === 'apps';
  return {
    file,
    packageName: inPackage ? name : undefined,
    isProduct: inPackage && part === 'src',
    text,
    code: text
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
      .replace(/(^|\s)\/\/[^\n]*/g, ''),
  };
});

const rowOf = (name: string): number => ROWS.findIndex((row) => row.includes(name));

test('packages import only from the rows beneath them', () => {
  const wrong: string[] = [];
  for (const { file, packageName, isProduct, code } of sources) {
    if (!isProduct || packageName === undefined) continue;
    for (const [, imported, part = ''] of code.matchAll(/from '@ashlar\/([a-z-]+)(\/[a-z]+)?/g)) {
      const allowed =
        rowOf(imported!) < rowOf(packageName) || (SAME_ROW[packageName] ?? []).includes(`${imported}${part}`);
      if (!allowed && imported !== packageName) wrong.push(`${file} imports @ashlar/${imported}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('every import is declared by its own package', () => {
  const wrong: string[] = [];
  for (const { file, packageName, isProduct, code } of sources) {
    if (packageName === undefined) continue;
    const manifest = JSON.parse(
      readFileSync(join(root, file.split('/').slice(0, 2).join('/'), 'package.json'), 'utf8'),
    );
    const rootManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const declared = {
      ...manifest.dependencies,
      ...(isProduct ? {} : { ...manifest.devDependencies, ...rootManifest.devDependencies }),
    };
    for (const [, specifier] of code.matchAll(/from '([^'.][^']*)'/g)) {
      if (specifier!.startsWith('node:') || specifier === manifest.name) continue;
      const name = specifier!
        .split('/')
        .slice(0, specifier!.startsWith('@') ? 2 : 1)
        .join('/');
      if (!(name in declared)) wrong.push(`${file} imports ${name}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('every package that is declared is imported', () => {
  const idle: string[] = [];
  for (const name of new Set(sources.flatMap(({ packageName }) => packageName ?? []))) {
    const own = sources.filter(({ packageName }) => packageName === name);
    const folder = own[0]!.file.split('/').slice(0, 2).join('/');
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    for (const dependency of Object.keys(dependencies)) {
      const isImported = own.some(({ isProduct, code }) => isProduct && code.includes(`'${dependency}`));
      if (!isImported) idle.push(`${folder} declares ${dependency}`);
    }
  }
  assert.deepEqual(idle, []);
});

test('modules do not import each other in a circle', () => {
  const graph = new Map<string, string[]>();
  for (const { file, code, isProduct } of sources) {
    if (!isProduct) continue;
    const targets = [...code.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '(\.[^']+)'/gm)].map(
      ([, path]) => join(dirname(file), path!),
    );
    graph.set(file, targets);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `circle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
});

test(`no file is longer than ${LINES_MAX} lines`, () => {
  const long = sources
    .filter(({ text }) => text.split('\n').length > LINES_MAX + 1)
    .map(({ file, text }) => `${file}: ${text.split('\n').length}`);
  assert.deepEqual(long, []);
});

test(`no function is longer than ${FUNCTION_LINES_MAX} lines`, () => {
  const long: string[] = [];
  for (const { file, text, isProduct } of sources) {
    if (!isProduct) continue;
    const lines = text.split('\n');
    lines.forEach((line, index) => {
      const start =
        /^(\s*)(export |async |static |override |get |set |#|\*|function|const \w+ = .*=>).*\{$/.exec(line);
      if (
        start === null ||
        /\b(class|interface|type|enum|switch)\b.*\{$/.test(line) ||
        /^\s*(export )?const \w+[^=]*= [^=]*\{$/.test(line)
      )
        return;
      const end = lines.findIndex(
        (candidate, later) => later > index && candidate.startsWith(`${start[1]}}`),
      );
      if (end - index > FUNCTION_LINES_MAX) long.push(`${file}:${index + 1}: ${end - index} lines`);
    });
  }
  assert.deepEqual(long, []);
});

test('banned names stay out', () => {
  const found: string[] = [];
  for (const { file, packageName, isProduct, code, text } of sources) {
    const isPure =
      isProduct && packageName !== undefined && !file.startsWith('apps/') && PURE.has(packageName);
    const isLibrary = isProduct && !file.startsWith('apps/');
    for (const ban of BANS) {
      if (ban.except.includes(file) || !(ban.everywhere || isPure || isLibrary)) continue;
      const subject = /TODO|ts-ignore/.test(ban.pattern.source) ? text : code;
      subject.split('\n').forEach((line, index) => {
        if (file !== 'test/tidy.test.ts' && ban.pattern.test(line))
          found.push(`${file}:${index + 1}: ${line.trim()} — instead: ${ban.instead}`);
      });
    }
  }
  assert.deepEqual(found, []);
});

test('pure packages import no part of Node', () => {
  const wrong = sources.filter(
    ({ isProduct, packageName, code }) =>
      isProduct && packageName !== undefined && PURE.has(packageName) && /from 'node:/.test(code),
  );
  assert.deepEqual(
    wrong.map(({ file }) => file),
    [],
  );
});

test('every module begins with what it is', () => {
  const bare = sources.filter(
    ({ isProduct, file, text }) =>
      isProduct &&
      !file.endsWith('index.ts') &&
      text.split('\n').length > 60 &&
      !/^(#!.*\n)?\/\*\*/.test(text),
  );
  assert.deepEqual(
    bare.map(({ file }) => file),
    [],
  );
});
