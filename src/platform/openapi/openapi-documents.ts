import { Inject, type INestApplication, Injectable } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { CONFIG, type Config } from '../config/config.js';
import type { ApiVersion } from '../config/variables.js';
import { COMPONENT, exampleOf, type DocumentedBody, namesNeeded, schemaOf, type Schemas } from './schema.js';
import type { EndpointBody } from '../endpoint/endpoint.js';
import type { RegisteredEndpoint } from '../endpoint/checks/check.js';
import { EndpointRegistry } from '../endpoint/endpoint-registry.js';
import { PublicUrl } from '../http/public-url.js';
import { ErrorDto } from './error.dto.js';
import { openApiOperation } from './openapi-operation.js';
import { MAIN_TAGS, TAGS } from './tags.js';

type SchemasOfNest = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** One OpenAPI 3.1 document per API version, made from the declarations when it is first asked for. */
@Injectable()
export class OpenApiDocuments {
  private app: INestApplication | undefined;
  private made: OpenAPIObject | undefined;

  constructor(
    private readonly registry: EndpointRegistry,
    private readonly publicUrl: PublicUrl,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Call this with the application once its routes are known. */
  attach(app: INestApplication): void {
    this.app = app;
  }

  /** The document of one version: its operations, and those outside `/obp`. Undefined for a version that answers nothing. */
  of(version: ApiVersion): OpenAPIObject | undefined {
    if (!this.versions().includes(version)) return undefined;
    const endpoints = this.registry.endpoints.filter((endpoint) =>
      endpoint.version === 'none' ? endpoint.internal !== true : endpoint.answersUnder.includes(version),
    );
    return this.documentOf(endpoints, `v${version}`, (endpoint) => pathUnder(version, endpoint));
  }

  /**
   * A small document, for those who write a client: the operations of one tag, each under the version that introduced it, or the first enabled
   * one since.
   */
  ofTag(tag: string): OpenAPIObject {
    const endpoints = this.registry.endpoints.filter(
      ({ tags, internal, version, answersUnder }) =>
        tags[0] === tag && internal !== true && (version === 'none' || answersUnder.length > 0),
    );
    return this.documentOf(endpoints, `v${this.versions().at(-1) ?? '1'}`, (endpoint) =>
      pathUnder(endpoint.answersUnder[0] ?? 'none', endpoint),
    );
  }

  private documentOf(
    endpoints: readonly RegisteredEndpoint[],
    version: string,
    pathOf: (endpoint: RegisteredEndpoint) => string,
  ): OpenAPIObject {
    // Swagger UI asks for a DirectLogin token first; an operation lists Bearer first.
    const schemes = Object.keys(this.base.components?.securitySchemes ?? {}).sort(
      (a, b) => Number(b === 'Bearer') - Number(a === 'Bearer'),
    );
    const paths: Record<string, Record<string, object>> = {};
    for (const endpoint of endpoints)
      (paths[pathOf(endpoint)] ??= {})[endpoint.verb.toLowerCase()] = openApiOperation(endpoint, (body) => this.bodyOf(body), schemes);
    const needed = namesNeeded(paths, this.schemas);
    const schemas = Object.entries(this.schemas).filter(([name]) => needed.has(name));
    return {
      ...this.base,
      info: { ...this.info, version },
      servers: [{ url: this.publicUrl.value }],
      tags: tagsOf(endpoints),
      externalDocs: { description: 'The API Explorer, with a form for each operation', url: `${this.publicUrl.value}/explorer` },
      paths,
      components: { ...this.base.components, schemas: Object.fromEntries(schemas) as SchemasOfNest },
    };
  }

  /** The name and licence of this service. */
  get info(): OpenAPIObject['info'] {
    return this.base.info;
  }

  /** The named schemas that bodies refer to. */
  get schemas(): Schemas {
    return this.base.components?.schemas ?? {};
  }

  /** What a declaration says about a body; undefined if there is none. */
  bodyOf(body: EndpointBody | undefined): DocumentedBody | undefined {
    const { type, example, schema: given } = body ?? {};
    if (type === undefined && given === undefined && example === undefined) return undefined;
    const single = type === undefined ? (given ?? schemaOf(example)) : { $ref: `${COMPONENT}${type.name}` };
    const schema = body?.isArray === true ? { type: 'array', items: single } : single;
    const name = body?.name || (type?.name.replace(/Dto$/, '') ?? '');
    return { name, schema, example: example ?? exampleOf(schema, this.schemas) };
  }

  /** The versions under which anything answers, oldest first. */
  versions(): ApiVersion[] {
    const all = this.registry.endpoints.flatMap(({ answersUnder }) => answersUnder);
    return [...new Set(all)].sort();
  }

  /** Issuers where people can sign in from the documents; at most one. */
  private signInIssuers(): string[] {
    return this.config.oidcIssuers.filter(({ pages }) => pages !== undefined).map(({ issuer }) => issuer);
  }

  /** What the documents have in common, with all schemas and no paths. */
  private get base(): OpenAPIObject {
    return (this.made ??= this.build());
  }

  private build(): OpenAPIObject {
    if (this.app === undefined) throw new Error('the application is not attached yet');
    const builder = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Customer Messages')
      .setDescription('Messages from a bank to its customers, wire-compatible with the Open Bank Project API.')
      .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
      .addApiKey(
        { type: 'apiKey', in: 'header', name: 'DirectLogin', description: 'The token of POST /my/logins/direct, alone or as token=T' },
        'DirectLogin',
      )
      .addBearerAuth(
        {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The token of POST /my/logins/direct, or of an issuer that this service accepts',
        },
        'Bearer',
      );
    const [issuer] = this.signInIssuers();
    if (issuer !== undefined) builder.addSecurity(OPENID_CONNECT, { type: 'openIdConnect', openIdConnectUrl: discoveryUrl(issuer) });
    const bodies = this.registry.endpoints.flatMap(({ request, response }) => [request?.type, response.type]);
    const document = SwaggerModule.createDocument(this.app, builder.build(), {
      include: [ErrorDto], // not a module of the application: Nest is only asked for the schemas of classes
      extraModels: [ErrorDto, ...bodies.filter((type) => type !== undefined)],
    });
    for (const schema of Object.values(document.components?.schemas ?? {}))
      for (const property of 'properties' in schema ? Object.values(schema.properties ?? {}) : [])
        if ('type' in property && property.type === 'number' && property.format === undefined) property.type = 'integer'; // a class says no more than number, and these are whole; one with a fraction has a format
    return document;
  }
}

const OPENID_CONNECT = 'OpenIdConnect';
const discoveryUrl = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/** First what this service is for, then the others by name. */
const tagsOf = (endpoints: readonly RegisteredEndpoint[]): { name: string; description: string }[] => {
  const found = [...new Set(endpoints.flatMap(({ tags }) => tags))].sort();
  const main = MAIN_TAGS.filter((name) => found.includes(name));
  return [...new Set([...main, ...found])].map((name) => ({ name, description: TAGS[name]?.en ?? '' }));
};

const pathUnder = (version: RegisteredEndpoint['version'], { version: introduced, path }: RegisteredEndpoint): string =>
  (introduced === 'none' ? `/${path}` : `/obp/v${version}/${path}`).replace(/:([A-Z_]+)/g, '{$1}');
