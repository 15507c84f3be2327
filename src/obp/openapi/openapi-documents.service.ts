import { type INestApplication, Injectable } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { ApiVersion } from '../../config/variables.js';
import { EndpointRegistry } from '../endpoint/endpoint-registry.js';
import { PublicUrl } from '../http/public-url.js';
import { ErrorDto } from './error.dto.js';

/** One OpenAPI 3.1 document per API version, made from the declarations when it is first asked for. */
@Injectable()
export class OpenApiDocuments {
  private app: INestApplication | undefined;
  private whole: OpenAPIObject | undefined;

  constructor(
    private readonly registry: EndpointRegistry,
    private readonly publicUrl: PublicUrl,
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
    return {
      ...this.whole,
      info: { ...this.whole.info, version: `v${version}` },
      servers: [{ url: this.publicUrl.value }],
      paths: Object.fromEntries(paths),
    };
  }

  /** The versions under which anything answers, oldest first. */
  versions(): ApiVersion[] {
    const all = this.registry.endpoints.flatMap(({ answersUnder }) => answersUnder);
    return [...new Set(all)].sort();
  }

  private build(): OpenAPIObject {
    if (this.app === undefined) throw new Error('the application is not attached yet');
    const config = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Customer Messages')
      .setDescription('Messages from a bank to its customers, wire-compatible with the Open Bank Project API.')
      .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
      .addApiKey(
        { type: 'apiKey', in: 'header', name: 'DirectLogin', description: 'The token of POST /my/logins/direct, alone or as token=T' },
        'DirectLogin',
      )
      .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The token of POST /my/logins/direct' }, 'Bearer')
      .build();
    return SwaggerModule.createDocument(this.app, config, {
      autoTagControllers: false,
      extraModels: [ErrorDto],
      operationIdFactory: (_controller, method) => method,
    });
  }
}

/** `{VERSION}` in a document is `:VERSION` in a declaration. */
const plain = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');
