import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database, type Statement } from '../../platform/database/database.js';
import { CompiledSchema } from './schema/compiled-schema.js';

const READ: Statement = {
  name: 'json-schema-of-operation',
  text: 'SELECT json_schema, revision::text AS revision FROM json_schema_validations WHERE operation_id = $1',
};

/** Schemas of rules, compiled on first use and cached: a revision never changes. */
@Injectable()
export class CompiledSchemas {
  private readonly compiled = new LRUCache<string, CompiledSchema>({ max: 500 });

  constructor(private readonly database: Database) {}

  /**
   * The schema of an operation whose rule had this revision a moment ago.
   *
   * @returns undefined when the rule is meanwhile gone; a promise only if the schema has to be read and compiled.
   * @throws SchemaRefused when this version would not have accepted the stored schema.
   */
  of(operationId: string, revision: string): CompiledSchema | Promise<CompiledSchema | undefined> {
    return this.compiled.get(revision) ?? this.read(operationId);
  }

  private async read(operationId: string): Promise<CompiledSchema | undefined> {
    const [row] = await this.database.query<{ json_schema: string; revision: string }>(READ, [operationId]);
    if (row === undefined) return undefined;
    const known = this.compiled.get(row.revision); // of another request that waited for the same
    if (known !== undefined) return known;
    const schema = CompiledSchema.of(JSON.parse(row.json_schema));
    this.compiled.set(row.revision, schema);
    return schema;
  }
}
