import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../banks/banks.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { UsersModule } from '../users/users.module.js';
import { InvitedSignUps } from './invited-sign-ups.js';
import { UserInvitation } from './user-invitation.entity.js';
import { UserInvitations } from './user-invitations.js';
import { UserInvitationsController } from './v1/user-invitations.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([UserInvitation]), UsersModule, BanksModule, EntitlementsModule, EndpointModule],
  controllers: [UserInvitationsController],
  providers: [UserInvitations, InvitedSignUps],
  exports: [UserInvitations, InvitedSignUps],
})
export class UserInvitationsModule {}
