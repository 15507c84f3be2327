import { Injectable } from '@nestjs/common';
import type { AuthenticationType } from '../sessions/authentication-type.js';
import { CacheInvalidation } from '../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../platform/database/database.js';
import { FreshCache } from '../../platform/database/fresh-cache.js';

const LOAD: Statement = {
  name: 'operation-rules',
  text: `
    SELECT operation_id, revision::text AS revision, NULL::text[] AS types FROM json_schema_validations
    UNION ALL
    SELECT operation_id, NULL, allowed_authentication_types FROM authentication_type_validations`,
};

interface Row {
  operation_id: string;
  revision: string | null;
  types: AuthenticationType[] | null;
}

/** Which operations have rules, by operation id. */
export interface OperationRules {
  /** The revision of the JSON schema that bodies must match. */
  readonly schemas: ReadonlyMap<string, string>;
  readonly authenticationTypes: ReadonlyMap<string, readonly AuthenticationType[]>;
}

/** All rules, from memory while that is fresh: a rule takes effect everywhere within one second. */
@Injectable()
export class OperationRulesService {
  private readonly known: FreshCache<OperationRules, never>;

  constructor(database: Database, changes: CacheInvalidation) {
    this.known = new FreshCache<OperationRules, never>(changes, {
      capacity: 1,
      load: async () => toRules(await database.query<Row>(LOAD, [])),
    });
  }

  /** @returns a promise only if the database has to be asked. */
  current(): OperationRules | Promise<OperationRules> {
    return this.known.get('all');
  }
}

function toRules(rows: readonly Row[]): OperationRules {
  const schemas = new Map<string, string>();
  const authenticationTypes = new Map<string, readonly AuthenticationType[]>();
  for (const { operation_id: operationId, revision, types } of rows) {
    if (revision !== null) schemas.set(operationId, revision);
    if (types !== null) authenticationTypes.set(operationId, types);
  }
  return { schemas, authenticationTypes };
}
