import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../../access/banks/banks.module.js';
import { EntitlementsModule } from '../../access/entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { PreferencesModule } from '../preferences/preferences.module.js';
import { AddressHashes } from './address-hashes.js';
import { Suppression } from './suppression.entity.js';
import { SuppressionList } from './suppression-list.js';
import { SuppressionsService } from './suppressions.service.js';
import { SuppressionsController } from './v1/suppressions.controller.js';

/** The addresses to which a bank sends no more. */
@Module({
  imports: [TypeOrmModule.forFeature([Suppression]), BanksModule, EntitlementsModule, EndpointModule, PreferencesModule],
  controllers: [SuppressionsController],
  providers: [AddressHashes, SuppressionList, SuppressionsService],
  exports: [AddressHashes, SuppressionList],
})
export class SuppressionsModule {}
