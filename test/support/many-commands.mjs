// Runs several command lines of the service's own in one process, since each start takes seconds: `node many-commands.mjs '[["user","list"],...]'`.
// What they print follows one after the other, each after a line of its own that says `--`.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';

/** @type {(path: string) => Promise<any>} */
const built = (path) => import(new URL(`../../dist/src/${path}.js`, import.meta.url).href);
const { AppModule } = await built('app/app.module');
const { commands } = await built('app/cli/commands');
const { loadConfig } = await built('platform/config/config');
const { openDatabase } = await built('app/schema/open-database');

const config = loadConfig(process.env);
const { dataSource, settle, stopEngine } = await openDatabase(config, (/** @type {string} */ line) => process.stderr.write(`${line}\n`));
const context = await NestFactory.createApplicationContext(AppModule.of(config, dataSource), { logger: ['error'], abortOnError: false });
const services = { get: (/** @type {any} */ type) => context.get(type, { strict: false }), config };
try {
  for (const args of JSON.parse(process.argv[2] ?? '[]')) {
    process.stdout.write('--\n');
    await commands((/** @type {(services: any) => unknown} */ work) => work(services)).parseAsync(['node', 'cli', ...args]);
  }
} finally {
  await context.close();
  await settle();
  await stopEngine();
}
