import { cursorParameters, readCursorPage } from '../../../platform/endpoint/cursor-page.js';
import type { ListDeclaration } from '../../../platform/endpoint/endpoint.js';
import type { WantedTemplates } from '../templates.service.js';

export const TEMPLATE_LIST: ListDeclaration = {
  parameters: [
    { name: 'archived', description: 'true for those too that are archived.', example: 'true', takes: 'boolean' },
    ...cursorParameters('card-ready'),
  ],
};

/** @throws ObpError OBP-10016. */
export function readWantedTemplates(url: string): WantedTemplates {
  const { query, limit } = readCursorPage(url);
  return {
    after: (query.get('cursor') ?? '').replaceAll('\0', ''),
    archivedToo: query.get('archived') === 'true',
    limit,
  };
}
