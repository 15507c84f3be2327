import {
  ApiBearerAuth,
  ApiBody,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiSecurity,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { EndpointBody } from '../endpoint/endpoint.js';
import type { RegisteredEndpoint } from '../endpoint/checks/check.js';
import { ERRORS, type ErrorKey, errorText } from '../errors/catalogue.js';
import { schemaOf } from './schema.js';
import { withNote } from './with-note.js';
import { ErrorDto } from './error.dto.js';

/** What stands for each path parameter in examples (contract section 1.10). */
export const PATH_EXAMPLES: Record<string, string> = {
  API_COLLECTION_ID: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh',
  API_COLLECTION_NAME: 'Favourites',
  API_VERSION: 'OBPv4.0.0',
  BANK_ID: 'gh.29.uk',
  CONNECTOR: 'rabbitmq_vOct2024',
  DELIVERY_ID: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b',
  MESSAGE_ID: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b',
  PROVIDER_ID: 'simulator',
  TRANSPORT: 'SMS',
  CONSUMER_ID: '8a9b0c1d-2e3f-4a5b-8c6d-7e8f90a1b2c3',
  CUSTOMER_ID: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh',
  EMAIL: 'felixsmith@example.com',
  ENTITLEMENT_ID: '6fb17583-1e49-4435-bb74-a14fe0996723',
  ENTITLEMENT_REQUEST_ID: '6fb17583-1e49-4435-bb74-a14fe0996723',
  OPERATION_ID: 'OBPv4.0.0-createCustomerMessage',
  PROVIDER: 'customer-messages',
  SCOPE_ID: '6fb17583-1e49-4435-bb74-a14fe0996723',
  USERNAME: 'felixsmith',
  USER_CUSTOMER_LINK_ID: 'zf6aebf1-0b5a-4ee9-8b9b-1c2d3e4f5a6b',
  INVITATION_ID: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b',
  SESSION_ID: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b',
  USER_ID: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1',
};

/** Tells Nest's Swagger module of a route all that its declaration says. */
export function documentEndpoint(prototype: object, name: string, endpoint: RegisteredEndpoint): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
  // Nest's decorators put what comes later in front.
  for (const decorate of decoratorsOf(endpoint).toReversed()) decorate(prototype, name, descriptor);
}

function decoratorsOf(endpoint: RegisteredEndpoint): MethodDecorator[] {
  const { authentication, request, response, roles } = endpoint;
  const parameters = [...endpoint.path.matchAll(/:([A-Z_]+)/g)].map(([, parameter]) => parameter as string);
  return [
    ApiOperation({ operationId: endpoint.operationId, summary: endpoint.summary, description: describe(endpoint) }),
    ApiTags(...endpoint.tags),
    ApiExtension(
      'x-obp-roles',
      roles.map(({ name: role, requiresBankId }) => ({ role, requires_bank_id: requiresBankId })),
    ),
    ...(authentication === 'none' ? [] : [ApiSecurity('DirectLogin'), ApiBearerAuth('Bearer')]),
    ...(authentication === 'optional' ? [ApiSecurity({})] : []),
    ...parameters.map((parameter) => ApiParam({ name: parameter, type: String, example: PATH_EXAMPLES[parameter] })),
    ...(endpoint.query ?? []).map(({ name, description, example }) =>
      ApiQuery({ name, description, example, type: String, required: false }),
    ),
    ...(endpoint.headers ?? []).map(({ name, description, example }) => ApiHeader({ name, description, example, required: false })),
    ...(request ? [ApiBody({ required: true, ...contentOf(request) })] : []),
    ApiResponse({ status: response.status, description: 'Success', ...contentOf(response) }),
    ...errorResponses(endpoint.allErrors),
  ];
}

/** A class or a schema, if need be that of a plain value; nothing where there is no body. */
const contentOf = (body: EndpointBody): object => {
  if (body.type !== undefined) return { type: body.type, isArray: body.isArray ?? false };
  const schema = body.schema ?? (body.example === undefined ? undefined : { ...schemaOf(body.example), example: body.example });
  return schema === undefined ? {} : { schema };
};

function describe({ authentication, description, noteText, roles, rolesNeeded }: RegisteredEndpoint): string {
  const required = authentication === 'mandatory' ? 'Authentication is mandatory.' : 'Authentication is optional.';
  const names = roles.map(({ name }) => name);
  const wanted = rolesNeeded === 'all' ? `Required roles, all of them: ${names.join(' and ')}.` : `Required role: ${names.join(' or ')}.`;
  const needed = roles.length === 0 ? '' : ` ${wanted}`;
  return `${withNote(description, noteText?.en)}\n\n${required}${needed}`;
}

/** One response per status, with every error of that status as example. */
function errorResponses(keys: readonly ErrorKey[]): MethodDecorator[] {
  const byStatus = new Map<number, ErrorKey[]>();
  for (const key of keys) byStatus.set(ERRORS[key].status, [...(byStatus.get(ERRORS[key].status) ?? []), key]);
  return [...byStatus].map(([status, ofStatus]) =>
    ApiResponse({
      status,
      description: ofStatus.map(errorText).join('\n\n'),
      content: {
        'application/json': {
          schema: { $ref: getSchemaPath(ErrorDto) },
          examples: Object.fromEntries(ofStatus.map((key) => [key, { value: { code: status, message: errorText(key) } }])),
        },
      },
    }),
  );
}
