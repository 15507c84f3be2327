import { type Command, InvalidArgumentError } from 'commander';
import { AuditLists, type WantedRecords, type WantedRefusals } from '../../access/audit-records/audit-lists.js';
import { toAuditRecordDto } from '../../access/audit-records/v1/audit-record.mapper.js';
import { toRefusedCallsDto } from '../../access/audit-records/v1/refused-call.mapper.js';
import { MessageAccessLists } from '../../messaging/customer-messages/access/message-access-lists.js';
import type { MessageAccessRecord } from '../../messaging/customer-messages/access/message-access-record.entity.js';
import { page, type Page, withPage } from './page.js';
import { operator, print, type WithServices } from './services.js';

/** Shows the records of acts and calls; each read leaves an audit record itself. */
export function addAudit(group: Command, withServices: WithServices): void {
  withPage(group.command('list').description('who did what, newest first'))
    .option('--subject-id <id>', 'only what was done to this')
    .option('--actor-user-id <id>', 'only what this user did')
    .option('--action <name>', 'only acts of this kind, such as session.opened')
    .action(async ({ limit, offset, ...wanted }: Page & WantedRecords) => {
      const found = await withServices((services) => services.get(AuditLists).records(operator(), page({ limit, offset }), wanted));
      print({ audit_records: found.map(toAuditRecordDto) });
    });
  withPage(group.command('refusals').description('how many calls were refused, by user, address and minute, newest first'))
    .option('--user-id <id>', 'only calls of this user')
    .option('--address <address>', 'only calls from this address')
    .action(async ({ limit, offset, ...wanted }: Page & WantedRefusals) => {
      const found = await withServices((services) => services.get(AuditLists).refusedCalls(operator(), page({ limit, offset }), wanted));
      print({ refused_calls: found.map(toRefusedCallsDto) });
    });
  withPage(group.command('messages').description('who read and sent messages of a customer, newest first, where AUDIT_MESSAGES=true'))
    .argument('<bank-id>', 'the bank')
    .argument('<customer-id>', "the customer; '' for inboxes, which are of all customers of a user")
    .option('--from <date>', 'only from then on, such as 2026-11-01T00:00:00Z', time)
    .option('--before <date>', 'only before then', time)
    .action(async (bankId: string, customerId: string, { limit, offset, from, before }: Page & { from?: Date; before?: Date }) => {
      const asked = { ...page({ limit, offset }), from, before };
      const found = await withServices((services) => services.get(MessageAccessLists).ofCustomer(operator(), bankId, customerId, asked));
      print({ message_access_records: found.map(shown) });
    });
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It must be a date, such as 2026-11-01T00:00:00Z.');
  return date;
}

const shown = (record: MessageAccessRecord): object => ({
  at: record.at.toISOString(),
  bank_id: record.bankId,
  customer_id: record.customerId,
  operation_id: record.operationId,
  user_id: record.userId,
  consumer_id: record.consumerId,
  session_id: record.sessionId,
  address: record.address,
  message_ids: record.messageIds,
  listed: record.listed,
  request_id: record.requestId,
  correlation_id: record.correlationId,
});
