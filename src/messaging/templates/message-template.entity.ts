import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Bank } from '../../access/banks/bank.entity.js';

/** A text that a bank sends again and again; what it says stands in its versions. */
@Entity('message_templates')
@ForeignKey(() => Bank, ['bankId'], ['bankId'], { name: 'message_templates_bank_id_fkey' })
export class MessageTemplate {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'message_templates_pkey' })
  bankId!: string;

  /** Chosen by the bank. */
  @PrimaryColumn('varchar', { name: 'template_id', length: 64, primaryKeyConstraintName: 'message_templates_pkey' })
  templateId!: string;

  @Column('varchar', { name: 'name', length: 128 })
  name!: string;

  @Column('int', { name: 'newest_version' })
  newestVersion!: number;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  /** Null while it can be sent. */
  @Column({ type: 'timestamptz', name: 'archived_at', precision: 3, nullable: true })
  archivedAt!: Date | null;
}
