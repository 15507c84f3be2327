import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Bank } from '../../access/banks/bank.entity.js';

/** A way out that a bank has configured. */
@Entity('delivery_providers')
@ForeignKey(() => Bank, ['bankId'], ['bankId'], { name: 'delivery_providers_bank_id_fkey' })
export class DeliveryProvider {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_providers_pkey' })
  bankId!: string;

  /** Chosen by the bank. */
  @PrimaryColumn('varchar', { name: 'provider_id', length: 64, primaryKeyConstraintName: 'delivery_providers_pkey' })
  providerId!: string;

  @Column('varchar', { name: 'kind', length: 16 })
  kind!: string;

  /** As the kind reads them, without secrets. */
  @Column('jsonb', { name: 'settings', default: () => "'{}'" })
  settings!: Record<string, unknown>;

  /** The secret settings as JSON, encrypted; empty for none. */
  @Column('varchar', { name: 'secrets', length: 20000, default: '' })
  secrets!: string;

  @Column('boolean', { name: 'is_enabled', default: true })
  isEnabled!: boolean;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}
