import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { BankFound, BankFoundOldStyle } from './bank-found.check.js';
import { Bank } from './bank.entity.js';
import { BanksService } from './banks.service.js';
import { BanksV140Controller } from './v1.4.0/banks.controller.js';
import { BanksV400Controller } from './v4.0.0/banks.controller.js';
import { BanksV500Controller } from './v5.0.0/banks.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Bank]), EndpointModule],
  controllers: [BanksV140Controller, BanksV400Controller, BanksV500Controller],
  providers: [BanksService, BankFound, BankFoundOldStyle],
  exports: [BanksService],
})
export class BanksModule {}
