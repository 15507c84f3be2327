import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../audit/audit-trail.service.js';
import { violatedConstraint } from '../database/database.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { UsersService } from '../users/users.service.js';
import { customerNotFound, CustomersService } from './customers.service.js';
import { UserCustomerLink } from './user-customer-link.entity.js';

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
    const user = await this.users.findById(userId);
    if (user === null || user.isDeleted) throw new ObpError('UserNotFoundById');
    if ((await this.customers.find(bankId, customerId)) === null) throw customerNotFound(customerId);
    const link = this.links.create({ bankId, userId, customerId, userCustomerLinkId: uuidv7(), dateInserted: new Date(), isActive: true });
    try {
      await this.audit.perform(actor, async ({ manager, record }) => {
        await manager.insert(UserCustomerLink, link);
        const after = { user_id: userId, customer_id: customerId };
        await record({ action: 'user_customer_link.created', subjectId: link.userCustomerLinkId, bankId, after });
      });
    } catch (error) {
      if (violatedConstraint(error) === 'user_customer_links_bank_id_user_id_customer_id_key') throw new ObpError('AlreadyLinked');
      throw error;
    }
    return link;
  }
}
