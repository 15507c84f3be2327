import { RouteConfig } from '@nestjs/platform-fastify';
import { HttpCode, RequestMapping, RequestMethod, SetMetadata, applyDecorators } from '@nestjs/common';
import { type EndpointDefinition, operationId } from './endpoint.js';

export const ENDPOINT = Symbol('ENDPOINT');

/**
 * Declares a route: its path, the checks before it, its documentation and its errors. Documents, pages and the guard are made from this. The
 * service does not start with a controller's method that lacks it.
 *
 * @example
 * ```ts
 * @Endpoint({
 *   version: '4.0.0',
 *   functionName: 'getCustomerMessages',
 *   verb: 'GET',
 *   path: 'banks/:BANK_ID/customers/:CUSTOMER_ID/messages',
 *   summary: 'Get Customer Messages for a Customer',
 *   description: 'The messages that were sent to one customer.',
 *   tags: ['Message', 'Customer'],
 *   checks: ['authenticated', 'bankFound', 'rolesHeld'], // in the order in which OBP tests them
 *   roles: [ROLES.CanGetCustomerMessages],
 *   response: { status: 200, type: CustomerMessagesDto },
 *   errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'UnknownError'],
 * })
 * list(@PathBank() bank: Bank, @Param('CUSTOMER_ID') customerId: string): Promise<CustomerMessagesDto> {
 *   return this.messages.list(bank.bankId, customerId);
 * }
 * ```
 */
export const Endpoint = (definition: EndpointDefinition): MethodDecorator =>
  applyDecorators(
    SetMetadata(ENDPOINT, definition),
    RequestMapping({ method: RequestMethod[definition.verb], path: definition.path }),
    HttpCode(definition.response.status),
    RouteConfig({ declaration: definition, operationId: operationId(definition) }),
  );
