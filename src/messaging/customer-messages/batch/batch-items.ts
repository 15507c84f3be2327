import { Injectable } from '@nestjs/common';
import { asWritten, knowingNumbersOf } from '../../../platform/body/written-numbers.js';
import type { BodyTest, RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import type { CheckName } from '../../../platform/endpoint/checks/check-name.js';
import { EndpointRegistry } from '../../../platform/endpoint/endpoint-registry.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { parseJson } from '../../../platform/http/read-json.js';
import { askedOf, type MadeText, type MessageOrder, MessageOrders, wishOf } from '../message-orders.js';
import { rowOf } from '../messages.service.js';
import { SINGLE } from './batch-limits.js';
import type { BatchRow, ParsedItem, RunningBatch } from './running-batch.js';
import { BatchMessageDto } from './v1/message-batch.dto.js';

/** Checks the items of batches by the declaration of the operation that sends one message. */
@Injectable()
export class BatchItems {
  private operation: RegisteredEndpoint | undefined;

  constructor(
    private readonly registry: EndpointRegistry,
    private readonly orders: MessageOrders,
  ) {}

  /**
   * @returns a function that turns an item's text into a message, or into the error that it would get if it were sent alone, by the current
   * rules. It returns a promise only if the database has to be asked.
   */
  async parserFor(batch: RunningBatch): Promise<(item: Buffer) => ParsedItem | Promise<ParsedItem>> {
    const tests = await this.tests();
    const { sender, bankId } = batch;
    const orderOf = (batch.orders ??= this.orders.readerFor(bankId));
    return (item) => {
      try {
        const parsed = parseJson(item);
        let read: object | undefined;
        for (const test of tests) read = test(parsed) ?? read;
        const body = read as BatchMessageDto;
        const order = orderOf(body);
        const made = order?.text?.make();
        const row = (text: MadeText | undefined): ParsedItem => itemOf({ sender, bankId }, body, order, text);
        return made instanceof Promise ? made.then(row).catch(refusal) : row(made);
      } catch (error) {
        return refusal(error);
      }
    };
  }

  /** The checks of the single create's body, in its order; one of them reads the item. */
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

function refusal(error: unknown): ObpError {
  if (error instanceof ObpError) return error;
  throw error;
}

function itemOf(
  { sender, bankId }: Pick<RunningBatch, 'sender' | 'bankId'>,
  body: BatchMessageDto,
  order: MessageOrder | undefined,
  made: MadeText | undefined,
): BatchRow {
  const { customer_id: customerId, transport, from_department: fromDepartment, from_person: fromPerson } = body;
  const message = { message: made?.text ?? body.message, transport, fromDepartment, fromPerson };
  const row = rowOf({ sender, bankId, customerId, message });
  if (order === undefined) return row;
  const wish = wishOf(order, made);
  const asked = { text: made === undefined ? body.message : '', more: askedOf(order) };
  return { ...row, asked, ...(wish === undefined ? {} : { wish }) };
}

/** What a check gets, if it is not the item itself. */
const PARTS: Partial<Record<CheckName, (item: unknown) => unknown>> = {
  bodyFitsSchema: (item) => withoutCustomer(asWritten(item)),
  bodyValid: (item) => oneOf(item),
};

/** The same operation, but with the customer in the body instead of the path: its declaration of the body applies to items too. */
function itemsOf(single: RegisteredEndpoint): RegisteredEndpoint {
  const { request } = single;
  if (request?.type === undefined || !(BatchMessageDto.prototype instanceof request.type) || !single.checkNames.includes('bodyValid'))
    throw new Error(`the messages of a batch are not read as the body of ${SINGLE}`);
  return { ...single, request: { ...request, type: BatchMessageDto } };
}

/** The rule is for the body of a single message, whose customer is in the path. */
function withoutCustomer(parsed: unknown): unknown {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return parsed;
  const { customer_id: _customer, ...body } = parsed as Record<string, unknown>;
  return knowingNumbersOf(parsed, body);
}

/** The body of a single message may be a list with one object in it; in a batch a list is not a message. */
const oneOf = (parsed: unknown): unknown => (Array.isArray(parsed) ? undefined : parsed);
