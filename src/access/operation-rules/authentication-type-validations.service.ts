import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import type { AuthenticationType } from '../sessions/authentication-type.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { AuthenticationTypeValidation } from './authentication-type-validation.entity.js';
import { isOperationId, MOST_VALIDATIONS, OPERATION_ID_WANTED } from './validation-limits.js';

/** Sets the allowed authentication types of an operation (contract section 6.3). */
@Injectable()
export class AuthenticationTypeValidationsService {
  constructor(
    @InjectRepository(AuthenticationTypeValidation) private readonly validations: Repository<AuthenticationTypeValidation>,
    private readonly audit: AuditTrail,
  ) {}

  all(): Promise<AuthenticationTypeValidation[]> {
    return this.validations.find({ order: { operationId: 'ASC' } });
  }

  /** @throws ObpError OBP-40032. */
  get(operationId: string): Promise<AuthenticationTypeValidation> {
    return found(this.validations.manager, operationId);
  }

  /** @throws ObpError in this order: OBP-40048, OBP-40029, OBP-98070. */
  async create(actor: Actor, operationId: string, allowed: AuthenticationType[]): Promise<AuthenticationTypeValidation> {
    const validation = { operationId, allowedAuthenticationTypes: allowed };
    if (!isOperationId(operationId)) throw new ObpError('InvalidOperationId', OPERATION_ID_WANTED);
    try {
      return await this.audit.perform(actor, async ({ manager, record }) => {
        await manager.insert(AuthenticationTypeValidation, validation);
        if ((await manager.count(AuthenticationTypeValidation)) > MOST_VALIDATIONS)
          throw new ObpError('TooManyValidations', ` At most ${MOST_VALIDATIONS} are kept.`);
        await record({ action: 'authentication_type_validation.created', subjectId: operationId, after: recorded(validation) });
        return validation;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'authentication_type_validations_pkey') throw new ObpError('OperationIdExists');
      throw error;
    }
  }

  /** @throws ObpError OBP-40032. */
  async update(actor: Actor, operationId: string, allowed: AuthenticationType[]): Promise<AuthenticationTypeValidation> {
    const changed = { operationId, allowedAuthenticationTypes: allowed };
    return this.audit.perform(actor, async ({ manager, record }) => {
      const before = await found(manager, operationId, { mode: 'pessimistic_write' });
      await manager.update(AuthenticationTypeValidation, { operationId }, changed);
      const action = 'authentication_type_validation.updated';
      await record({ action, subjectId: operationId, before: recorded(before), after: recorded(changed) });
      return changed;
    });
  }

  /** @throws ObpError OBP-40032. */
  async delete(actor: Actor, operationId: string): Promise<void> {
    await this.audit.perform(actor, async ({ manager, record }) => {
      const before = await found(manager, operationId, { mode: 'pessimistic_write' });
      await manager.delete(AuthenticationTypeValidation, { operationId });
      await record({ action: 'authentication_type_validation.deleted', subjectId: operationId, before: recorded(before) });
    });
  }
}

async function found(
  manager: EntityManager,
  operationId: string,
  lock?: { mode: 'pessimistic_write' },
): Promise<AuthenticationTypeValidation> {
  const options = { where: { operationId }, ...(lock ? { lock } : {}) };
  const validation = isOperationId(operationId) ? await manager.findOne(AuthenticationTypeValidation, options) : null;
  if (validation === null) throw new ObpError('AuthenticationTypeValidationNotFound');
  return validation;
}

const recorded = (validation: AuthenticationTypeValidation): object => ({
  allowed_authentication_types: validation.allowedAuthenticationTypes,
});
