import { Module } from '@nestjs/common';
import { ObpModule } from '../obp/obp.module.js';
import { ExpiredSessions } from './expired-sessions.service.js';
import { SessionLists } from './session-lists.service.js';
import { SessionRevocations } from './session-revocations.service.js';
import { MySessionsController } from './v1/my-sessions.controller.js';
import { SessionRevocationsController } from './v1/session-revocations.controller.js';

@Module({
  imports: [ObpModule],
  controllers: [MySessionsController, SessionRevocationsController],
  providers: [SessionLists, SessionRevocations, ExpiredSessions],
})
export class SessionsModule {}
