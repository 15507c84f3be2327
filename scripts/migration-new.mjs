// Writes an empty migration: npm run migration:new -- add-webhooks
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'src', 'app', 'schema', 'migrations');
const name = process.argv[2] ?? '';

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  process.stderr.write('usage: npm run migration:new -- name-in-lower-case\n');
  process.exit(1);
}
if (readdirSync(folder).some((file) => file.endsWith(`-${name}.ts`))) {
  process.stderr.write(`there is a migration ${name} already\n`);
  process.exit(1);
}

const timestamp = Date.now();
const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
const className = `${words.join('')}${timestamp}`;
const file = join(folder, `${timestamp}-${name}.ts`);
if (existsSync(file)) process.exit(1);

writeFileSync(
  file,
  `import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What changes, and why older code keeps running beside it. */
export class ${className} implements MigrationInterface {
  name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP: string[] = [];

const DOWN: string[] = [];
`,
);
process.stdout.write(`${relative(root, file)} is written.
Now add it to src/app/schema/data-source-options.ts, at the end of MIGRATIONS:

  import { ${className} } from './migrations/${timestamp}-${name}.js';

and prove it with npm run migration:check
`);
