import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuthenticationType } from '../sessions/authentication-type.js';

/** The allowed authentication types of an operation (contract section 6.3). */
@Entity('authentication_type_validations')
export class AuthenticationTypeValidation {
  /** Any text: rules may be made for operations that this service does not have. */
  @PrimaryColumn('varchar', { name: 'operation_id', length: 200, primaryKeyConstraintName: 'authentication_type_validations_pkey' })
  operationId!: string;

  @Column('text', { name: 'allowed_authentication_types', array: true })
  allowedAuthenticationTypes!: AuthenticationType[];
}
