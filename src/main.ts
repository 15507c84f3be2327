import 'reflect-metadata';
import { existsSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.setup.js';
import { ConfigError, loadConfig } from './config/config.js';
import { createLogger } from './config/logger.js';
import { openDatabase } from './database/open-database.js';
import { PublicUrl } from './obp/http/public-url.js';
import { banner } from './sandbox/banner.js';
import { SandboxService } from './sandbox/sandbox.service.js';

/** `EX_CONFIG` of sysexits(3): the service was set up wrongly, and starting it again will not help. */
const EXIT_CONFIG = 78;
/** Milliseconds that running requests have to finish after a signal. */
const GRACE = 10_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  const { dataSource, stopEngine } = await openDatabase(config, say);
  let app: NestFastifyApplication | undefined;
  try {
    say('starting the service');
    app = await createApp(config, dataSource, logger);
    const sandbox = app.get(SandboxService);
    await sandbox.prepare();
    await app.listen(config.port, config.host);
    const url = app.get(PublicUrl).value;
    say(banner(url, await sandbox.describe(url)));
  } catch (error) {
    await (app?.close() ?? dataSource.destroy()).catch(() => undefined);
    await stopEngine();
    throw error;
  }
  endOnSignal(app, stopEngine);
}

/** Ends on SIGTERM and SIGINT: no new connections, running requests answered, database closed. */
function endOnSignal(app: NestFastifyApplication, stopEngine: () => Promise<void>): void {
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return; // Ctrl-C reaches us twice, from the terminal and from npm
    ending = true;
    say('stopping');
    setTimeout(() => process.exit(1), GRACE).unref();
    await app.close();
    await stopEngine();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
}

try {
  await start();
} catch (error) {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof ConfigError) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    process.exit(EXIT_CONFIG);
  }
  if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    process.stderr.write(`HOST and PORT: cannot listen on port ${port ?? ''}: ${code === 'EADDRINUSE' ? 'another program does' : code}\n`);
    process.exit(EXIT_CONFIG);
  }
  process.stderr.write(`the service could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
