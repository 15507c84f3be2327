import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../../access/banks/banks.module.js';
import { EntitlementsModule } from '../../access/entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { KeysModule } from '../../platform/keys/keys.module.js';
import { DeliveryPreferences } from './delivery-preferences.entity.js';
import { DeliveryPreferencesService } from './delivery-preferences.service.js';
import { DeliverySettings } from './delivery-settings.js';
import { DeliverySettingsService } from './delivery-settings.service.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';
import { DeliveryPreferencesController } from './v1/delivery-preferences.controller.js';
import { DeliverySettingsController } from './v1/delivery-settings.controller.js';

/** How customers wish to be reached, and what a bank says of all its deliveries. */
@Module({
  imports: [TypeOrmModule.forFeature([DeliveryPreferences]), BanksModule, EntitlementsModule, EndpointModule, KeysModule],
  controllers: [DeliveryPreferencesController, DeliverySettingsController],
  providers: [DeliveryPreferencesService, DeliverySettings, DeliverySettingsService, UnsubscribeLinks],
  exports: [DeliveryPreferencesService, DeliverySettings, UnsubscribeLinks],
})
export class PreferencesModule {}
