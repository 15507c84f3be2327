import { Body, Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { AuthenticationTypeValidationsService } from '../authentication-type-validations.service.js';
import { MOST_VALIDATIONS } from '../validation-limits.js';
import {
  AUTHENTICATION_TYPES_EXAMPLE,
  AUTHENTICATION_TYPES_SCHEMA,
  AuthenticationTypeValidationDto,
  AuthenticationTypeValidationListDto,
  readAuthenticationTypes,
} from './authentication-type-validation.dto.js';
import { toAuthenticationTypeValidationDto } from './authentication-type-validation.mapper.js';

const PATH = 'management/authentication-type-validations';
const TAGS = ['Authentication-Type-Validation'];
const REQUEST = { schema: AUTHENTICATION_TYPES_SCHEMA, example: AUTHENTICATION_TYPES_EXAMPLE };

@Controller()
export class AuthenticationTypeValidationsV400Controller {
  constructor(private readonly validations: AuthenticationTypeValidationsService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createAuthenticationTypeValidation',
    verb: 'POST',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Create an Authentication Type Validation',
    description:
      'From now on callers of the operation have to authenticate in one of the ways named. The body is the list of names. ' +
      `There may be ${MOST_VALIDATIONS} such rules.`,
    tags: TAGS,
    checks: ['authenticated', 'idsWellFormed', 'rolesHeld'],
    roles: [ROLES.CanCreateAuthenticationTypeValidation],
    request: REQUEST,
    response: { status: 201, type: AuthenticationTypeValidationDto },
    errors: [
      'UserNotLoggedIn',
      'UserHasMissingRoles',
      'InvalidJson',
      'IncorrectAuthenticationTypeName',
      'InvalidOperationId',
      'OperationIdExists',
      'TooManyValidations',
    ],
  })
  async create(
    @CurrentActor() actor: Actor,
    @Param('OPERATION_ID') operationId: string,
    @Body() body: unknown,
  ): Promise<AuthenticationTypeValidationDto> {
    const allowed = readAuthenticationTypes(body, 'Authentication Type names');
    return toAuthenticationTypeValidationDto(await this.validations.create(actor, operationId, allowed));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'updateAuthenticationTypeValidation',
    verb: 'PUT',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Update an Authentication Type Validation',
    description: 'From now on callers of the operation have to authenticate in one of these ways instead. The body is the list of names.',
    tags: TAGS,
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanUpdateAuthenticationTypeValidation],
    request: REQUEST,
    response: { status: 200, type: AuthenticationTypeValidationDto },
    errors: [
      'UserNotLoggedIn',
      'UserHasMissingRoles',
      'InvalidJson',
      'IncorrectAuthenticationTypeName',
      'AuthenticationTypeValidationNotFound',
    ],
  })
  async update(
    @CurrentActor() actor: Actor,
    @Param('OPERATION_ID') operationId: string,
    @Body() body: unknown,
  ): Promise<AuthenticationTypeValidationDto> {
    const allowed = readAuthenticationTypes(body, 'AuthenticationType names');
    return toAuthenticationTypeValidationDto(await this.validations.update(actor, operationId, allowed));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'deleteAuthenticationTypeValidation',
    verb: 'DELETE',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Delete an Authentication Type Validation',
    description: 'From now on callers of the operation may authenticate in any way.',
    tags: TAGS,
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanDeleteAuthenticationValidation],
    response: { status: 200, schema: { type: 'boolean', example: true }, example: true },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'AuthenticationTypeValidationNotFound'],
  })
  async delete(@CurrentActor() actor: Actor, @Param('OPERATION_ID') operationId: string): Promise<true> {
    await this.validations.delete(actor, operationId);
    return true;
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getAuthenticationTypeValidation',
    verb: 'GET',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Get an Authentication Type Validation',
    description: 'The ways in which callers of the operation may authenticate.',
    tags: TAGS,
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAuthenticationTypeValidation],
    response: { status: 200, type: AuthenticationTypeValidationDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'AuthenticationTypeValidationNotFound'],
  })
  async get(@Param('OPERATION_ID') operationId: string): Promise<AuthenticationTypeValidationDto> {
    return toAuthenticationTypeValidationDto(await this.validations.get(operationId));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getAllAuthenticationTypeValidations',
    verb: 'GET',
    path: PATH,
    summary: 'Get all Authentication Type Validations',
    description: 'Every operation whose callers may authenticate in some ways only, in the order of their ids.',
    tags: TAGS,
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAuthenticationTypeValidation],
    response: { status: 200, type: AuthenticationTypeValidationListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles'],
  })
  async list(): Promise<AuthenticationTypeValidationListDto> {
    return { authentication_types_validations: (await this.validations.all()).map(toAuthenticationTypeValidationDto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getAllAuthenticationTypeValidationsPublic',
    verb: 'GET',
    path: 'endpoints/authentication-type-validations',
    summary: 'Get all Authentication Type Validations - public',
    description: 'Every operation whose callers may authenticate in some ways only, to anybody.',
    tags: TAGS,
    checks: ['optionallyAuthenticated'],
    strangers: 'queries',
    response: { status: 200, type: AuthenticationTypeValidationListDto },
    errors: [],
  })
  listToAnybody(): Promise<AuthenticationTypeValidationListDto> {
    return this.list();
  }
}
