import { Injectable } from '@nestjs/common';
import { glossaryTitle } from '../../documentation/glossary/fields.js';
import type { Locale } from '../../platform/openapi/locale.js';
import { toHtml } from '../../platform/openapi/markdown.js';
import { resolve, type Schemas, typeOf } from '../../platform/openapi/schema.js';
import { EndpointRegistry } from '../../platform/endpoint/endpoint-registry.js';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import { ERRORS, type ErrorKey } from '../../platform/errors/catalogue.js';
import { OpenApiDocuments } from '../../platform/openapi/openapi-documents.js';
import { fieldText, parameterText } from '../../documentation/texts/es.js';
import { bodyFields, type DocumentedField, pathFields, queryFields } from '../../documentation/resource-docs/operation-fields.js';
import { pathUnder } from '../../documentation/resource-docs/specified-path.js';
import { textsOf } from '../../documentation/texts/texts.js';
import { OperationRulesService } from '../../access/operation-rules/operation-rules.service.js';
import { bodyShape } from './body-shape.js';
import type { ErrorGroup, ErrorView, FieldView, OperationSummary, OperationView } from './operation-view.js';

/** The operations as shown on the pages, made from the declarations and the rules set by administrators. */
@Injectable()
export class Operations {
  constructor(
    private readonly registry: EndpointRegistry,
    private readonly documents: OpenApiDocuments,
    private readonly rules: OperationRulesService,
  ) {}

  /** All of them by tag (messages first), then by title, newest version first. */
  list(locale: Locale): OperationSummary[] {
    return this.documented()
      .map((endpoint) => summaryOf(endpoint, locale))
      .sort((a, b) => compare(rankOf(a), rankOf(b)) || a.title.localeCompare(b.title, locale) || compare(b.version, a.version));
  }

  /** Undefined for an unknown id. Dots may be written as `_`, as some OBP tools do. */
  async of(operationId: string, locale: Locale): Promise<OperationView | undefined> {
    const wanted = operationId.replaceAll('_', '.');
    const endpoint = this.documented().find((one) => one.operationId.replaceAll('_', '.') === wanted);
    return endpoint && this.view(endpoint, locale);
  }

  private documented(): RegisteredEndpoint[] {
    return this.registry.endpoints.filter(
      ({ internal, version, answersUnder }) => internal !== true && (version === 'none' || answersUnder.length > 0),
    );
  }

  private groupsOf(endpoint: RegisteredEndpoint): (key: ErrorKey) => ErrorGroup {
    const authentication = errorsOfAuthentication(endpoint);
    const alike = this.documented().filter(({ request }) => (request === undefined) === (endpoint.request === undefined));
    const isOfAll = (key: ErrorKey): boolean => key !== 'InvalidJson' && alike.every(({ allErrors }) => allErrors.includes(key));
    return (key) => {
      if (endpoint.errors.includes(key)) return 'own';
      if (authentication.has(key)) return 'authentication';
      return isOfAll(key) ? 'anyCall' : 'own';
    };
  }

  private async view(endpoint: RegisteredEndpoint, locale: Locale): Promise<OperationView> {
    const { schemas } = this.documents;
    const request = this.documents.bodyOf(endpoint.request);
    const response = this.documents.bodyOf(endpoint.response);
    const rules = await this.rules.current();
    const groupOf = this.groupsOf(endpoint);
    const fields = (found: readonly DocumentedField[]): FieldView[] =>
      found.map((field) => describedField(field, schemas, locale)).sort((a, b) => compare(a.name, b.name));
    return {
      ...summaryOf(endpoint, locale),
      description: toHtml(textsOf(endpoint, locale).description),
      authentication: endpoint.authentication,
      pathParameters: pathFields(endpoint).map((field) => fieldOf(field, {})),
      queryParameters: queryFields(endpoint).map((field, at) =>
        fieldOf(field, { description: parameterText(endpoint.query?.[at]?.description ?? '', locale) }),
      ),
      headers: (endpoint.headers ?? []).map(({ name, example, description }) =>
        fieldOf({ name, example, mandatory: false, schema: {} }, { description: parameterText(description, locale) }),
      ),
      requestFields: fields(bodyFields(request, schemas)),
      responseFields: fields(bodyFields(response, schemas)),
      requestExample: request?.example,
      requestShape: request && bodyShape(request.schema, schemas),
      responseExample: response?.example,
      status: endpoint.response.status,
      roles: endpoint.roles.map(({ name, requiresBankId }) => ({ name, requiresBankId })),
      rolesNeeded: endpoint.rolesNeeded ?? 'any',
      jsonValidation: rules.schemas.has(endpoint.operationId),
      authenticationTypes: rules.authenticationTypes.get(endpoint.operationId),
      errors: endpoint.allErrors.map((key) => ({ ...errorOf(key, locale), group: groupOf(key) })),
      connectorMethods: [],
    };
  }
}

/** The product's own operations come first. */
const rankOf = ({ tags: [first = ''] }: OperationSummary): string => (first === 'Customer-Message' ? '' : first);

function summaryOf(endpoint: RegisteredEndpoint, locale: Locale): OperationSummary {
  const { operationId, functionName, version, verb, path, tags, answersUnder } = endpoint;
  return {
    operationId,
    functionName,
    version: version === 'none' ? '' : `OBPv${version}`,
    answersUnder: answersUnder.map((one) => `OBPv${one}`),
    verb,
    path: (version === 'none' ? `/${path}` : pathUnder(version, path)).replace(/:([A-Z_]+)/g, '$1'),
    title: textsOf(endpoint, locale).summary.replace(/\.$/, ''),
    tags,
  };
}

interface DescribedSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly maxLength?: number;
}

const fieldOf = ({ name, example, mandatory }: DocumentedField, schema: DescribedSchema): FieldView => ({
  name,
  example: typeof example === 'string' ? example : JSON.stringify(example),
  mandatory,
  type: typeOf(schema) ?? '',
  description: (schema.description ?? '').replaceAll('`', ''), // fields of the pages show plain text
  glossary: glossaryTitle(name),
  maxLength: schema.maxLength,
});

/** A field of a body, with the description of its schema. */
function describedField(field: DocumentedField, schemas: Schemas, locale: Locale): FieldView {
  const schema: DescribedSchema = { ...resolve(field.schema, schemas), ...field.schema };
  return fieldOf(field, { ...schema, description: fieldText(schema.description ?? '', locale) });
}

/** What the check of who calls may say of credentials. */
const errorsOfAuthentication = ({ checkInstances, roles }: RegisteredEndpoint): Set<ErrorKey> => {
  const checks = checkInstances.filter(({ authentication }) => authentication !== undefined);
  const all = checks.flatMap((check) => check.errors(roles));
  return new Set(all.filter((key) => ERRORS[key].status < 404)); // not that there were too many calls
};

export const errorOf = (key: ErrorKey, locale: Locale): Omit<ErrorView, 'group'> => {
  const { code, text, es, status } = ERRORS[key];
  return { key, code, text: locale === 'es' ? es : text, status };
};

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);
