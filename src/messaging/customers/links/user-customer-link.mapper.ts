import { formatDate } from '../../../platform/endpoint/dates.js';
import type { UserCustomerLink } from '../user-customer-link.entity.js';
import type { UserCustomerLinkDto } from './user-customer-link.dto.js';

export const toUserCustomerLinkDto = (link: UserCustomerLink): UserCustomerLinkDto => ({
  user_customer_link_id: link.userCustomerLinkId,
  customer_id: link.customerId,
  user_id: link.userId,
  date_inserted: formatDate(link.dateInserted),
  is_active: link.isActive,
});
