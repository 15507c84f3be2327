import { Controller, Req, Res } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Between, Repository } from 'typeorm';
import { Authenticated } from '../../auth/authenticated.check.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { ROLES } from '../../entitlements/roles.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { LIST_ERRORS, LIST_PARAMETERS, queryOf, readListParameters } from '../../obp/list-parameters.js';
import { AuditRecord } from '../audit-record.entity.js';
import { AuditRecordListDto, toAuditRecordDto } from './audit-record.dto.js';

/** How many records an answer has when the caller does not say, and at most. */
const LIMIT = { usual: 50, most: 1000 };
/** Times that any record lies between. */
const EVER = { from: new Date(0), to: new Date('4000-01-01T00:00:00Z') };

@Controller()
export class AuditController {
  constructor(@InjectRepository(AuditRecord) private readonly records: Repository<AuditRecord>) {}

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
      ...LIST_PARAMETERS,
      { name: 'subject_id', description: 'Only what was done to this.', example: '6fb17583-1e49-4435-bb74-a14fe0996723' },
      { name: 'actor_user_id', description: 'Only what this user did.', example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' },
      { name: 'action', description: 'Only acts of this kind.', example: 'entitlement.granted' },
    ],
    response: { status: 200, type: AuditRecordListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', ...LIST_ERRORS],
  })
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<AuditRecordListDto> {
    const query = queryOf(request.url);
    const { limit, offset, direction, from, to } = readListParameters(query, LIMIT.usual);
    // No text in the database holds a NUL, and asking for one would be an error: what is asked for instead is not there either.
    const only = (name: string): string | undefined => query.get(name)?.replaceAll('\0', '\uFFFD') || undefined;
    const found = await this.records.find({
      where: {
        at: Between(from ?? EVER.from, to ?? EVER.to),
        ...(only('subject_id') ? { subjectId: only('subject_id') as string } : {}),
        ...(only('actor_user_id') ? { actorUserId: only('actor_user_id') as string } : {}),
        ...(only('action') ? { action: only('action') as string } : {}),
      },
      order: { auditRecordId: direction },
      skip: offset,
      take: Math.min(limit, LIMIT.most),
    });
    reply.header('Range', `items=${offset}-${Math.min(limit, LIMIT.most)}`);
    return { audit_records: found.map(toAuditRecordDto) };
  }
}
