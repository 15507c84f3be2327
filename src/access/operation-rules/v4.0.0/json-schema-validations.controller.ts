import { hash } from 'node:crypto';
import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { BODY_LIMITS } from '../../../platform/http/body-limits.js';
import { type SharedBody, SharedTexts } from '../../../platform/http/documents/shared-texts.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { JsonSchemaValidationsService } from '../json-schema-validations.service.js';
import { OperationRulesService } from '../operation-rules.service.js';
import { SCHEMA_LIMITS } from '../schema/schema-cost.js';
import { MOST_VALIDATIONS } from '../validation-limits.js';
import { JsonSchemaDto, JsonSchemaValidationDto, JsonSchemaValidationListDto } from './json-schema-validation.dto.js';
import { toJsonSchemaValidationDto } from './json-schema-validation.mapper.js';

const PATH = 'management/json-schema-validations';
const TAGS = ['JSON-Schema-Validation'];
const WANTED =
  'The body is the schema itself, of draft-07 or draft 2020-12, with $schema, type, title, description, required and properties. ' +
  'It may refer only to its own parts and not to itself, and its patterns, of ECMA-262, must be such that can be ' +
  'matched in linear time: without lookaheads, lookbehinds and back references. Numbers are compared as the decimals that are written. ' +
  `It may have ${SCHEMA_LIMITS.bytes} bytes, ${SCHEMA_LIMITS.depth} levels and ${SCHEMA_LIMITS.values} values, and there may be ${MOST_VALIDATIONS} such rules.`;

@Controller()
export class JsonSchemaValidationsV400Controller {
  constructor(
    private readonly validations: JsonSchemaValidationsService,
    private readonly rules: OperationRulesService,
    private readonly texts: SharedTexts,
  ) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createJsonSchemaValidation',
    verb: 'POST',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Create a JSON Schema Validation',
    description: `From now on bodies of the operation have to fit the schema. ${WANTED}`,
    tags: TAGS,
    checks: ['authenticated', 'idsWellFormed', 'rolesHeld'],
    roles: [ROLES.CanCreateJsonSchemaValidation],
    request: { type: JsonSchemaDto, limit: BODY_LIMITS.whole },
    response: { status: 201, type: JsonSchemaValidationDto },
    errors: [
      'UserNotLoggedIn',
      'UserHasMissingRoles',
      'InvalidJson',
      'IncorrectJsonSchema',
      'InvalidOperationId',
      'OperationIdExists',
      'TooManyValidations',
    ],
  })
  async create(
    @CurrentActor() actor: Actor,
    @Param('OPERATION_ID') operationId: string,
    @Body() schema: unknown,
  ): Promise<JsonSchemaValidationDto> {
    return toJsonSchemaValidationDto(await this.validations.create(actor, operationId, schema));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'updateJsonSchemaValidation',
    verb: 'PUT',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Update a JSON Schema Validation',
    description: `From now on bodies of the operation have to fit this schema instead. ${WANTED}`,
    tags: TAGS,
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanUpdateJsonSchemaValidation],
    request: { type: JsonSchemaDto, limit: BODY_LIMITS.whole },
    response: { status: 200, type: JsonSchemaValidationDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'InvalidJson', 'IncorrectJsonSchema', 'JsonSchemaValidationNotFound'],
  })
  async update(
    @CurrentActor() actor: Actor,
    @Param('OPERATION_ID') operationId: string,
    @Body() schema: unknown,
  ): Promise<JsonSchemaValidationDto> {
    return toJsonSchemaValidationDto(await this.validations.update(actor, operationId, schema));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'deleteJsonSchemaValidation',
    verb: 'DELETE',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Delete a JSON Schema Validation',
    description: 'From now on bodies of the operation need to fit no schema.',
    tags: TAGS,
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanDeleteJsonSchemaValidation],
    response: { status: 200, schema: { type: 'boolean', example: true }, example: true },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'JsonSchemaValidationNotFound'],
  })
  async delete(@CurrentActor() actor: Actor, @Param('OPERATION_ID') operationId: string): Promise<true> {
    await this.validations.delete(actor, operationId);
    return true;
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getJsonSchemaValidation',
    verb: 'GET',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Get a JSON Schema Validation',
    description: 'The schema that bodies of the operation have to fit.',
    tags: TAGS,
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetJsonSchemaValidation],
    response: { status: 200, type: JsonSchemaValidationDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'JsonSchemaValidationNotFound'],
  })
  async get(@Param('OPERATION_ID') operationId: string): Promise<JsonSchemaValidationDto> {
    return toJsonSchemaValidationDto(await this.validations.get(operationId));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getAllJsonSchemaValidations',
    verb: 'GET',
    path: PATH,
    summary: 'Get all JSON Schema Validations',
    description: 'Every operation whose bodies have to fit a schema, in the order of their ids.',
    tags: TAGS,
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetJsonSchemaValidation],
    response: { status: 200, type: JsonSchemaValidationListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles'],
  })
  async list(): Promise<JsonSchemaValidationListDto> {
    return { json_schema_validations: (await this.validations.all()).map(toJsonSchemaValidationDto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getAllJsonSchemaValidationsPublic',
    verb: 'GET',
    path: 'endpoints/json-schema-validations',
    summary: 'Get all JSON Schema Validations - public',
    description: 'Every operation whose bodies have to fit a schema, to anybody.',
    tags: TAGS,
    checks: ['optionallyAuthenticated'],
    strangers: 'queries',
    response: { status: 200, type: JsonSchemaValidationListDto },
    errors: [],
  })
  async listToAnybody(@Res({ passthrough: true }) reply: FastifyReply): Promise<SharedBody<JsonSchemaValidationListDto>> {
    const { schemas } = await this.rules.current();
    const key = `json schemas ${hash('sha256', JSON.stringify([...schemas]))}`; // each change of a schema has a revision of its own
    const text = this.texts.recall(key) ?? this.texts.keep(key, JSON.stringify(await this.list()));
    void reply.header('content-type', 'application/json; charset=utf-8');
    return text.bytes;
  }
}
