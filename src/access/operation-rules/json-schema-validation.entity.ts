import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The JSON schema that an operation's bodies must match (contract section 6.1). */
@Entity('json_schema_validations')
export class JsonSchemaValidation {
  /** Any text: rules may be made for operations that this service does not have. */
  @PrimaryColumn('varchar', { name: 'operation_id', length: 200, primaryKeyConstraintName: 'json_schema_validations_pkey' })
  operationId!: string;

  /** As JSON text, to keep the order of its fields. */
  @Column('text', { name: 'json_schema' })
  jsonSchema!: string;

  /** New after every change, so that a compiled schema can be matched to the stored one. */
  @Column('uuid', { name: 'revision' })
  revision!: string;
}
