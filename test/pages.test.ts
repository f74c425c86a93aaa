/** What a page points at is there. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const tracked = (pattern: string): readonly string[] =>
  execFileSync('git', ['ls-files', pattern], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

test('every link between pages leads to a file', () => {
  const pages = tracked('*.md');
  assert.ok(pages.length > 50);
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^(https?:|#)/.test(link))
      .filter((link) => !existsSync(join(root, dirname(page), link.split('#')[0]!)))
      .map((link) => `${page}: ${link}`),
  );
  assert.deepEqual(broken, []);
});

test('every decision has a number of its own and a line in the index', () => {
  const index = textOf('docs/decisions/README.md');
  const decisions = tracked('docs/decisions/0*.md').map((path) => path.split('/').at(-1)!);
  assert.deepEqual(
    decisions.filter((name) => !index.includes(`(${name})`)),
    [],
  );
  assert.equal(new Set(decisions.map((name) => name.slice(0, 4))).size, decisions.length);
});

test('every package says what it is', () => {
  const folders = tracked('*/package.json').map((path) => dirname(path));
  assert.deepEqual(
    folders.filter((folder) => !existsSync(join(root, folder, 'README.md'))),
    [],
  );
});
