import type { Config } from '../../platform/config/config.js';
import { type Role, ROLES } from '../../platform/endpoint/roles.js';

/** The roles needed to read the docs: none, unless RESOURCE_DOCS_REQUIRES_ROLE says otherwise (contract section 7.1). */
export const docsRoles = ({ resourceDocsRequiresRole }: Config): Role[] => (resourceDocsRequiresRole ? [ROLES.CanReadResourceDoc] : []);

/** The same for the docs of one bank (contract section 7.2). */
export const bankDocsRoles = ({ resourceDocsRequiresRole }: Config): Role[] =>
  resourceDocsRequiresRole ? [ROLES.CanReadDynamicResourceDocsAtOneBank] : [];
