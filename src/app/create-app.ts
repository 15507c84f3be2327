import { VersioningType } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { serveHealthOnly } from './health/health-only.js';
import type { Config } from '../platform/config/config.js';
import { createPlainLogger, NestLogger } from '../platform/config/logger.js';
import { readAssets, serveAssets } from '../web/kit/assets.js';
import { pagesConsumerKey } from '../platform/config/pages-consumer-key.js';
import { pagesProvider } from '../web/kit/pages-provider.js';
import { EndpointRegistry } from '../platform/endpoint/endpoint-registry.js';
import { LongBodies } from '../platform/endpoint/long-bodies.js';
import { registerPageHeaders } from '../platform/endpoint/page-headers.js';
import { ObpExceptionFilter } from '../platform/errors/obp-exception.filter.js';
import { registerBodyParsers } from '../platform/http/body-parser.js';
import { PublicUrl } from '../platform/http/public-url.js';
import { AccessLog } from '../platform/http/access-log.js';
import { registerAnswerCoding } from '../platform/http/answer-coding.js';
import { createServer } from '../platform/http/server.js';
import { setupSwaggerUi } from '../platform/openapi/swagger-ui.js';

/** The complete application, ready to listen. */
export async function createApp(config: Config, dataSource: DataSource, logger: Logger): Promise<NestFastifyApplication> {
  const access = config.accessLog ? new AccessLog(createPlainLogger()) : undefined;
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config, dataSource), createServer(config, access), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.enableVersioning({ type: VersioningType.URI, prefix: 'obp/v' });
  app.get(EndpointRegistry).collect();
  if (config.deliveryWorkers === 'only') serveHealthOnly(app.getHttpAdapter().getInstance());
  const longBodies = app.get(LongBodies);
  registerBodyParsers(app.getHttpAdapter().getInstance(), (request) => longBodies.admit(request));
  registerPageHeaders(app.getHttpAdapter().getInstance(), app.get(PublicUrl));
  app.useGlobalFilters(new ObpExceptionFilter(logger, app.get(PublicUrl)));
  setupSwaggerUi(app, {
    script: readAssets().swagger,
    consumerKey: pagesConsumerKey(config),
    provider: pagesProvider(config),
  });
  registerAnswerCoding(app.getHttpAdapter().getInstance());
  serveAssets(app);
  await app.init();
  return app;
}
