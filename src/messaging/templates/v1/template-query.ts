import { cursorParameters, readCursorPage } from '../../../platform/endpoint/cursor-page.js';
import type { ListDeclaration } from '../../../platform/endpoint/endpoint.js';
import type { WantedTemplates } from '../templates.service.js';

export const TEMPLATE_LIST: ListDeclaration = {
  parameters: [
    { name: 'q', description: 'Only those with this in their id or name, in capitals or not.', example: 'card' },
    { name: 'archived', description: 'true for those too that are archived.', example: 'true', takes: 'boolean' },
    ...cursorParameters('card-ready'),
  ],
};

/** @throws ObpError OBP-10016. */
export function readWantedTemplates(url: string): WantedTemplates {
  const { query, limit } = readCursorPage(url);
  const textOf = (name: string): string => (query.get(name) ?? '').replaceAll('\0', '');
  return {
    after: textOf('cursor'),
    containing: textOf('q').trim(),
    archivedToo: query.get('archived') === 'true',
    limit,
  };
}
