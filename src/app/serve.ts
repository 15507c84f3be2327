import type { Server } from 'node:http';
import type { DataSource } from 'typeorm';
import { createApp } from './create-app.js';
import { cannotListen } from '../platform/config/cannot-listen.js';
import type { Config } from '../platform/config/config.js';
import { createLogger } from '../platform/config/logger.js';
import { close, followConnections } from './shutdown.js';
import { serveMetrics } from '../platform/metrics/metrics-server.js';
import { exposition } from '../platform/metrics/metrics.js';
import { PublicUrl } from '../platform/http/public-url.js';
import { brandColourNote } from '../web/kit/brand/brand-colours.js';
import { banner } from './sandbox/banner.js';
import { SandboxService } from './sandbox/sandbox.service.js';

/**
 * Creates the application and starts listening.
 *
 * @returns a function that stops serving and closes the data source.
 */
export async function serve(config: Config, dataSource: DataSource, print: (line: string) => void): Promise<() => Promise<void>> {
  print('starting the service');
  const note = brandColourNote(config.brand.colour);
  if (note !== '') print(note);
  const app = await createApp(config, dataSource, createLogger(config.logLevel));
  const connections = followConnections(app.getHttpServer());
  try {
    const sandbox = app.get(SandboxService);
    await sandbox.prepare();
    await app.listen(config.port, config.host).catch((error: unknown) => {
      throw cannotListen('PORT', error as NodeJS.ErrnoException);
    });
    const metrics = await startMetrics(config);
    app.getHttpServer().once('close', () => metrics?.close());
    const url = app.get(PublicUrl).value;
    print(banner(url, await sandbox.describe(url)));
  } catch (error) {
    await close(app, connections).catch(() => undefined);
    throw error;
  }
  return () => close(app, connections);
}

/** With several workers, the supervisor serves the combined metrics. */
async function startMetrics({ workers, metricsPort, host }: Config): Promise<Server | undefined> {
  if (metricsPort === undefined || workers > 1) return undefined;
  return serveMetrics(metricsPort, host, exposition);
}
