import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type BodyTest, Check, type RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { CompiledSchemas } from './compiled-schemas.js';
import { type OperationRules, OperationRulesService } from './operation-rules.service.js';
import type { CompiledSchema } from './schema/compiled-schema.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    bodyFitsSchema: true;
  }
}

/**
 * Refuses a body that violates the operation's JSON schema (contract section 6.2). The body is checked as it came, before numbers and
 * booleans are read as text.
 */
@Injectable()
export class BodyFitsSchema extends Check {
  constructor(
    private readonly rules: OperationRulesService,
    private readonly schemas: CompiledSchemas,
  ) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['SchemaViolated'];
  }

  run(request: FastifyRequest, { operationId }: RegisteredEndpoint): void | Promise<void> {
    const rules = this.rules.current();
    if (rules instanceof Promise) return rules.then((loaded) => this.test(request, operationId, loaded));
    return this.test(request, operationId, rules);
  }

  override async bodyTest({ operationId }: RegisteredEndpoint): Promise<BodyTest> {
    const revision = (await this.rules.current()).schemas.get(operationId);
    const schema = revision === undefined ? undefined : await this.schemas.of(operationId, revision);
    return (body) => refuseUnlessFit(body, schema);
  }

  private test(request: FastifyRequest, operationId: string, { schemas }: OperationRules): void | Promise<void> {
    const revision = schemas.get(operationId);
    if (revision === undefined) return;
    const schema = this.schemas.of(operationId, revision);
    if (schema instanceof Promise) return schema.then((read) => refuseUnlessFit(request.body, read));
    refuseUnlessFit(request.body, schema);
  }
}

/** @throws ObpError OBP-09014 in the validator's words. */
function refuseUnlessFit(body: unknown, schema: CompiledSchema | undefined): undefined {
  const violations = schema?.violationsOf(body);
  if (violations !== undefined) throw new ObpError('SchemaViolated', ` ${violations}`);
}
