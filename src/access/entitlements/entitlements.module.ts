import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PrincipalsModule } from '../sessions/principals/principals.module.js';
import { BanksModule } from '../banks/banks.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { Entitlement } from './entitlement.entity.js';
import { EntitlementLists } from './entitlement-lists.js';
import { EntitlementsService } from './entitlements.service.js';
import { RoleAuthority } from './role-authority.js';
import { RolesHeld } from './roles-held.check.js';
import { SuperAdmins } from './super-admins.js';
import { EntitlementListsV200Controller } from './v2.0.0/entitlement-lists.controller.js';
import { EntitlementsV200Controller } from './v2.0.0/entitlements.controller.js';
import { EntitlementsV210Controller } from './v2.1.0/entitlements.controller.js';
import { EntitlementsV300Controller } from './v3.0.0/entitlements.controller.js';
import { EntitlementsV310Controller } from './v3.1.0/entitlements.controller.js';
import { EntitlementsV400Controller } from './v4.0.0/entitlements.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Entitlement]), PrincipalsModule, BanksModule, EndpointModule],
  controllers: [
    EntitlementsV200Controller,
    EntitlementListsV200Controller,
    EntitlementsV210Controller,
    EntitlementsV300Controller,
    EntitlementsV310Controller,
    EntitlementsV400Controller,
  ],
  providers: [EntitlementsService, EntitlementLists, RoleAuthority, RolesHeld, SuperAdmins],
  exports: [EntitlementsService, EntitlementLists, RoleAuthority, SuperAdmins],
})
export class EntitlementsModule {}
