import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../../platform/audit/audit-trail.js';
import { violatedConstraint } from '../../../platform/database/database.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { ListParameters } from '../../../platform/endpoint/pagination-query.js';
import type { User } from '../../../access/users/user.entity.js';
import { UsersService } from '../../../access/users/users.service.js';
import { CustomersService } from '../customers.service.js';
import { UserCustomerLink } from '../user-customer-link.entity.js';
import { insertLink, requireUser } from './insert-link.js';

type Page = Pick<ListParameters, 'limit' | 'offset' | 'direction'>;

/** A user as people name one. */
export interface UserName {
  readonly username: string;
  /** Whoever keeps the password; undefined: this service. */
  readonly provider: string | undefined;
}

export interface LinkedUser {
  readonly link: UserCustomerLink;
  /** Undefined when there is none any more. */
  readonly user: Pick<User, 'username' | 'provider'> | undefined;
}

@Injectable()
export class UserCustomerLinksService {
  constructor(
    @InjectRepository(UserCustomerLink) private readonly links: Repository<UserCustomerLink>,
    private readonly users: UsersService,
    private readonly customers: CustomersService,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Links a user to a customer of the bank.
   *
   * @throws ObpError in this order: OBP-20057 (404), OBP-30046 (404, also for another bank's customer: decision 15),
   * OBP-30007 (400).
   */
  async create(actor: Actor, bankId: string, userId: string, customerId: string): Promise<UserCustomerLink> {
    await requireUser(this.users, userId);
    await this.customers.get(bankId, customerId);
    try {
      return await this.audit.perform(actor, (act) => insertLink(act, bankId, userId, customerId));
    } catch (error) {
      if (violatedConstraint(error) === 'user_customer_links_user_id_customer_id_key') throw new ObpError('AlreadyLinked');
      throw error;
    }
  }

  /**
   * The same for a user by name.
   *
   * @throws ObpError OBP-20027 (404) for no such user, and as {@link create} does.
   */
  async createByName(actor: Actor, bankId: string, customerId: string, { username, provider }: UserName): Promise<LinkedUser> {
    const user = await this.users.findByName(provider ?? this.users.localProvider, username);
    if (user === undefined) throw new ObpError('UserNotFoundByName');
    return { link: await this.create(actor, bankId, user.userId, customerId), user };
  }

  /** Links with their users. */
  async named(links: readonly UserCustomerLink[]): Promise<LinkedUser[]> {
    const users = await this.users.findByIds(links.map(({ userId }) => userId));
    return links.map((link) => ({ link, user: users.get(link.userId) }));
  }

  /** In the order of linking. A user's links at other banks are not this bank's to see (as decision 1). */
  ofUser(bankId: string, userId: string, page: Page): Promise<UserCustomerLink[]> {
    return this.list({ bankId, userId }, page);
  }

  /**
   * In the order of linking.
   *
   * @throws ObpError OBP-30046 (404) when the bank has no such customer.
   */
  async ofCustomer(bankId: string, customerId: string, page: Page): Promise<UserCustomerLink[]> {
    await this.customers.get(bankId, customerId);
    return this.list({ bankId, customerId }, page);
  }

  /** @throws ObpError OBP-30035 (400) when the bank has no such link. */
  async delete(actor: Actor, bankId: string, userCustomerLinkId: string): Promise<void> {
    await this.audit.perform(actor, async ({ manager, record }) => {
      const link = await manager.findOneBy(UserCustomerLink, { bankId, userCustomerLinkId });
      const { affected } = link === null ? { affected: 0 } : await manager.delete(UserCustomerLink, { bankId, userCustomerLinkId });
      if (link === null || affected !== 1) throw new ObpError('UserCustomerLinkNotFound');
      const before = { user_id: link.userId, customer_id: link.customerId };
      await record({ action: 'user_customer_link.deleted', subjectId: userCustomerLinkId, bankId, before });
    });
  }

  private list(where: FindOptionsWhere<UserCustomerLink>, { limit, offset, direction }: Page): Promise<UserCustomerLink[]> {
    return this.links.find({ where, order: { userCustomerLinkId: direction }, skip: offset, take: limit });
  }
}
