import { Module } from '@nestjs/common';
import { ExpiredRows } from '../../platform/database/expired-rows.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { SessionLists } from './session-lists.js';
import { SessionRevocations } from './session-revocations.js';
import { MySessionsController } from './v1/my-sessions.controller.js';
import { SessionRevocationsController } from './v1/session-revocations.controller.js';

@Module({
  imports: [EndpointModule],
  controllers: [MySessionsController, SessionRevocationsController],
  providers: [SessionLists, SessionRevocations],
})
export class SessionsModule {
  constructor(expired: ExpiredRows) {
    // Also a revoked one stays until then: as long as its row is there, its token cannot count as a new one.
    expired.register({ table: 'sessions', key: ['session_id'], over: `expires_at <= now() - interval '1 day'` });
  }
}
