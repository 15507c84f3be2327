import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { OpenApiDocuments } from './openapi-documents.service.js';

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
      urls: documents
        .versions()
        .toReversed()
        .map((version) => ({ name: `v${version}`, url: `/openapi/v${version}.json` })),
    },
  });
}
