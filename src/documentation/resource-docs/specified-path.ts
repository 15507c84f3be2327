import type { ApiVersion } from '../../platform/config/variables.js';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';

/**
 * The path of an operation in the documents of a version: under that version or, for an operation of a collection that does not answer
 * under it, under the version that introduced it.
 */
export const specifiedPath = ({ answersUnder, version, path }: RegisteredEndpoint, asked: ApiVersion): string =>
  pathUnder(answersUnder.includes(asked) ? asked : version, path);

/** With parameters as `:BANK_ID`. */
export const pathUnder = (version: string, path: string): string => `/obp/v${version}/${path}`;
