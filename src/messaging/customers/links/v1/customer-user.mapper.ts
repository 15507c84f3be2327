import type { LinkedUser } from '../user-customer-links.service.js';
import type { CustomerUserDto } from './customer-user.dto.js';

export const toCustomerUserDto = ({ link, user }: LinkedUser): CustomerUserDto => ({
  user_customer_link_id: link.userCustomerLinkId,
  user_id: link.userId,
  username: user?.username ?? '',
  provider: user?.provider ?? '',
  linked_at: link.dateInserted.toISOString(),
});
