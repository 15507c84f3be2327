import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { UsersModule } from '../../access/users/users.module.js';
import { CustomerLists } from './customer-lists.js';
import { Customer } from './customer.entity.js';
import { CustomerContacts } from './customer-contacts.js';
import { CustomerContactController } from './v1/customer-contact.controller.js';
import { CustomersService } from './customers.service.js';
import { CustomersV140Controller } from './v1.4.0/customers.controller.js';
import { CustomersV200Controller } from './v2.0.0/customers.controller.js';
import { CurrentCustomersV300Controller } from './v3.0.0/current-customers.controller.js';
import { CustomersV310Controller } from './v3.1.0/customers.controller.js';
import { CustomersAtAnyBankV400Controller } from './v4.0.0/customers-at-any-bank.controller.js';
import { CustomersV400Controller } from './v4.0.0/customers.controller.js';
import { CustomersV500Controller } from './v5.0.0/customers.controller.js';
import { CustomerSearch } from './search/customer-search.js';
import { MissingTerms } from './search/missing-terms.js';
import { CustomerSearchController } from './v1/customer-search.controller.js';
import { MyCustomersV500Controller } from './v5.0.0/my-customers.controller.js';
import { CurrentCustomerIdsV510Controller } from './v5.1.0/current-customer-ids.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Customer]), EndpointModule, UsersModule],
  controllers: [
    CustomersV140Controller,
    CustomersV200Controller,
    CurrentCustomersV300Controller,
    CustomersV310Controller,
    CustomersV400Controller,
    CustomersAtAnyBankV400Controller,
    CustomersV500Controller,
    MyCustomersV500Controller,
    CurrentCustomerIdsV510Controller,
    CustomerSearchController,
    CustomerContactController,
  ],
  providers: [CustomersService, CustomerContacts, CustomerLists, CustomerSearch, MissingTerms],
  exports: [CustomersService],
})
export class CustomersModule {}
