import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../banks/banks.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { EntitlementRequest } from './entitlement-request.entity.js';
import { EntitlementRequestsService } from './entitlement-requests.service.js';
import { RequestDecisions } from './request-decisions.js';
import { RequestHistory } from './request-history.js';
import { RoleRequestsController } from './v1/entitlement-requests.controller.js';
import { EntitlementRequestsV300Controller } from './v3.0.0/entitlement-requests.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([EntitlementRequest]), BanksModule, EntitlementsModule, EndpointModule],
  controllers: [EntitlementRequestsV300Controller, RoleRequestsController],
  providers: [EntitlementRequestsService, RequestDecisions, RequestHistory],
})
export class EntitlementRequestsModule {}
