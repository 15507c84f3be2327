import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'message_access_records_pkey' };

/**
 * Who read or sent messages of a customer (decision 32). The primary key is also the index for reading: a customer's records are adjacent,
 * in order of time. One partition for each month.
 */
@Entity('message_access_records')
export class MessageAccessRecord {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, ...KEY })
  bankId!: string;

  /** Empty for an inbox, which covers all customers that the user is linked to. */
  @PrimaryColumn('varchar', { name: 'customer_id', length: 36, ...KEY })
  customerId!: string;

  @PrimaryColumn({ type: 'timestamptz', name: 'at', precision: 3, ...KEY })
  at!: Date;

  @PrimaryColumn('uuid', { name: 'access_record_id', ...KEY })
  accessRecordId!: string;

  @Column('varchar', { name: 'operation_id', length: 64 })
  operationId!: string;

  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;

  @Column('varchar', { name: 'consumer_id', length: 36 })
  consumerId!: string;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  /** As `clientAddress` writes it. */
  @Column('varchar', { name: 'address', length: 45 })
  address!: string;

  /** The ids of the created messages. */
  @Column('uuid', { name: 'message_ids', array: true })
  messageIds!: string[];

  /** How many messages were shown; null if messages were created. */
  @Column('int', { name: 'listed', nullable: true })
  listed!: number | null;

  @Column('varchar', { name: 'request_id', length: 64 })
  requestId!: string;

  @Column('varchar', { name: 'correlation_id', length: 128 })
  correlationId!: string;
}
