import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { OpenApiDocuments } from './openapi-documents.service.js';

/** Runs in the browser: people paste the token alone, the header wants `token=` before it. */
const completeToken = (request: { headers: Record<string, string> }): unknown => {
  const given = request.headers.DirectLogin;
  if (given !== undefined && !given.includes('=')) request.headers.DirectLogin = `token=${given}`;
  return request;
};

/** Swagger UI at `/swagger`, with a choice of the API versions. */
export function setupSwaggerUi(app: INestApplication): void {
  const documents = app.get(OpenApiDocuments);
  documents.attach(app);
  const newest = documents.versions().at(-1);
  if (newest === undefined) return;
  SwaggerModule.setup('swagger', app, () => documents.of(newest) as NonNullable<ReturnType<OpenApiDocuments['of']>>, {
    explorer: true,
    raw: false,
    customSiteTitle: 'Customer Messages API',
    swaggerOptions: {
      persistAuthorization: true,
      requestInterceptor: completeToken,
      urls: documents
        .versions()
        .toReversed()
        .map((version) => ({ name: `v${version}`, url: `/openapi/v${version}.json` })),
    },
  });
}
