import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { MessageTemplate } from './message-template.entity.js';

/** What a template says, in each of its languages. A version is never changed: what was sent with it can be told from its number. */
@Entity('message_template_versions')
@ForeignKey(() => MessageTemplate, ['bankId', 'templateId'], ['bankId', 'templateId'], {
  name: 'message_template_versions_template_fkey',
})
export class TemplateVersion {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'message_template_versions_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'template_id', length: 64, primaryKeyConstraintName: 'message_template_versions_pkey' })
  templateId!: string;

  /** From 1. */
  @PrimaryColumn('int', { name: 'version', primaryKeyConstraintName: 'message_template_versions_pkey' })
  version!: number;

  @Column('varchar', { name: 'default_language', length: 35 })
  defaultLanguage!: string;

  /** By language. */
  @Column('jsonb', { name: 'texts' })
  texts!: Record<string, string>;

  @Column('varchar', { name: 'created_by_user_id', length: 36 })
  createdByUserId!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
