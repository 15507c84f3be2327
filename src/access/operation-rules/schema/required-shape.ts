import type { SchemaObject } from 'ajv';

/** What every schema must have, beyond what its draft requires (contract section 6.1, decision 14). */
export const REQUIRED_SHAPE: SchemaObject = {
  type: 'object',
  required: ['$schema', 'type', 'title', 'description', 'required', 'properties'],
  properties: {
    $schema: { type: 'string' },
    title: { type: 'string' },
    description: { type: 'string' },
    required: { type: 'array' },
    properties: { type: 'object', minProperties: 1, additionalProperties: { type: 'object', required: ['type'] } },
  },
};
