import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../../platform/audit/audit-trail.js';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../../access/sessions/caller.decorators.js';
import { ValidBody } from '../../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { Page, type PageRequest } from '../../../../platform/endpoint/page.decorator.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { USER_LIST } from '../../user-list.js';
import { UserCustomerLinksService } from '../user-customer-links.service.js';
import { CustomerUserDto, CustomerUserListDto, LinkUserDto } from './customer-user.dto.js';
import { toCustomerUserDto } from './customer-user.mapper.js';

const USERS = {
  version: 'none',
  path: 'messaging/v1/banks/:BANK_ID/customers/:CUSTOMER_ID/users',
  tags: ['Customer', 'User'],
} as const;
const CHECKS = ['authenticated', 'bankFound', 'rolesHeld'] as const;

/** The users of a customer by their names, which OBP's links do not say. */
@Controller()
export class CustomerUsersController {
  constructor(private readonly links: UserCustomerLinksService) {}

  @Endpoint({
    ...USERS,
    functionName: 'getUsersOfCustomer',
    verb: 'GET',
    summary: 'Get Users of Customer',
    description:
      'Who reads the messages to a customer of the bank, by name, in the order of linking. When there are more than a page the header Link names the next.',
    checks: CHECKS,
    roles: [ROLES.CanGetUserCustomerLink],
    list: USER_LIST,
    response: { status: 200, type: CustomerUserListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'CustomerNotFound'],
  })
  async list(
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Page() page: PageRequest,
  ): Promise<CustomerUserListDto> {
    const links = page.of(await this.links.ofCustomer(bankId, customerId, page));
    return { users: (await this.links.named(links)).map(toCustomerUserDto) };
  }

  @Endpoint({
    ...USERS,
    functionName: 'linkUserToCustomer',
    verb: 'POST',
    summary: 'Link User to Customer',
    description: 'Links a user, by name, to a customer of the bank: the messages to the customer are then in the inbox of the user.',
    checks: [...CHECKS, 'bodyValid'],
    roles: [ROLES.CanCreateUserCustomerLink, ROLES.CanCreateUserCustomerLinkAtAnyBank],
    request: { type: LinkUserDto },
    response: { status: 201, type: CustomerUserDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'UserHasMissingRoles',
      'InvalidJson',
      'UserNotFoundByName',
      'UserNotFoundById',
      'CustomerNotFound',
      'AlreadyLinked',
    ],
  })
  async link(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @ValidBody() { username, provider }: LinkUserDto,
  ): Promise<CustomerUserDto> {
    return toCustomerUserDto(await this.links.createByName(actor, bankId, customerId, { username, provider: provider ?? undefined }));
  }
}
