import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CommanderError } from 'commander';
import { AppModule } from '../app.module.js';
import { type Config, ConfigError, loadConfig } from '../../platform/config/config.js';
import { environment } from '../../platform/config/environment.js';
import { createLogger, NestLogger } from '../../platform/config/logger.js';
import { connectTo, locateDatabase, migrateDatabase, openDatabase, othersOn } from '../schema/open-database.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { commands } from './commands.js';
import type { Services } from './services.js';
import type { BareDatabase } from './secrets-commands.js';

/** From sysexits(3): `usage` for a wrong command line, `config` for a wrong configuration. */
const EXIT = { refused: 1, usage: 64, config: 78 };

const printError = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * The service's configuration for a program that does not listen: it serves no metrics and starts no workers, and its log is for the person
 * who typed the command.
 */
function configuration(): Config {
  return { ...loadConfig(environment(printError)), metricsPort: undefined, workers: 1 };
}

/** Opens the service's own database and services, without listening, for as long as `work` takes. */
async function withServices<Result>(work: (services: Services) => Promise<Result>): Promise<Result> {
  const config = configuration();
  const { dataSource, settle, stopEngine } = await openDatabase(config, printError);
  try {
    const logger = new NestLogger(createLogger('warn'));
    const context = await NestFactory.createApplicationContext(AppModule.of(config, dataSource), { logger, abortOnError: false });
    try {
      return await work({ get: (type) => context.get(type, { strict: false }), config });
    } finally {
      await context.close();
    }
  } finally {
    await settle();
    await stopEngine();
  }
}

/** Opens only the database, for what has to be done before the services can be created. */
async function withDatabase<Result>(work: (database: BareDatabase) => Promise<Result>): Promise<Result> {
  const config = configuration();
  const { location, stopEngine } = await locateDatabase(config, printError);
  try {
    await migrateDatabase(location);
    const client = await connectTo(location);
    try {
      return await work({ client, config, others: othersOn(location) });
    } finally {
      await client.end().catch(() => undefined);
    }
  } finally {
    await stopEngine();
  }
}

try {
  await commands(withServices, withDatabase).parseAsync(process.argv);
  process.exit(0);
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : EXIT.usage); // it has already said why
  if (error instanceof ConfigError) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    process.exit(EXIT.config);
  }
  const known = error instanceof ObpError || process.env.LOG_LEVEL === undefined;
  process.stderr.write(`${error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)}\n`);
  process.exit(EXIT.refused);
}
