import { Injectable } from '@nestjs/common';
import { readBody } from '../../../platform/body/read-body.js';
import { asWritten, knowingNumbersOf } from '../../../platform/body/written-numbers.js';
import { refuseMalformedIds } from '../../../platform/endpoint/checks/ids-well-formed.check.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { parseJson } from '../../../platform/http/read-json.js';
import { refuseUnlessFit } from '../../../access/operation-rules/body-fits-schema.check.js';
import { CompiledSchemas } from '../../../access/operation-rules/compiled-schemas.js';
import { OperationRulesService } from '../../../access/operation-rules/operation-rules.service.js';
import { rowOf } from '../messages.service.js';
import { SINGLE } from './batch-limits.js';
import type { Judged, RunningBatch } from './running-batch.js';
import { BatchMessageDto } from './v1/message-batch.dto.js';

/** Checks the items of batches by the same rules as the operation that sends one message. */
@Injectable()
export class BatchItems {
  constructor(
    private readonly rules: OperationRulesService,
    private readonly schemas: CompiledSchemas,
  ) {}

  /**
   * @returns what makes of an item's text a message, or the error that the message would get if it were sent alone, by the rules
   * of this moment.
   */
  async judgeOf({ sender, bankId }: Pick<RunningBatch, 'sender' | 'bankId'>): Promise<(item: Buffer) => Judged> {
    const revision = (await this.rules.current()).schemas.get(SINGLE);
    const schema = revision === undefined ? undefined : await this.schemas.of(SINGLE, revision);
    return (item) => {
      try {
        const parsed = parseJson(item);
        refuseMalformedIds(parsed);
        if (schema !== undefined) refuseUnlessFit(withoutCustomer(asWritten(parsed)), schema);
        const { customer_id: customerId, ...body } = readBody(BatchMessageDto, 'CreateMessageJsonV400', oneOf(parsed));
        const { message, transport, from_department: fromDepartment, from_person: fromPerson } = body;
        return rowOf({ sender, bankId, customerId, message: { message, transport, fromDepartment, fromPerson } });
      } catch (error) {
        if (error instanceof ObpError) return error;
        throw error;
      }
    };
  }
}

/** The rule is about the body of a message that is sent alone, whose customer is in the path. */
function withoutCustomer(parsed: unknown): unknown {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return parsed;
  const { customer_id: _customer, ...body } = parsed as Record<string, unknown>;
  return knowingNumbersOf(parsed, body);
}

/** A body that is sent alone may be a list with one object in it; in a batch a list is not a message. */
const oneOf = (parsed: unknown): unknown => (Array.isArray(parsed) ? undefined : parsed);
