import { Module } from '@nestjs/common';
import { BanksModule } from '../banks/banks.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { EntitlementRequestsService } from './entitlement-requests.service.js';
import { EntitlementRequestsV300Controller } from './v3.0.0/entitlement-requests.controller.js';

@Module({
  imports: [BanksModule, EntitlementsModule, EndpointModule],
  controllers: [EntitlementRequestsV300Controller],
  providers: [EntitlementRequestsService],
})
export class EntitlementRequestsModule {}
