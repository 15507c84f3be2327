import type { JsonSchemaValidation } from '../json-schema-validation.entity.js';
import type { JsonSchemaDto, JsonSchemaValidationDto } from './json-schema-validation.dto.js';

export const toJsonSchemaValidationDto = ({ operationId, jsonSchema }: JsonSchemaValidation): JsonSchemaValidationDto => ({
  operation_id: operationId,
  json_schema: JSON.parse(jsonSchema) as JsonSchemaDto,
});
