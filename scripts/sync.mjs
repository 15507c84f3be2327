// `npm run sync` writes every generated file from the declarations in src/; `npm run sync:check` says which would change.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { configurationTable, environmentExample } from './sync/environment.mjs';
import { errorsPage } from './sync/errors.mjs';
import { messageOperations, permissionsPage } from './sync/permissions.mjs';
import { readService } from './sync/service.mjs';
import { readStatements, statementFile } from './sync/statements.mjs';
import { replaceBetween } from './sync/text.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const GENERATED = 'docs/generated';

const read = (file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);

/** The wanted text of every generated file, by its path. */
async function wantedFiles() {
  const { variables, errors, operations, documents } = await readService();
  const statements = await readStatements();
  return new Map([
    ['.env.example', environmentExample(variables)],
    ['README.md', replaceBetween(read('README.md') ?? '', 'operations', messageOperations(operations))],
    ['docs/configuration.md', replaceBetween(read('docs/configuration.md') ?? '', 'configuration', configurationTable(variables))],
    [`${GENERATED}/permissions.md`, permissionsPage(operations)],
    [`${GENERATED}/errors.md`, errorsPage(errors, operations)],
    ...documents.map(({ version, document }) => [`${GENERATED}/openapi/v${version}.json`, `${JSON.stringify(document, null, 2)}\n`]),
    ...statements.map((statement) => [`${GENERATED}/sql/${statement.name}.sql`, statementFile(statement)]),
  ]);
}

/** The files in the folder of generated files, including stale ones. */
function presentFiles() {
  if (!existsSync(join(root, GENERATED))) return [];
  return readdirSync(join(root, GENERATED), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

await build();
const wanted = await wantedFiles();
const changed = [...wanted].filter(([file, text]) => read(file) !== text).map(([file]) => file);
const stale = presentFiles().filter((file) => !wanted.has(file));

if (process.argv.includes('--check')) {
  for (const file of changed) process.stderr.write(`${file} is not what the sources say: run npm run sync\n`);
  for (const file of stale) process.stderr.write(`${file} is no longer generated: run npm run sync\n`);
  process.exit(changed.length + stale.length > 0 ? 1 : 0);
}
for (const file of changed) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), wanted.get(file));
  process.stdout.write(`wrote ${file}\n`);
}
for (const file of stale) {
  rmSync(join(root, file));
  process.stdout.write(`removed ${file}\n`);
}
process.exit(0);
