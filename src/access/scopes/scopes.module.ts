import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../banks/banks.module.js';
import { ConsumersModule } from '../consumers/consumers.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { Scope } from './scope.entity.js';
import { ScopesService } from './scopes.service.js';
import { ConsumerFoundById } from './v3.0.0/consumer-found-by-id.check.js';
import { ScopesV300Controller } from './v3.0.0/scopes.controller.js';
import { MayAddScope } from './v4.0.0/may-add-scope.check.js';
import { ScopesV400Controller } from './v4.0.0/scopes.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Scope]), BanksModule, ConsumersModule, EntitlementsModule, EndpointModule],
  controllers: [ScopesV300Controller, ScopesV400Controller],
  providers: [ScopesService, ConsumerFoundById, MayAddScope],
})
export class ScopesModule {}
