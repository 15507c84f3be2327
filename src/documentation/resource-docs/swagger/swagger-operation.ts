import type { Locale } from '../../../platform/openapi/locale.js';
import type { RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import { ERRORS, type ErrorKey } from '../../../platform/errors/catalogue.js';
import type { OpenApiDocuments } from '../../../platform/openapi/openapi-documents.js';
import { parameterText } from '../../texts/es.js';
import { errorIn, textsOf } from '../../texts/texts.js';
import type { Definitions } from './definitions.js';

/** One operation of a Swagger 2.0 document (contract section 7.3). */
export function swaggerOperation(
  endpoint: RegisteredEndpoint,
  definitions: Definitions,
  documents: OpenApiDocuments,
  locale: Locale,
): object {
  const request = documents.bodyOf(endpoint.request);
  const response = documents.bodyOf(endpoint.response);
  const { summary, description } = textsOf(endpoint, locale);
  return {
    tags: endpoint.tags,
    summary,
    description,
    operationId: endpoint.operationId,
    ...(request === undefined ? {} : { consumes: ['application/json', ...(endpoint.request?.otherTypes ?? [])] }),
    produces: [endpoint.response.mediaType ?? 'application/json'],
    // An empty requirement beside the other: with or without credentials.
    security: { mandatory: [{ directLogin: [] }], optional: [{ directLogin: [] }, {}], none: [] }[endpoint.authentication],
    parameters: [
      ...(request === undefined
        ? []
        : [
            {
              in: 'body',
              name: 'body',
              description: `${request.name} object that needs to be added.`,
              required: true,
              schema: definitions.ofBody(request),
            },
          ]),
      ...pathParameters(endpoint.path, locale),
      ...(endpoint.query ?? []).map((parameter) => ({ ...named('query', parameter, locale), required: false })),
      ...(endpoint.headers ?? []).map((parameter) => ({ ...named('header', parameter, locale), required: false })),
    ],
    responses: {
      [endpoint.response.status]: {
        description: 'Success',
        ...(response === undefined
          ? {}
          : { schema: definitions.ofBody(response), examples: { [endpoint.response.mediaType ?? 'application/json']: response.example } }),
      },
      ...errorResponses(endpoint.allErrors, definitions, locale),
    },
    'x-obp-roles': endpoint.roles.map(({ name: role, requiresBankId }) => ({ role, requires_bank_id: requiresBankId })),
  };
}

/** In OBP's order: the last parameter of the path comes first. */
function pathParameters(path: string, locale: Locale): object[] {
  const names = [...path.matchAll(/:([A-Z_]+)/g)].map(([, name = '']) => name);
  return names.toReversed().map((name) => {
    const words = name.toLowerCase().replaceAll('_', ' ');
    return { in: 'path', name, description: locale === 'es' ? `El valor de ${name}` : `The ${words}`, required: true, type: 'string' };
  });
}

const named = (
  where: string,
  { name, description, example }: { name: string; description: string; example: string },
  locale: Locale,
): object => ({
  in: where,
  name,
  description: parameterText(description, locale),
  type: 'string',
  'x-example': example,
});

/** One response per status: the schema is named after the first of its errors, the description lists all. */
function errorResponses(keys: readonly ErrorKey[], definitions: Definitions, locale: Locale): object {
  const byStatus: Record<number, ErrorKey[]> = {};
  for (const key of keys) (byStatus[ERRORS[key].status] ??= []).push(key);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, [first, ...others]]) => [
      status,
      {
        description: [first, ...others].flatMap((key) => (key === undefined ? [] : [errorIn(key, locale)])).join('\n\n'),
        ...(first === undefined ? {} : { schema: definitions.ofError(first, errorIn(first, locale)) }),
      },
    ]),
  );
}
