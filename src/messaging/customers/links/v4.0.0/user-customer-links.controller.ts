import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../../platform/audit/audit-trail.js';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../../platform/endpoint/checks/valid-body.decorator.js';
import { Page, type PageRequest } from '../../../../platform/endpoint/page.decorator.js';
import { USER_LIST } from '../../user-list.js';
import { CreateUserCustomerLinkDto, UserCustomerLinkDto, UserCustomerLinkListDto } from '../user-customer-link.dto.js';
import { toUserCustomerLinkDto } from '../user-customer-link.mapper.js';
import { UserCustomerLinksService } from '../user-customer-links.service.js';

@Controller()
export class UserCustomerLinksV400Controller {
  constructor(private readonly links: UserCustomerLinksService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createUserCustomerLinks',
    verb: 'POST',
    path: 'banks/:BANK_ID/user_customer_links',
    summary: 'Create User Customer Link',
    description: 'Links a user to a customer of the bank: the messages to the customer are then in the inbox of the user.',
    tags: ['Customer', 'User'],
    checks: ['authenticated', 'idsWellFormed', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanCreateUserCustomerLinkAtAnyBank, ROLES.CanCreateUserCustomerLink],
    request: { type: CreateUserCustomerLinkDto, name: 'CreateUserCustomerLinkJson' },
    response: { status: 201, type: UserCustomerLinkDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'InvalidJson',
      'CustomerNotFound',
      'UserHasMissingRoles',
      'AlreadyLinked',
      'UserNotFoundById',
    ],
  })
  async create(
    @CurrentActor() actor: Actor,
    @PathBank() bank: Bank,
    @ValidBody() body: CreateUserCustomerLinkDto,
  ): Promise<UserCustomerLinkDto> {
    return toUserCustomerLinkDto(await this.links.create(actor, bank.bankId, body.user_id, body.customer_id));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getUserCustomerLinksByUserId',
    verb: 'GET',
    path: 'banks/:BANK_ID/user_customer_links/users/:USER_ID',
    summary: 'Get User Customer Links by User',
    description:
      "A user's links to customers of the bank, oldest first; unlike at OBP-API, those at other banks are not shown. When there are " +
      'more than a page the header Link names the next.',
    tags: ['Customer', 'User'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetUserCustomerLink],
    list: USER_LIST,
    response: { status: 200, type: UserCustomerLinkListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidFilter', 'UnknownError'],
  })
  async ofUser(@PathBank() bank: Bank, @Param('USER_ID') userId: string, @Page() page: PageRequest): Promise<UserCustomerLinkListDto> {
    const links = page.of(await this.links.ofUser(bank.bankId, userId, page));
    return { user_customer_links: links.map(toUserCustomerLinkDto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getUserCustomerLinksByCustomerId',
    verb: 'GET',
    path: 'banks/:BANK_ID/user_customer_links/customers/:CUSTOMER_ID',
    summary: 'Get User Customer Links by Customer',
    description:
      'The links of users to a customer of the bank, oldest first. When there are more than a page the header Link names the next.',
    tags: ['Customer', 'User'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetUserCustomerLink],
    list: USER_LIST,
    response: { status: 200, type: UserCustomerLinkListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'CustomerNotFound', 'InvalidFilter', 'UnknownError'],
  })
  async ofCustomer(
    @PathBank() bank: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Page() page: PageRequest,
  ): Promise<UserCustomerLinkListDto> {
    const links = page.of(await this.links.ofCustomer(bank.bankId, customerId, page));
    return { user_customer_links: links.map(toUserCustomerLinkDto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'deleteUserCustomerLink',
    verb: 'DELETE',
    path: 'banks/:BANK_ID/user_customer_links/:USER_CUSTOMER_LINK_ID',
    summary: 'Delete User Customer Link',
    description: 'Ends that a user is linked to a customer of the bank: the messages to the customer leave the inbox of the user.',
    tags: ['Customer', 'User'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanDeleteUserCustomerLink],
    response: { status: 200, example: true },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'UserCustomerLinkNotFound', 'UnknownError'],
  })
  async delete(@CurrentActor() actor: Actor, @PathBank() bank: Bank, @Param('USER_CUSTOMER_LINK_ID') linkId: string): Promise<true> {
    await this.links.delete(actor, bank.bankId, linkId);
    return true;
  }
}
