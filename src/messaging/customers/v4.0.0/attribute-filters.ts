import { LIST_PARAMETERS } from '../../../platform/endpoint/pagination-query.js';

/** Names that do not ask for an attribute; the empty one is that of `?&`. */
const NO_ATTRIBUTES = new Set([
  '',
  ...LIST_PARAMETERS.flatMap(({ name }) => [name, `obp_${name}`]),
  'locale',
  'cache-modifier',
  'spelling',
  'exclude-optional-fields',
]);

/** Whether a query asks for customers with certain attributes: every other name does (contract section 5.3). */
export const asksForAttributes = (query: URLSearchParams): boolean => [...query.keys()].some((name) => !NO_ATTRIBUTES.has(name));
