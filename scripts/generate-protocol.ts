/**
 * Generates `packages/protocol/src/generated/` from the schemas in `packages/protocol/proto/`.
 *
 * `npm run generate` in `packages/protocol` writes the files; `-- --check` only says whether they are up to date.
 * The schemas are parsed by `protobufjs`; what is written is plain code over `src/wire.ts`, one module for each
 * family of packages. A schema beyond what the codecs handle (floats, maps, groups) stops the generator.
 * @module
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleText, registryText } from '../packages/protocol/generator/emit.ts';
import { loadSchemas } from '../packages/protocol/generator/schema.ts';

const home = join(import.meta.dirname, '..', 'packages', 'protocol');
const target = join(home, 'src', 'generated');

/** The text of every generated file, by its name. */
export function generateProtocol(): ReadonlyMap<string, string> {
  const modules = loadSchemas(join(home, 'proto'));
  const files = new Map<string, string>();
  for (const module of modules) files.set(`${module.name}.ts`, moduleText(module, modules));
  files.set('registry.ts', registryText(modules));
  return files;
}

/** Names of generated files that differ from what the schemas give, or should not exist. */
export function staleFiles(): readonly string[] {
  const wanted = generateProtocol();
  const found = existsSync(target) ? readdirSync(target) : [];
  const stale = [...wanted].filter(
    ([name, text]) => !found.includes(name) || readFileSync(join(target, name), 'utf8') !== text,
  );
  return [...stale.map(([name]) => name), ...found.filter((name) => !wanted.has(name))];
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = staleFiles();
    if (stale.length > 0) console.error(`Out of date: ${stale.join(', ')}. Run \`npm run generate\`.`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const [name, text] of generateProtocol()) writeFileSync(join(target, name), text);
  }
}
