import type { DataSource } from 'typeorm';
import { createApp } from './app.setup.js';
import { type Config, ConfigError } from './config/config.js';
import { createLogger } from './config/logger.js';
import { close, followConnections } from './ending.js';
import { PublicUrl } from './obp/http/public-url.js';
import { banner } from './sandbox/banner.js';
import { SandboxService } from './sandbox/sandbox.service.js';

/**
 * Makes the application and has it listen.
 *
 * @returns a function that stops serving and closes the data source.
 */
export async function serve(config: Config, dataSource: DataSource, say: (line: string) => void): Promise<() => Promise<void>> {
  say('starting the service');
  const app = await createApp(config, dataSource, createLogger(config.logLevel));
  const connections = followConnections(app.getHttpServer());
  try {
    const sandbox = app.get(SandboxService);
    await sandbox.prepare();
    await app.listen(config.port, config.host).catch((error: unknown) => {
      throw cannotListen(error as NodeJS.ErrnoException);
    });
    const url = app.get(PublicUrl).value;
    say(banner(url, await sandbox.describe(url)));
  } catch (error) {
    await close(app, connections).catch(() => undefined);
    throw error;
  }
  return () => close(app, connections);
}

const cannotListen = ({ code = 'unknown reason' }: NodeJS.ErrnoException): ConfigError =>
  new ConfigError([`HOST and PORT: cannot listen there: ${code === 'EADDRINUSE' ? 'another program does' : code}`]);
