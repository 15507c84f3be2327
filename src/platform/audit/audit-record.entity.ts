import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who did what to whom. The database refuses to change or remove a row. */
@Entity('audit_records')
@Index('audit_records_subject_type_subject_id_idx', ['subjectType', 'subjectId'])
export class AuditRecord {
  /** UUIDv7: the order of ids is the order of acts. */
  @PrimaryColumn('uuid', { name: 'audit_record_id', primaryKeyConstraintName: 'audit_records_pkey' })
  auditRecordId!: string;

  @Column('timestamptz', { name: 'at', default: () => 'now()' })
  at!: Date;

  /** Empty for an anonymous caller and for the command line. */
  @Column('varchar', { name: 'actor_user_id', length: 36 })
  actorUserId!: string;

  @Column('varchar', { name: 'actor_consumer_id', length: 36 })
  actorConsumerId!: string;

  @Column('varchar', { name: 'correlation_id', length: 128 })
  correlationId!: string;

  /** Our own UUID, beside the correlation id, which a caller may choose; empty in older records. */
  @Column('varchar', { name: 'request_id', length: 64, default: '' })
  requestId!: string;

  /** Such as `entitlement.granted`. */
  @Column('varchar', { name: 'action', length: 64 })
  action!: string;

  @Column('varchar', { name: 'subject_type', length: 64 })
  subjectType!: string;

  @Column('varchar', { name: 'subject_id', length: 255 })
  subjectId!: string;

  /** Empty unless one bank is concerned. */
  @Column('varchar', { name: 'bank_id', length: 44, default: '' })
  bankId!: string;

  /** The state before; null for something new. Never holds a password, a token or a secret. */
  @Column('jsonb', { name: 'before', nullable: true })
  before!: object | null;

  /** The state after; null for something removed. */
  @Column('jsonb', { name: 'after', nullable: true })
  after!: object | null;
}
