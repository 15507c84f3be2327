import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EndpointModule } from '../../../platform/endpoint/endpoint.module.js';
import { UsersModule } from '../../../access/users/users.module.js';
import { CustomersModule } from '../customers.module.js';
import { UserCustomerLink } from '../user-customer-link.entity.js';
import { UserCustomerLinksService } from './user-customer-links.service.js';
import { CustomerUsersController } from './v1/customer-users.controller.js';
import { UserCustomerLinksV200Controller } from './v2.0.0/user-customer-links.controller.js';
import { UserCustomerLinksV400Controller } from './v4.0.0/user-customer-links.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([UserCustomerLink]), EndpointModule, UsersModule, CustomersModule],
  controllers: [UserCustomerLinksV200Controller, UserCustomerLinksV400Controller, CustomerUsersController],
  providers: [UserCustomerLinksService],
})
export class UserCustomerLinksModule {}
