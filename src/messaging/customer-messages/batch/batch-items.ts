import { Injectable } from '@nestjs/common';
import { asWritten, knowingNumbersOf } from '../../../platform/body/written-numbers.js';
import type { BodyTest, RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import type { CheckName } from '../../../platform/endpoint/checks/check-name.js';
import { EndpointRegistry } from '../../../platform/endpoint/endpoint-registry.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { parseJson } from '../../../platform/http/read-json.js';
import { rowOf } from '../messages.service.js';
import { SINGLE } from './batch-limits.js';
import type { ParsedItem, RunningBatch } from './running-batch.js';
import { BatchMessageDto } from './v1/message-batch.dto.js';

/** Checks the items of batches as the operation that sends one message declares it. */
@Injectable()
export class BatchItems {
  private operation: RegisteredEndpoint | undefined;

  constructor(private readonly registry: EndpointRegistry) {}

  /**
   * @returns what makes of an item's text a message, or the error that the message would get if it were sent alone, by the rules
   * of this moment.
   */
  async parserFor({ sender, bankId }: Pick<RunningBatch, 'sender' | 'bankId'>): Promise<(item: Buffer) => ParsedItem> {
    const tests = await this.tests();
    return (item) => {
      try {
        const parsed = parseJson(item);
        let read: object | undefined;
        for (const test of tests) read = test(parsed) ?? read;
        const { customer_id: customerId, ...body } = read as BatchMessageDto;
        const { message, transport, from_department: fromDepartment, from_person: fromPerson } = body;
        return rowOf({ sender, bankId, customerId, message: { message, transport, fromDepartment, fromPerson } });
      } catch (error) {
        if (error instanceof ObpError) return error;
        throw error;
      }
    };
  }

  /** The tests of the single create's body, in its order; one of them reads the item. */
  private async tests(): Promise<BodyTest[]> {
    const operation = (this.operation ??= itemsOf(this.registry.named(SINGLE)));
    const tests = await Promise.all(
      operation.checkInstances.map(async (check, index) => {
        const test = await check.bodyTest?.(operation);
        const part = PARTS[operation.checkNames[index] as CheckName];
        return test === undefined || part === undefined ? test : (item: unknown) => test(part(item));
      }),
    );
    return tests.filter((test) => test !== undefined);
  }
}

/** What a check looks at, where that is not the item as it is. */
const PARTS: Partial<Record<CheckName, (item: unknown) => unknown>> = {
  bodyFitsSchema: (item) => withoutCustomer(asWritten(item)),
  bodyValid: (item) => oneOf(item),
};

/** The operation with the customer, who is in the path there, in the body: what is declared of the body holds for items too. */
function itemsOf(single: RegisteredEndpoint): RegisteredEndpoint {
  const { request } = single;
  if (request?.type === undefined || !(BatchMessageDto.prototype instanceof request.type) || !single.checkNames.includes('bodyValid'))
    throw new Error(`the messages of a batch are not read as the body of ${SINGLE}`);
  return { ...single, request: { ...request, type: BatchMessageDto } };
}

/** The rule is about the body of a message that is sent alone, whose customer is in the path. */
function withoutCustomer(parsed: unknown): unknown {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return parsed;
  const { customer_id: _customer, ...body } = parsed as Record<string, unknown>;
  return knowingNumbersOf(parsed, body);
}

/** A body that is sent alone may be a list with one object in it; in a batch a list is not a message. */
const oneOf = (parsed: unknown): unknown => (Array.isArray(parsed) ? undefined : parsed);
