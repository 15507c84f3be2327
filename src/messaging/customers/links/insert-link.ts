import { v7 as uuidv7 } from 'uuid';
import type { Act } from '../../../platform/audit/audit-trail.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { UsersService } from '../../../access/users/users.service.js';
import { UserCustomerLink } from '../user-customer-link.entity.js';

/** @throws ObpError OBP-20057 (404) when there is no such user to link, or no longer. */
export async function requireUser(users: UsersService, userId: string): Promise<void> {
  const user = await users.findById(userId);
  if (user === undefined || user.isDeleted) throw new ObpError('UserNotFoundById');
}

/** Links a user to a customer of the bank within a running act, without checking anybody's rights. */
export async function insertLink({ manager, record }: Act, bankId: string, userId: string, customerId: string): Promise<UserCustomerLink> {
  const link = manager.create(UserCustomerLink, {
    bankId,
    userCustomerLinkId: uuidv7(),
    userId,
    customerId,
    dateInserted: new Date(),
    isActive: true,
  });
  await manager.insert(UserCustomerLink, link);
  await record({
    action: 'user_customer_link.created',
    subjectId: link.userCustomerLinkId,
    bankId,
    after: { user_id: userId, customer_id: customerId },
  });
  return link;
}
