import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PrincipalsModule } from '../auth/principals.module.js';
import { BanksModule } from '../banks/banks.module.js';
import { Entitlement } from './entitlement.entity.js';
import { EntitlementsService } from './entitlements.service.js';
import { RoleAuthority } from './role-authority.service.js';
import { RolesHeld } from './roles-held.check.js';
import { EntitlementsV200Controller } from './v2.0.0/entitlements.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Entitlement]), PrincipalsModule, BanksModule],
  controllers: [EntitlementsV200Controller],
  providers: [EntitlementsService, RoleAuthority, RolesHeld],
  exports: [EntitlementsService, RoleAuthority],
})
export class EntitlementsModule {}
