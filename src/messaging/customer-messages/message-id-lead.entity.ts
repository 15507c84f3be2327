import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Ids of messages that say a later time than their dates do (decision 61). Ranges of dates read it, to know how far beyond
 * their ids to look. A row for each time that a clock was set back by more than a second.
 */
@Entity('message_id_leads')
export class MessageIdLead {
  /** After every id that was given out so. */
  @PrimaryColumn('uuid', { name: 'before', primaryKeyConstraintName: 'message_id_leads_pkey' })
  before!: string;

  /** Before every date that went with one. */
  @Column({ type: 'timestamptz', name: 'since', precision: 3 })
  since!: Date;
}
