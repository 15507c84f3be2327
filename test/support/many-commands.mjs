// Runs several command lines of the service's own in one process, since each start takes seconds: `node many-commands.mjs '[["user","list"],...]'`.
// What they print follows one after the other, each after a line of its own that says `--`.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../dist/src/app.module.js';
import { commands } from '../../dist/src/cli/commands.js';
import { loadConfig } from '../../dist/src/config/config.js';
import { openDatabase } from '../../dist/src/database/open-database.js';

const config = loadConfig(process.env);
const { dataSource, stopEngine } = await openDatabase(config, (line) => process.stderr.write(`${line}\n`));
const context = await NestFactory.createApplicationContext(AppModule.of(config, dataSource), { logger: ['error'], abortOnError: false });
const services = { get: (type) => context.get(type, { strict: false }), config };
try {
  for (const args of JSON.parse(process.argv[2])) {
    process.stdout.write('--\n');
    await commands((work) => work(services)).parseAsync(['node', 'cli', ...args]);
  }
} finally {
  await context.close();
  await stopEngine();
}
