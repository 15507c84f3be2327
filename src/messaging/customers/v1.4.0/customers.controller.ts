import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { CustomerLists } from '../customer-lists.js';
import { CustomersService } from '../customers.service.js';
import { CreateCustomerOldStyleDto } from '../dto/create-customer-old-style.dto.js';
import { fromCreateCustomerOldStyleDto } from '../dto/create-customer-old-style.mapper.js';
import { CustomerV140Dto } from '../dto/customer.dto.js';
import { toCustomerV140Dto } from '../dto/customer.mapper.js';

@Controller()
export class CustomersV140Controller {
  constructor(
    private readonly customers: CustomersService,
    private readonly lists: CustomerLists,
  ) {}

  @Endpoint({
    version: '1.4.0',
    functionName: 'addCustomer',
    verb: 'POST',
    path: 'banks/:BANK_ID/customer',
    summary: 'Add Customer',
    description: 'Creates a customer of the bank and links a user to it: the one of user_id, or the caller where that is empty.',
    tags: ['Customer'],
    checks: ['authenticated', 'bankFoundOldStyle', 'bodyValid', 'rolesHeld'],
    roles: [ROLES.CanCreateCustomer, ROLES.CanCreateUserCustomerLink],
    rolesNeeded: 'all',
    request: { type: CreateCustomerOldStyleDto, name: '' },
    response: { status: 200, type: CustomerV140Dto },
    errors: ['UserNotLoggedIn', 'BankNotFoundOldStyle', 'InvalidJson', 'UserHasMissingRoles', 'CustomerNumberExists', 'UserNotFoundById'],
  })
  async add(@CurrentActor() actor: Actor, @PathBank() bank: Bank, @ValidBody() body: CreateCustomerOldStyleDto): Promise<CustomerV140Dto> {
    const customer = await this.customers.create(actor, fromCreateCustomerOldStyleDto(bank.bankId, body), {
      customerNumber: body.customer_number,
      whenTaken: 'CustomerNumberExists',
      linkedUserId: body.user_id || actor.userId,
    });
    return toCustomerV140Dto(customer);
  }

  @Endpoint({
    version: '1.4.0',
    functionName: 'getCustomer',
    verb: 'GET',
    path: 'banks/:BANK_ID/customer',
    summary: 'Get Customer for current User',
    description: 'The customer of the bank that the user who calls is linked to; if there are several, the one that was linked first.',
    tags: ['Customer'],
    checks: ['authenticated', 'bankFoundOldStyle'],
    response: { status: 200, type: CustomerV140Dto },
    errors: ['UserNotLoggedIn', 'BankNotFoundOldStyle', 'UserCustomerLinkNotFoundByUser', 'UnknownError'],
  })
  async ofCaller(@CurrentUser() user: PrincipalUser, @PathBank() bank: Bank): Promise<CustomerV140Dto> {
    const [first] = await this.lists.ofUser(user.userId, bank.bankId, { limit: 1, offset: 0, direction: 'ASC' });
    if (first === undefined) throw new ObpError('UserCustomerLinkNotFoundByUser');
    return toCustomerV140Dto(first);
  }
}
