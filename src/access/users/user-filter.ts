import type { Parameter } from '../../platform/endpoint/endpoint.js';
import { invalid } from '../../platform/endpoint/pagination-query.js';
import type { UserFilter } from './user-directory.js';

export const USER_FILTER_PARAMETERS: readonly Parameter[] = [
  {
    name: 'locked_status',
    description: 'Only users who are `locked`, or only those who are `active`.',
    example: 'active',
    takes: ['active', 'locked'],
  },
  { name: 'is_deleted', description: '`true` for the deleted users instead of the others.', example: 'false', takes: 'boolean' },
];

/**
 * Reads from a query which users are wanted, besides the page (contract section 8).
 *
 * @throws ObpError OBP-10016.
 */
export function readUserFilter(query: URLSearchParams): UserFilter {
  const lockedStatus = query.get('locked_status')?.toLowerCase() || undefined;
  const isDeleted = query.get('is_deleted')?.toLowerCase() || 'false';
  if (isDeleted !== 'true' && isDeleted !== 'false') throw invalid('WrongIsDeleted');
  if (lockedStatus !== undefined && lockedStatus !== 'locked' && lockedStatus !== 'active') throw invalid('WrongLockedStatus');
  return { isDeleted: isDeleted === 'true', isLocked: lockedStatus === undefined ? undefined : lockedStatus === 'locked' };
}
