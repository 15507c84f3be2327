import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { Customer } from './customer.entity.js';
import { CustomersService } from './customers.service.js';
import { UserCustomerLink } from './user-customer-link.entity.js';
import { UserCustomerLinksService } from './user-customer-links.service.js';
import { CustomersV400Controller } from './v4.0.0/customers.controller.js';
import { UserCustomerLinksV400Controller } from './v4.0.0/user-customer-links.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Customer, UserCustomerLink]), UsersModule],
  controllers: [CustomersV400Controller, UserCustomerLinksV400Controller],
  providers: [CustomersService, UserCustomerLinksService],
})
export class CustomersModule {}
