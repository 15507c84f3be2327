import { Controller, Req, Res } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Repository } from 'typeorm';
import { Authenticated } from '../../auth/authenticated.check.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { ROLES } from '../../entitlements/roles.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { ListPages, PAGED, pageParameters } from '../../obp/list-pages.service.js';
import { LIST_ERRORS, queryOf } from '../../obp/list-parameters.js';
import { within } from '../../obp/within.js';
import { AuditRecord } from '../audit-record.entity.js';
import { AuditRecordListDto, toAuditRecordDto } from './audit-record.dto.js';

@Controller()
export class AuditController {
  constructor(
    @InjectRepository(AuditRecord) private readonly records: Repository<AuditRecord>,
    private readonly pages: ListPages,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'getAuditRecords',
    verb: 'GET',
    path: 'messaging/v1/audit-records',
    summary: 'Get Audit Records',
    description:
      'Who granted, revoked, locked, deleted, created or changed what, newest first. Records are written in the transaction of the act and cannot be changed.',
    tags: ['Audit'],
    checks: [Authenticated, RolesHeld],
    roles: [ROLES.CanGetAuditRecords],
    query: [
      ...pageParameters(PAGED),
      { name: 'subject_id', description: 'Only what was done to this.', example: '6fb17583-1e49-4435-bb74-a14fe0996723' },
      { name: 'actor_user_id', description: 'Only what this user did.', example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' },
      { name: 'action', description: 'Only acts of this kind.', example: 'entitlement.granted' },
    ],
    response: { status: 200, type: AuditRecordListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', ...LIST_ERRORS],
  })
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<AuditRecordListDto> {
    const query = queryOf(request.url);
    // No text in the database holds a NUL, and asking for one would be an error: what is asked for instead is not there either.
    const only = (name: string): string | undefined => query.get(name)?.replaceAll('\0', '\uFFFD') || undefined;
    const wanted = {
      ...(only('subject_id') ? { subjectId: only('subject_id') as string } : {}),
      ...(only('actor_user_id') ? { actorUserId: only('actor_user_id') as string } : {}),
      ...(only('action') ? { action: only('action') as string } : {}),
    };
    const found = await this.pages.read(request, reply, PAGED, ({ limit, offset, direction, ...times }) => {
      const at = within(times);
      return this.records.find({
        where: { ...(at === undefined ? {} : { at }), ...wanted },
        order: { auditRecordId: direction },
        skip: offset,
        take: limit,
      });
    });
    return { audit_records: found.map(toAuditRecordDto) };
  }
}
