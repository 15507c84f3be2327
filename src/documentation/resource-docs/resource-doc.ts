import type { ApiVersion } from '../../platform/config/variables.js';
import type { Locale } from '../../platform/openapi/locale.js';
import { toHtml } from '../../platform/openapi/markdown.js';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import type { OpenApiDocuments } from '../../platform/openapi/openapi-documents.js';
import { describeOperation } from './description.js';
import type { ResourceDocDto } from './resource-doc.dto.js';
import { pathUnder, specifiedPath } from './specified-path.js';
import { errorIn, textsOf } from '../texts/texts.js';
import { typedBody } from './typed-body.js';

/** What the docs of one version have in common. */
export interface DocsContext {
  readonly documents: OpenApiDocuments;
  readonly version: ApiVersion;
  readonly locale: Locale;
  readonly featured: ReadonlySet<string>;
}

/** One operation as OBP documents it; the order of fields is OBP's. */
export function resourceDoc(endpoint: RegisteredEndpoint, { documents, version, locale, featured }: DocsContext): ResourceDocDto {
  const request = documents.bodyOf(endpoint.request);
  const response = documents.bodyOf(endpoint.response);
  const { schemas } = documents;
  const { summary, description: text } = textsOf(endpoint, locale);
  const markdown = describeOperation(endpoint, { text, request, response, schemas, locale });
  return {
    operation_id: endpoint.operationId,
    implemented_by: { version: `OBPv${endpoint.version}`, function: endpoint.functionName },
    request_verb: endpoint.verb,
    request_url: withoutColons(pathUnder(endpoint.version, endpoint.path)),
    summary: summary.replace(/\.$/, ''),
    description: toHtml(markdown),
    description_markdown: markdown,
    ...(request === undefined ? {} : { example_request_body: request.example }),
    ...(response === undefined ? {} : { success_response_body: response.example }),
    error_response_bodies: endpoint.allErrors.map((key) => errorIn(key, locale)),
    tags: [...endpoint.tags],
    ...(request === undefined ? {} : { typed_request_body: typedBody(request.schema, schemas) }),
    ...(response === undefined ? {} : { typed_success_response_body: typedBody(response.schema, schemas) }),
    ...(endpoint.roles.length === 0
      ? {}
      : { roles: endpoint.roles.map((role) => ({ role: role.name, requires_bank_id: role.requiresBankId })) }),
    is_featured: featured.has(endpoint.functionName),
    special_instructions: '',
    specified_url: withoutColons(specifiedPath(endpoint, version)),
    connector_methods: [],
  };
}

const withoutColons = (path: string): string => path.replace(/:([A-Z_]+)/g, '$1');
