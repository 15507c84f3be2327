import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A message that waits for its time. Until then no customer sees it; then it becomes a row of `messages` with an id of its own, and this one says which,
 * so that the address that its sender was told goes on to work.
 */
@Entity('scheduled_messages')
@Check('scheduled_messages_due_at_message_id_check', 'due_at IS NULL OR message_id IS NULL') // each becomes one message
@Index('scheduled_messages_due_at_bank_id_idx', ['dueAt', 'bankId'], { where: 'due_at IS NOT NULL' })
export class ScheduledMessage {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'scheduled_messages_pkey' })
  bankId!: string;

  /** UUIDv7. Its deliveries have it for the id of their message until there is one. */
  @PrimaryColumn('uuid', { name: 'scheduled_id', primaryKeyConstraintName: 'scheduled_messages_pkey' })
  scheduledId!: string;

  @Column('varchar', { name: 'customer_id', length: 36 })
  customerId!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column('varchar', { name: 'transport', length: 64 })
  transport!: string;

  @Column('varchar', { name: 'message', length: 1024 })
  message!: string;

  @Column('varchar', { name: 'from_department', length: 64 })
  fromDepartment!: string;

  @Column('varchar', { name: 'from_person', length: 64 })
  fromPerson!: string;

  @Column('varchar', { name: 'created_by_user_id', length: 36 })
  createdByUserId!: string;

  @Column('varchar', { name: 'created_by_consumer_id', length: 36 })
  createdByConsumerId!: string;

  @Column({ type: 'timestamptz', name: 'send_at', precision: 3 })
  sendAt!: Date;

  /** When it is of no use any more; null where the sender did not say. */
  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3, nullable: true })
  expiresAt!: Date | null;

  /** When it is looked at; null when it waits no more: it has become a message, or never will. */
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, nullable: true })
  dueAt!: Date | null;

  /** What it has become. */
  @Column('uuid', { name: 'message_id', nullable: true })
  messageId!: string | null;
}
