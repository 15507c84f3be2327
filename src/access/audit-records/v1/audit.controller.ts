import { Controller } from '@nestjs/common';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { PAGED } from '../../../platform/endpoint/pagination.js';
import { AuditLists } from '../audit-lists.js';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { REFUSED_CALLS_DAYS } from '../../../platform/audit/refusals/refusal-limits.js';
import { AuditRecordListDto } from './audit-record.dto.js';
import { toAuditRecordDto } from './audit-record.mapper.js';
import { RefusedCallsListDto } from './refused-call.dto.js';
import { toRefusedCallsDto } from './refused-call.mapper.js';

/** What the operations here have in common. */
const AUDIT = {
  version: 'none',
  verb: 'GET',
  tags: ['Audit'],
  checks: ['authenticated', 'rolesHeld'],
  roles: [ROLES.CanGetAuditRecords],
  errors: ['UserNotLoggedIn', 'UserHasMissingRoles'],
} as const;

@Controller()
export class AuditController {
  constructor(private readonly lists: AuditLists) {}

  @Endpoint({
    ...AUDIT,
    functionName: 'getAuditRecords',
    path: 'messaging/v1/audit-records',
    summary: 'Get Audit Records',
    description:
      'Who granted, revoked, locked, deleted, created, changed or exported what, and who signed in and out, newest first. Records are written ' +
      'in the transaction of the act and cannot be changed. Each call leaves one too.',
    list: PAGED,
    query: [
      { name: 'subject_id', description: 'Only what was done to this.', example: '6fb17583-1e49-4435-bb74-a14fe0996723' },
      { name: 'actor_user_id', description: 'Only what this user did.', example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' },
      { name: 'action', description: 'Only acts of this kind.', example: 'entitlement.granted' },
    ],
    response: { status: 200, type: AuditRecordListDto },
  })
  async records(@CurrentActor() actor: Actor, @Page() page: PageRequest): Promise<AuditRecordListDto> {
    const wanted = filter(page.query, { subjectId: 'subject_id', actorUserId: 'actor_user_id', action: 'action' });
    const found = page.of(await this.lists.records(actor, page, wanted));
    return { audit_records: found.map(toAuditRecordDto) };
  }

  @Endpoint({
    ...AUDIT,
    functionName: 'getRefusedCalls',
    path: 'messaging/v1/refused-calls',
    summary: 'Get Refused Calls',
    description:
      'How many calls were refused, by user, network address and minute, newest first: logins that failed, and calls that were answered 401 or ' +
      `403. Counts are written within seconds and kept for ${REFUSED_CALLS_DAYS} days. Each call leaves an audit record.`,
    list: PAGED,
    query: [
      { name: 'user_id', description: 'Only calls of this user.', example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' },
      { name: 'address', description: 'Only calls from this address.', example: '192.0.2.7' },
    ],
    response: { status: 200, type: RefusedCallsListDto },
  })
  async refusedCalls(@CurrentActor() actor: Actor, @Page() page: PageRequest): Promise<RefusedCallsListDto> {
    const wanted = filter(page.query, { userId: 'user_id', address: 'address' });
    const found = page.of(await this.lists.refusedCalls(actor, page, wanted));
    return { refused_calls: found.map(toRefusedCallsDto) };
  }
}

/**
 * What a query asks for. No text in the database contains a NUL, and searching for one would be an error, so the search uses another text
 * that does not exist either.
 */
function filter<Field extends string>(query: URLSearchParams, parameters: Record<Field, string>): Partial<Record<Field, string>> {
  const given = Object.entries<string>(parameters).map(([field, name]) => [field, query.get(name)?.replaceAll('\0', '\uFFFD')]);
  return Object.fromEntries(given.filter(([, value]) => value)) as Partial<Record<Field, string>>;
}
