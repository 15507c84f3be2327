import { containing } from '../../../platform/database/like.js';
import type { ListDeclaration } from '../../../platform/endpoint/endpoint.js';
import { invalid, LIST_PARAMETERS, queryOf, readListParameters } from '../../../platform/endpoint/pagination-query.js';
import { readMessagePage } from '../../customer-messages/message-page.js';
import type { WantedInbox } from '../inbox.service.js';

const LIMIT = { usual: 20, most: 100 };
/** Of what is searched for. */
const MOST = { words: 8, characters: 200 };

export const INBOX_LIST: ListDeclaration = {
  parameters: [
    { name: 'bank_id', description: 'Only messages of this bank.', example: 'gh.29.uk' },
    { name: 'customer_id', description: 'Only messages to this customer.', example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' },
    { name: 'unread', description: 'true: only those that are not read.', example: 'true', takes: 'boolean' },
    { name: 'sender', description: 'Only those whose from_person or from_department contains this.', example: 'Tom' },
    { name: 'q', description: `Words that the text contains, all of them; at most ${MOST.words}.`, example: 'card ready' },
    ...LIST_PARAMETERS.filter(({ name }) => name === 'limit' || name.endsWith('_date')).map((parameter) =>
      parameter.name === 'limit'
        ? { ...parameter, description: `How many at most: ${LIMIT.usual} when not given, never more than ${LIMIT.most}.` }
        : parameter,
    ),
    {
      name: 'cursor',
      description: 'Where the page before ended: taken from its Link header.',
      example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b',
    },
  ],
};

/** @throws ObpError OBP-10016. */
export function readWantedInbox(url: string): WantedInbox {
  const query = queryOf(url);
  const value = (name: string): string | undefined => query.get(name) || undefined;
  const { limit } = readListParameters(query, LIMIT.usual);
  for (const name of ['offset', 'sort_direction']) query.delete(name);
  const { page } = readMessagePage(`?${query.toString()}`);
  const [bankId, customerId, unread, sender, text] = ['bank_id', 'customer_id', 'unread', 'sender', 'q'].map(value);
  const words = text?.split(/\s+/).filter((word) => word !== '') ?? [];
  for (const one of [bankId, customerId, sender, text]) requireUsable(one);
  if (words.length > MOST.words) throw invalid('WrongInboxFilter');
  if (unread !== undefined && unread !== 'true' && unread !== 'false') throw invalid('WrongInboxFilter');
  const unreadOnly = unread === 'true';
  return {
    bankId,
    customerId,
    after: page.after,
    before: page.before,
    dates: page.dates ?? { from: '-infinity', until: 'infinity', latest: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
    unreadOnly,
    sender: sender === undefined ? undefined : containing(sender),
    words: words.map(containing),
    limit: Math.min(limit, LIMIT.most),
    isFiltered: unreadOnly || sender !== undefined || words.length > 0,
  };
}

/** @throws ObpError OBP-10016. */
export function readBankId(url: string): string | undefined {
  const bankId = queryOf(url).get('bank_id') || undefined;
  requireUsable(bankId);
  return bankId;
}

function requireUsable(text: string | undefined): void {
  if (text !== undefined && (text.includes('\0') || text.length > MOST.characters)) throw invalid('WrongInboxFilter');
}
