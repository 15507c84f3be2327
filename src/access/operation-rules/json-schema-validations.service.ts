import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { numbersNotKept } from '../../platform/body/written-numbers.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { JsonSchemaValidation } from './json-schema-validation.entity.js';
import { CompiledSchema } from './schema/compiled-schema.js';
import { SchemaRefused } from './schema/schema-refused.js';
import { isOperationId, MOST_VALIDATIONS, OPERATION_ID_WANTED } from './validation-limits.js';

/** Sets the JSON schema that an operation's bodies must match (contract section 6.1). */
@Injectable()
export class JsonSchemaValidationsService {
  constructor(
    @InjectRepository(JsonSchemaValidation) private readonly validations: Repository<JsonSchemaValidation>,
    private readonly audit: AuditTrail,
  ) {}

  all(): Promise<JsonSchemaValidation[]> {
    return this.validations.find({ order: { operationId: 'ASC' } });
  }

  /** @throws ObpError OBP-40027. */
  get(operationId: string): Promise<JsonSchemaValidation> {
    return found(this.validations.manager, operationId);
  }

  /** @throws ObpError in this order: OBP-40026 for a schema that may not be a rule, OBP-40048, OBP-40029, OBP-98070. */
  async create(actor: Actor, operationId: string, schema: unknown): Promise<JsonSchemaValidation> {
    const validation = { operationId, jsonSchema: textOf(schema), revision: uuidv7() };
    if (!isOperationId(operationId)) throw new ObpError('InvalidOperationId', OPERATION_ID_WANTED);
    try {
      return await this.audit.perform(actor, async ({ manager, record }) => {
        await manager.insert(JsonSchemaValidation, validation);
        if ((await manager.count(JsonSchemaValidation)) > MOST_VALIDATIONS)
          throw new ObpError('TooManyValidations', ` At most ${MOST_VALIDATIONS} are kept.`);
        await record({ action: 'json_schema_validation.created', subjectId: operationId, after: recorded(validation) });
        return validation;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'json_schema_validations_pkey') throw new ObpError('OperationIdExists');
      throw error;
    }
  }

  /** @throws ObpError in this order: OBP-40026, OBP-40027. */
  async update(actor: Actor, operationId: string, schema: unknown): Promise<JsonSchemaValidation> {
    const changed = { operationId, jsonSchema: textOf(schema), revision: uuidv7() };
    return this.audit.perform(actor, async ({ manager, record }) => {
      const before = await found(manager, operationId, { mode: 'pessimistic_write' });
      await manager.update(JsonSchemaValidation, { operationId }, changed);
      const action = 'json_schema_validation.updated';
      await record({ action, subjectId: operationId, before: recorded(before), after: recorded(changed) });
      return changed;
    });
  }

  /** @throws ObpError OBP-40027. */
  async delete(actor: Actor, operationId: string): Promise<void> {
    await this.audit.perform(actor, async ({ manager, record }) => {
      const before = await found(manager, operationId, { mode: 'pessimistic_write' });
      await manager.delete(JsonSchemaValidation, { operationId });
      await record({ action: 'json_schema_validation.deleted', subjectId: operationId, before: recorded(before) });
    });
  }
}

async function found(manager: EntityManager, operationId: string, lock?: { mode: 'pessimistic_write' }): Promise<JsonSchemaValidation> {
  const options = { where: { operationId }, ...(lock ? { lock } : {}) };
  const validation = isOperationId(operationId) ? await manager.findOne(JsonSchemaValidation, options) : null;
  if (validation === null) throw new ObpError('JsonSchemaValidationNotFound');
  return validation;
}

function textOf(schema: unknown): string {
  try {
    CompiledSchema.of(schema);
    refuseUnkeptNumbers(schema);
  } catch (error) {
    if (error instanceof SchemaRefused) throw new ObpError('IncorrectJsonSchema', error.message);
    throw error;
  }
  return JSON.stringify(schema);
}

/** A rule is stored as parsed; a number that parsing changes would compare with something that nobody wrote. */
function refuseUnkeptNumbers(schema: unknown): void {
  const [number] = numbersNotKept(schema);
  if (number === undefined) return;
  throw new SchemaRefused(`$: holds the number ${number.slice(0, 200)}, which would be kept as ${String(Number(number))}`);
}

const recorded = ({ jsonSchema }: Pick<JsonSchemaValidation, 'jsonSchema'>): object => ({ json_schema: JSON.parse(jsonSchema) as object });
