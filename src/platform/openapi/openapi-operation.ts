import { ERRORS, type ErrorKey, errorText } from '../errors/catalogue.js';
import type { RegisteredEndpoint } from '../endpoint/checks/check.js';
import type { EndpointBody, Parameter } from '../endpoint/endpoint.js';
import { ErrorDto } from './error.dto.js';
import { PATH_EXAMPLES } from './path-examples.js';
import { COMPONENT, type DocumentedBody } from './schema.js';
import { withNote } from './with-note.js';

/**
 * One operation of an OpenAPI 3.1 document.
 *
 * @param bodyOf what a declaration says about a body.
 * @param schemes the names of the security schemes, any one of which is enough.
 */
export function openApiOperation(
  endpoint: RegisteredEndpoint,
  bodyOf: (body: EndpointBody | undefined) => DocumentedBody | undefined,
  schemes: readonly string[],
): object {
  const { summary, tags, authentication, roles, request, response } = endpoint;
  const credentials = schemes.map((name) => ({ [name]: [] }));
  return {
    operationId: methodName(endpoint),
    summary,
    description: describe(endpoint),
    tags: [...tags],
    'x-obp-operation-id': endpoint.operationId,
    'x-obp-roles': roles.map(({ name: role, requiresBankId }) => ({ role, requires_bank_id: requiresBankId })),
    // An empty requirement beside the others: with or without credentials.
    security: { mandatory: credentials, optional: [{}, ...credentials], none: [] }[authentication],
    parameters: [
      ...[...endpoint.path.matchAll(/:([A-Z_]+)/g)].map(([, name = '']) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string', example: PATH_EXAMPLES[name] },
      })),
      ...(endpoint.query ?? []).map((parameter) => optional('query', parameter)),
      ...(endpoint.headers ?? []).map((parameter) => optional('header', parameter)),
    ],
    ...(request === undefined ? {} : { requestBody: { required: true, ...contentOf(request, bodyOf(request), request.otherTypes) } }),
    responses: {
      [response.status]: {
        description: 'Success',
        ...contentOf(response, bodyOf(response), [], response.events ? EVENTS : (response.mediaType ?? JSON_TYPE)),
      },
      ...errorResponses(endpoint.allErrors),
    },
  };
}

/** As generated clients call it: `createCustomerMessageV400`. */
const methodName = ({ functionName, version }: RegisteredEndpoint): string =>
  version === 'none' ? functionName : `${functionName}V${version.replaceAll('.', '')}`;

/**
 * The example stands in `examples`, which nothing fills in by itself. Swagger UI sends what stands in `example`: a key that was used before, or a
 * cursor at which a list is empty.
 */
const optional = (where: string, { name, description, example, takes }: Parameter): object => ({
  name,
  in: where,
  required: false,
  description: isList(takes) ? description : `${description} For example: \`${example}\`.`,
  schema: {
    ...schemaOfValue(takes),
    examples: [typeof takes === 'object' && !isList(takes) ? Number(example) : takes === 'boolean' ? example === 'true' : example],
  },
});

const isList = (takes: Parameter['takes']): takes is readonly string[] => Array.isArray(takes);

/** Of 32 bits, as they are read. */
const MOST = 2 ** 31 - 1;

const schemaOfValue = (takes: Parameter['takes']): object => {
  if (takes === undefined) return { type: 'string' };
  if (isList(takes)) return { type: 'string', enum: [...takes] };
  if (takes === 'date-time') return { type: 'string', format: takes };
  return takes === 'boolean' ? { type: takes } : { type: 'integer', minimum: takes.from, maximum: MOST };
};

const JSON_TYPE = 'application/json';
const EVENTS = 'text/event-stream';

/** Nothing where there is no body. The schema of a plain value shows the value. */
function contentOf(
  { type, schema: given }: EndpointBody,
  body: DocumentedBody | undefined,
  otherTypes: readonly string[] = [],
  own = JSON_TYPE,
): object {
  if (body === undefined) return {};
  const { schema, example } = body;
  const shown = type === undefined && given === undefined ? { ...schema, example } : schema;
  const others = otherTypes.map((name) => [name, { schema: { type: 'string' } }] as const);
  return { content: { [own]: { schema: shown, example }, ...Object.fromEntries(others) } };
}

function describe({ authentication, description, noteText, roles, rolesNeeded }: RegisteredEndpoint): string {
  const required = authentication === 'mandatory' ? 'Authentication is mandatory.' : 'Authentication is optional.';
  const names = roles.map(({ name }) => name);
  const wanted = rolesNeeded === 'all' ? `Required roles, all of them: ${names.join(' and ')}.` : `Required role: ${names.join(' or ')}.`;
  const needed = roles.length === 0 ? '' : ` ${wanted}`;
  return `${withNote(description, noteText?.en)}\n\n${required}${needed}`;
}

/** One response per status, with every error of that status as example. */
function errorResponses(keys: readonly ErrorKey[]): object {
  const byStatus: Record<number, ErrorKey[]> = {};
  for (const key of keys) (byStatus[ERRORS[key].status] ??= []).push(key);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map(errorText).join('\n\n'),
        content: {
          'application/json': {
            schema: { $ref: `${COMPONENT}${ErrorDto.name}` },
            examples: Object.fromEntries(ofStatus.map((key) => [key, { value: { code: Number(status), message: errorText(key) } }])),
          },
        },
      },
    ]),
  );
}
