import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankFound } from './bank-found.check.js';
import { Bank } from './bank.entity.js';
import { BanksService } from './banks.service.js';
import { BanksV400Controller } from './v4.0.0/banks.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Bank])],
  controllers: [BanksV400Controller],
  providers: [BanksService, BankFound],
  exports: [BanksService],
})
export class BanksModule {}
