import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { CommanderError } from 'commander';
import { AppModule } from '../app.module.js';
import { ConfigError, loadConfig } from '../config/config.js';
import { createLogger, NestLogger } from '../config/logger.js';
import { openDatabase } from '../database/open-database.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { commands } from './commands.js';
import type { Services } from './services.js';

/** Of sysexits(3): what was typed is wrong; what is set up is wrong. */
const EXIT = { refused: 1, usage: 64, config: 78 };

/** Opens the service's own database and services, without listening, for as long as `work` takes. */
async function withServices<Result>(work: (services: Services) => Promise<Result>): Promise<Result> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = loadConfig(process.env);
  const { dataSource, stopEngine } = await openDatabase(config, (line) => process.stderr.write(`${line}\n`));
  try {
    const logger = new NestLogger(createLogger('warn'));
    const context = await NestFactory.createApplicationContext(AppModule.of(config, dataSource), { logger, abortOnError: false });
    try {
      return await work({ get: (type) => context.get(type, { strict: false }), config });
    } finally {
      await context.close();
    }
  } finally {
    await stopEngine();
  }
}

try {
  await commands(withServices).parseAsync(process.argv);
  process.exit(0);
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : EXIT.usage); // it has said why
  if (error instanceof ConfigError) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    process.exit(EXIT.config);
  }
  const known = error instanceof ObpError || process.env.LOG_LEVEL === undefined;
  process.stderr.write(`${error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)}\n`);
  process.exit(EXIT.refused);
}
