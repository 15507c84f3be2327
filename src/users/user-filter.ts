import type { Parameter } from '../obp/endpoint/endpoint.js';
import { invalid, LIST_PARAMETERS, queryOf, readListParameters } from '../obp/list-parameters.js';
import type { UserFilter } from './user-directory.service.js';

/** How many users an answer has when the caller does not say, and at most. */
const LIMIT = { usual: 50, most: 1000 };

export const USER_FILTER_PARAMETERS: readonly Parameter[] = [
  ...LIST_PARAMETERS.map((parameter) =>
    parameter.name === 'limit' ? { ...parameter, description: 'How many at most: 50 when not given, never more than 1000.' } : parameter,
  ),
  { name: 'locked_status', description: 'Only users who are `locked`, or only those who are `active`.', example: 'active' },
  { name: 'is_deleted', description: '`true` for the deleted users instead of the others.', example: 'false' },
];

/**
 * Reads which users a request wants (contract section 8).
 *
 * @throws ObpError OBP-10016.
 */
export function readUserFilter(url: string): UserFilter {
  const query = queryOf(url);
  const parameters = readListParameters(query, LIMIT.usual);
  const lockedStatus = query.get('locked_status')?.toLowerCase() || undefined;
  const isDeleted = query.get('is_deleted')?.toLowerCase() || 'false';
  if (isDeleted !== 'true' && isDeleted !== 'false') throw invalid('WrongIsDeleted');
  if (lockedStatus !== undefined && lockedStatus !== 'locked' && lockedStatus !== 'active') throw invalid('WrongLockedStatus');
  return {
    ...parameters,
    limit: Math.min(parameters.limit, LIMIT.most),
    isDeleted: isDeleted === 'true',
    isLocked: lockedStatus === undefined ? undefined : lockedStatus === 'locked',
  };
}
