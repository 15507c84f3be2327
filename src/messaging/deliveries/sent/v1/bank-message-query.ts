import { cursorParameters, readCursorPage } from '../../../../platform/endpoint/cursor-page.js';
import type { ListDeclaration } from '../../../../platform/endpoint/endpoint.js';
import { invalid } from '../../../../platform/endpoint/pagination-query.js';
import { FIRST_ID, idBefore, isCursor, LAST_ID, UNSAID_LEAD } from '../../../customer-messages/message-id.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../delivery-status.js';
import type { WantedMessages } from '../bank-messages.repository.js';

const PAGES = cursorParameters(LAST_ID, { dates: true });
const FILTERS = [
  { name: 'q', description: 'Only those with this in their text, from_person or from_department.', example: 'card' },
  { name: 'customer_id', description: 'Only those to this customer.', example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' },
  { name: 'transport', description: 'Only those with this transport, in capitals or not.', example: 'SMS' },
  {
    name: 'status',
    description: `Only those with a delivery of this status: ${DELIVERY_STATUSES.join(', ')}.`,
    example: 'delivered',
    takes: DELIVERY_STATUSES,
  },
  { name: 'sender', description: 'Only those that the user with this name has sent.', example: 'felixsmith' },
];

export const BANK_MESSAGE_LIST: ListDeclaration = { parameters: [...FILTERS, ...PAGES] };

/** The file has no pages. */
export const BANK_MESSAGE_FILE: ListDeclaration = {
  parameters: [...FILTERS, ...PAGES.filter(({ name }) => name.endsWith('_date'))],
};

/** @throws ObpError OBP-10016. */
export function readWantedMessages(url: string): WantedMessages {
  const { query, limit, from, before } = readCursorPage(url);
  const value = (name: string): string | undefined => query.get(name) || undefined;
  const status = value('status');
  if (status !== undefined && !DELIVERY_STATUSES.includes(status as DeliveryStatus)) throw invalid('WrongDeliveryFilter');
  const [text, customerId, transport, sender] = [value('q'), value('customer_id'), value('transport'), value('sender')];
  if ([text, customerId, transport, sender].some((one) => one?.includes('\0'))) throw invalid('WrongDeliveryFilter');
  const cursor = value('cursor');
  if (cursor !== undefined && !isCursor(cursor)) throw invalid('WrongCursor');
  return {
    customerId,
    text,
    transport,
    status: status as DeliveryStatus | undefined,
    sender,
    from,
    until: before,
    // An id's time is never earlier than its date.
    after: from === undefined ? FIRST_ID : idBefore(from.getTime()),
    before: cursor?.toLowerCase() ?? (before === undefined ? LAST_ID : idBefore(before.getTime() + UNSAID_LEAD)),
    limit,
  };
}
