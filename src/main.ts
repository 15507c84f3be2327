import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import type { DataSource } from 'typeorm';
import { createApp } from './app.setup.js';
import { type Config, ConfigError, loadConfig } from './config/config.js';
import { createLogger } from './config/logger.js';
import { EmbeddedDatabaseError } from './database/embedded/engine.js';
import { openDatabase } from './database/open-database.js';
import { close, followConnections } from './ending.js';
import { PublicUrl } from './obp/http/public-url.js';
import { banner } from './sandbox/banner.js';
import { SandboxService } from './sandbox/sandbox.service.js';

/** `EX_CONFIG` of sysexits(3): the service was set up wrongly, and starting it again will not help. */
const EXIT_CONFIG = 78;
/** Milliseconds from a signal to the end, whatever is still running. */
const GRACE = 9_500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** What a signal does. Until the service listens there is nothing to wait for: what it keeps survives a sudden end. */
let end = (signal: NodeJS.Signals): void => process.exit(128 + constants.signals[signal]);

async function start(): Promise<void> {
  const config = loadConfig(environment());
  const { dataSource, stopEngine } = await openDatabase(config, say);
  try {
    const stopServing = await serve(config, dataSource);
    end = () => {
      end = () => undefined; // Ctrl-C reaches us twice, from the terminal and from npm
      say('stopping');
      setTimeout(() => process.exit(1), GRACE).unref();
      stopServing()
        .then(stopEngine)
        .then(() => process.exit(0), fail);
    };
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy().catch(() => undefined);
    await stopEngine();
    throw error;
  }
}

/** @returns a function that stops serving and closes the data source. */
async function serve(config: Config, dataSource: DataSource): Promise<() => Promise<void>> {
  say('starting the service');
  const app = await createApp(config, dataSource, createLogger(config.logLevel));
  const connections = followConnections(app.getHttpServer());
  try {
    const sandbox = app.get(SandboxService);
    await sandbox.prepare();
    await app.listen(config.port, config.host);
    const url = app.get(PublicUrl).value;
    say(banner(url, await sandbox.describe(url)));
  } catch (error) {
    await close(app, connections).catch(() => undefined);
    throw error;
  }
  return () => close(app, connections);
}

/** The environment, completed from a file `.env` in the working folder. */
function environment(): NodeJS.ProcessEnv {
  if (!existsSync('.env')) return process.env;
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    throw new ConfigError([`.env cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`]);
  }
  return process.env;
}

/**
 * Says why the service cannot go on, and ends it. Of an error that is not our own only the text and the stack are
 * shown: other properties of it may hold what was sent to the database.
 */
function fail(error: unknown): never {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof ConfigError) {
    error.lines.forEach(complain);
    process.exit(EXIT_CONFIG);
  }
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    complain(`HOST and PORT: cannot listen there: ${code === 'EADDRINUSE' ? 'another program does' : (code ?? 'unknown reason')}`);
    process.exit(EXIT_CONFIG);
  }
  if (error instanceof EmbeddedDatabaseError) complain(`the service ends: ${error.message}`);
  else complain(`the service ends: ${error instanceof Error ? (error.stack ?? error.message) : 'for an unknown reason'}`);
  process.exit(1);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
process.on('SIGTERM', (signal) => end(signal));
process.on('SIGINT', (signal) => end(signal));
start().catch(fail);
