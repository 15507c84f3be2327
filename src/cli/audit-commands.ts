import type { Command } from 'commander';
import { AuditLists, type WantedRecords, type WantedRefusals } from '../audit/audit-lists.service.js';
import { toAuditRecordDto } from '../audit/v1/audit-record.dto.js';
import { toRefusedCallsDto } from '../audit/v1/refused-call.dto.js';
import { page, type Page, withPage } from './page.js';
import { operator, print, type WithServices } from './services.js';

/** What was recorded of acts and calls; each look leaves an audit record itself. */
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
}
