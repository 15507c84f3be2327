import { cursorParameters, readCursorPage } from '../../../platform/endpoint/cursor-page.js';
import type { ListDeclaration } from '../../../platform/endpoint/endpoint.js';
import { invalid } from '../../../platform/endpoint/pagination-query.js';
import { isAddressHash } from '../addresses.js';
import type { Suppression } from '../suppression.entity.js';
import type { SuppressionCursor } from '../suppressions.service.js';

export const SUPPRESSION_LIST: ListDeclaration = {
  parameters: cursorParameters('1769069565678.0b1c2d3e-4f5a-6b7c-8d9e-0f1a2b3c4d5e'),
};

/** Where a page ends: a time, and which of those of that time. */
export const cursorOf = ({ createdAt, addressHash }: Suppression): string => `${createdAt.getTime()}.${addressHash}`;

/** @throws ObpError OBP-10016. */
export function readWantedSuppressions(url: string): { limit: number; before: SuppressionCursor | undefined } {
  const { query, limit } = readCursorPage(url);
  const cursor = query.get('cursor') || undefined;
  if (cursor === undefined) return { limit, before: undefined };
  const [time = '', id = ''] = cursor.split('.');
  if (!/^\d{1,14}$/.test(time) || !isAddressHash(id)) throw invalid('WrongCursor');
  return { limit, before: { createdAt: new Date(Number(time)), id } };
}
