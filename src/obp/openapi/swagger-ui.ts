import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { OpenApiDocuments } from './openapi-documents.service.js';

/** What Swagger UI gets from the pages. */
interface SwaggerUiParts {
  /** URL of the script made of src/explorer/browser/swagger.ts. */
  readonly script: string;
  /** What people log in with; empty: they bring their own. */
  readonly consumerKey: string;
}

type Plugin = (system: unknown) => object;

/** Globals of the page, of Swagger UI's script and of ours. Nest writes functions out as they stand, so these are one call each. */
declare const SwaggerUIBundle: { readonly plugins: { readonly DownloadUrl: Plugin } };
declare const CustomerMessages: { readonly logIn: Plugin; readonly completeToken: (request: unknown) => unknown };

/** Swagger UI at `/swagger`, with a choice of the API versions, and a log-in that fetches the token. */
export function setupSwaggerUi(app: INestApplication, { script, consumerKey }: SwaggerUiParts): void {
  const documents = app.get(OpenApiDocuments);
  documents.attach(app);
  const newest = documents.versions().at(-1);
  if (newest === undefined) return;
  SwaggerModule.setup('swagger', app, () => documents.of(newest) as NonNullable<ReturnType<OpenApiDocuments['of']>>, {
    explorer: true,
    raw: false,
    customSiteTitle: 'Customer Messages API',
    customJs: script,
    swaggerOptions: {
      persistAuthorization: true,
      docExpansion: 'none', // with all of them open Swagger UI draws only those in sight, and links to one lead nowhere
      consumerKey,
      validatorUrl: null, // else documents are sent to a host of Swagger's
      plugins: [(system: unknown) => SwaggerUIBundle.plugins.DownloadUrl(system), (system: unknown) => CustomerMessages.logIn(system)],
      requestInterceptor: (request: unknown) => CustomerMessages.completeToken(request),
      urls: documents
        .versions()
        .toReversed()
        .map((version) => ({ name: `v${version}`, url: `/openapi/v${version}.json` })),
    },
  });
}
