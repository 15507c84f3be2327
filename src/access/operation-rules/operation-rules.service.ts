import { Injectable } from '@nestjs/common';
import type { AuthenticationType } from '../sessions/authentication-type.js';
import { CacheInvalidation } from '../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../platform/database/database.js';

/** How long rules may be used without looking again, in milliseconds: a rule takes effect everywhere within one second. */
const FRESH_FOR = 800;

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
  /** The revision of the JSON schema that bodies have to fit. */
  readonly schemas: ReadonlyMap<string, string>;
  readonly authenticationTypes: ReadonlyMap<string, readonly AuthenticationType[]>;
}

/** The rules in memory: asking for them costs a query only once within {@link FRESH_FOR} milliseconds, however many there are. */
@Injectable()
export class OperationRulesService {
  private known: { readonly rules: OperationRules; readonly until: number } | undefined;
  private loading: Promise<OperationRules> | undefined;
  /** Raised by every {@link forget}: a query that began before it may bring back what was before the change. */
  private generation = 0;

  constructor(
    private readonly database: Database,
    changes: CacheInvalidation,
  ) {
    changes.subscribe(() => this.forget());
  }

  /** @returns a promise only where the database has to be asked. */
  current(): OperationRules | Promise<OperationRules> {
    if (this.known !== undefined && performance.now() < this.known.until) return this.known.rules;
    return (this.loading ??= this.load());
  }

  private forget(): void {
    this.generation++;
    this.known = undefined;
    this.loading = undefined;
  }

  private async load(): Promise<OperationRules> {
    const { generation } = this;
    const until = performance.now() + FRESH_FOR;
    try {
      const rules = toRules(await this.database.query<Row>(LOAD, []));
      if (generation === this.generation) this.known = { rules, until };
      return rules;
    } finally {
      if (generation === this.generation) this.loading = undefined;
    }
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
