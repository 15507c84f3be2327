import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { SharedTexts } from '../http/documents/shared-texts.js';
import { PublicUrl } from '../http/public-url.js';
import { OpenApiDocuments } from './openapi-documents.js';

/** What Swagger UI gets from the pages. */
interface SwaggerUiParts {
  /** URL of the script built from src/web/browser/swagger.ts. */
  readonly script: string;
  /** The consumer key that people log in with; empty: they bring their own. */
  readonly consumerKey: string;
  /** Another place where they may log in; undefined: none. */
  readonly provider: { readonly issuer: string; readonly clientId: string; readonly scope: string; readonly resource: string } | undefined;
}

/** As strict as Swagger UI tolerates: it puts styles into its page, and calls the API at the URL in its documents. */
const contentSecurityPolicy = (asked: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${asked.join(' ')}`,
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

type Plugin = (system: unknown) => object;

/** Globals of the page, of Swagger UI's script and of ours. Nest writes functions out verbatim, so these are one call each. */
declare const SwaggerUIBundle: { readonly plugins: { readonly DownloadUrl: Plugin } };
declare const CustomerMessages: {
  readonly logIn: Plugin;
  readonly comeBackHere: Plugin;
  readonly completeToken: (request: unknown) => unknown;
};

/** Swagger UI at `/swagger`, with a choice of the API versions, and a log-in that fetches the token. */
export function setupSwaggerUi(app: NestFastifyApplication, { script, consumerKey, provider }: SwaggerUiParts): void {
  const documents = app.get(OpenApiDocuments);
  documents.attach(app);
  addContentSecurityPolicy(app, provider && new URL(provider.issuer).origin);
  shareTexts(app);
  const newest = documents.versions().at(-1);
  if (newest === undefined) return;
  SwaggerModule.setup('swagger', app, () => documents.of(newest) as NonNullable<ReturnType<OpenApiDocuments['of']>>, {
    explorer: true,
    raw: false,
    customSiteTitle: 'Customer Messages API',
    customJs: script,
    swaggerOptions: {
      persistAuthorization: true,
      docExpansion: 'none', // with all tags open, Swagger UI draws only the operations in view, and links to others lead nowhere
      consumerKey,
      ...(provider && {
        initOAuth: {
          clientId: provider.clientId,
          scopes: provider.scope.split(' '),
          usePkceWithAuthorizationCodeGrant: true,
          additionalQueryStringParams: provider.resource === '' ? {} : { resource: provider.resource },
        },
      }),
      validatorUrl: null, // otherwise documents are sent to a Swagger host
      plugins: [
        (system: unknown) => SwaggerUIBundle.plugins.DownloadUrl(system),
        (system: unknown) => CustomerMessages.logIn(system),
        (system: unknown) => CustomerMessages.comeBackHere(system),
      ],
      requestInterceptor: (request: unknown) => CustomerMessages.completeToken(request),
      urls: documents
        .versions()
        .toReversed()
        .map((version) => ({ name: `v${version}`, url: `/openapi/v${version}.json` })),
    },
  });
}

/** For everything that Swagger UI serves; the API's URL is read late, since it may be the listening address. */
function addContentSecurityPolicy(app: NestFastifyApplication, provider: string | undefined): void {
  const publicUrl = app.get(PublicUrl);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (/^\/swagger(?:[/?]|$)/.test(request.url))
        void reply.header(
          'Content-Security-Policy',
          contentSecurityPolicy([new URL(publicUrl.value).origin, ...(provider === undefined ? [] : [provider])]),
        );
      done();
    });
}

/** Nest writes the page and its script once, but sends each as a text for one caller. The script holds a whole document. */
function shareTexts(app: NestFastifyApplication): void {
  const texts = app.get(SharedTexts);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, payload, done) => {
      const { url = '' } = request.routeOptions;
      const shared = typeof payload === 'string' && reply.statusCode === 200 && /^\/swagger(?:\/|$)/.test(url);
      const key = `swagger ui ${url}`;
      done(null, shared ? (texts.recall(key) ?? texts.keep(key, payload)).bytes : payload);
    });
}
