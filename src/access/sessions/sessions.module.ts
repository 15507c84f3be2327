import { Module } from '@nestjs/common';
import { ExpiredRows } from '../../platform/database/expired-rows.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { OwnOrigin } from './own-origin.check.js';
import { SessionCookie } from './session-cookie.js';
import { SessionLists } from './session-lists.js';
import { SessionRevocations } from './session-revocations.js';
import { MySessionsController } from './v1/my-sessions.controller.js';
import { SessionRevocationsController } from './v1/session-revocations.controller.js';

@Module({
  imports: [EndpointModule],
  controllers: [MySessionsController, SessionRevocationsController],
  providers: [SessionLists, SessionRevocations, SessionCookie, OwnOrigin],
  exports: [SessionCookie],
})
export class SessionsModule {
  constructor(expired: ExpiredRows) {
    // A revoked one also stays until then: as long as its row exists, its token cannot count as new.
    expired.register({ table: 'sessions', key: ['session_id'], over: `expires_at <= now() - interval '1 day'` });
  }
}
