import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../../access/banks/banks.module.js';
import { EntitlementsModule } from '../../access/entitlements/entitlements.module.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Egress } from '../../platform/http/egress.js';
import { KeysModule } from '../../platform/keys/keys.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { CallbackUrls } from './callbacks/callback-urls.js';
import { DeliveryProviderHealth } from './delivery-provider-health.entity.js';
import { DeliveryProvider } from './delivery-provider.entity.js';
import { PROVIDER_KINDS, providerKinds } from './provider-kinds.js';
import { ProvidersService } from './providers.service.js';
import { ProvidersController } from './v1/providers.controller.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([DeliveryProvider, DeliveryProviderHealth]),
    BanksModule,
    EntitlementsModule,
    EndpointModule,
    KeysModule,
  ],
  controllers: [ProvidersController],
  providers: [
    CallbackUrls,
    ProvidersService,
    { provide: Egress, useFactory: ({ outboundAllowedNetworks }: Config) => new Egress(outboundAllowedNetworks), inject: [CONFIG] },
    { provide: PROVIDER_KINDS, useFactory: providerKinds, inject: [Egress] },
  ],
  exports: [CallbackUrls, ProvidersService, PROVIDER_KINDS],
})
export class ProvidersModule {}
