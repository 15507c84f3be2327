import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Records message ids whose time is later than their dates (decision 61). Date ranges read it to know how far beyond their ids to search.
 * One row for each time that a clock was set back by more than a second.
 */
@Entity('message_id_leads')
export class MessageIdLead {
  /** After every id of this lead. */
  @PrimaryColumn('uuid', { name: 'before', primaryKeyConstraintName: 'message_id_leads_pkey' })
  before!: string;

  /** Before every date of this lead. */
  @Column({ type: 'timestamptz', name: 'since', precision: 3 })
  since!: Date;
}
