import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The JSON schema that bodies of an operation have to fit (contract section 6.1). */
@Entity('json_schema_validations')
export class JsonSchemaValidation {
  /** Any text: rules may be made for operations that this service does not have. */
  @PrimaryColumn('varchar', { name: 'operation_id', length: 200, primaryKeyConstraintName: 'json_schema_validations_pkey' })
  operationId!: string;

  /** As JSON text, which keeps the order of its fields. */
  @Column('text', { name: 'json_schema' })
  jsonSchema!: string;

  /** Another one after every change, so that a compiled schema is known to be the one that is stored. */
  @Column('uuid', { name: 'revision' })
  revision!: string;
}
