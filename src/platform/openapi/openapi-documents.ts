import { Inject, type INestApplication, Injectable } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { CONFIG, type Config } from '../config/config.js';
import type { ApiVersion } from '../config/variables.js';
import { COMPONENT, exampleOf, type DocumentedBody, namesNeeded, schemaOf, type Schemas } from './schema.js';
import type { EndpointBody } from '../endpoint/endpoint.js';
import { EndpointRegistry } from '../endpoint/endpoint-registry.js';
import { PublicUrl } from '../http/public-url.js';
import { completeOperation, type OperationOfNest, tagsOf } from './complete-operation.js';
import { ErrorDto } from './error.dto.js';

type SchemasOfNest = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** One OpenAPI 3.1 document per API version, made from the declarations when it is first asked for. */
@Injectable()
export class OpenApiDocuments {
  private app: INestApplication | undefined;
  private whole: OpenAPIObject | undefined;

  constructor(
    private readonly registry: EndpointRegistry,
    private readonly publicUrl: PublicUrl,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** To be told of the application once its routes are known. */
  attach(app: INestApplication): void {
    this.app = app;
  }

  /** The document of one version: its operations, and those outside `/obp`. Undefined for a version that answers nothing. */
  of(version: ApiVersion): OpenAPIObject | undefined {
    if (!this.versions().includes(version)) return undefined;
    this.whole ??= this.build();
    const prefix = `/obp/v${version}/`;
    const internal = this.registry.endpoints.filter((endpoint) => endpoint.internal).map(({ path }) => `/${path}`);
    const paths = Object.entries(this.whole.paths).filter(
      ([path]) => path.startsWith(prefix) || !(path.startsWith('/obp/') || internal.includes(plain(path))),
    );
    const needed = namesNeeded(paths, this.schemas);
    const schemas = Object.entries(this.schemas).filter(([name]) => needed.has(name));
    return {
      ...this.whole,
      info: { ...this.whole.info, version: `v${version}` },
      servers: [{ url: this.publicUrl.value }],
      tags: tagsOf(paths),
      paths: Object.fromEntries(paths),
      components: { ...this.whole.components, schemas: Object.fromEntries(schemas) as SchemasOfNest },
    };
  }

  /** What this service is called and licensed under. */
  get info(): OpenAPIObject['info'] {
    this.whole ??= this.build();
    return this.whole.info;
  }

  /** The named schemas that bodies refer to. */
  get schemas(): Schemas {
    this.whole ??= this.build();
    return this.whole.components?.schemas ?? {};
  }

  /** What a declaration says of a body; undefined where there is none. */
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

  /** Issuers at which people can sign in from documents; at most one. */
  private signInIssuers(): string[] {
    return this.config.oidcIssuers.filter(({ pages }) => pages !== undefined).map(({ issuer }) => issuer);
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
    const config = builder.build();
    this.whole = SwaggerModule.createDocument(this.app, config, {
      autoTagControllers: false,
      extraModels: [ErrorDto],
      operationIdFactory: (_controller, method) => method,
    });
    const endpoints = new Map(this.registry.endpoints.map((endpoint) => [endpoint.operationId, endpoint]));
    for (const item of Object.values(this.whole.paths))
      for (const operation of Object.values(item) as OperationOfNest[]) {
        const endpoint = endpoints.get(operation.operationId ?? '');
        if (endpoint !== undefined) completeOperation(operation, endpoint, this.bodyOf(endpoint.request), this.bodyOf(endpoint.response));
        if (issuer !== undefined && endpoint?.authentication !== 'none') operation.security?.splice(2, 0, { [OPENID_CONNECT]: [] });
      }
    return this.whole;
  }
}

const OPENID_CONNECT = 'OpenIdConnect';
const discoveryUrl = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/** `{VERSION}` in a document is `:VERSION` in a declaration. */
const plain = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');
