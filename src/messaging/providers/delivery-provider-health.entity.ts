import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DeliveryProvider } from './delivery-provider.entity.js';

/** What all processes know of a provider: whether anything is sent there, and how fast. */
@Entity('delivery_provider_health')
@ForeignKey(() => DeliveryProvider, ['bankId', 'providerId'], ['bankId', 'providerId'], {
  name: 'delivery_provider_health_provider_fkey',
  onDelete: 'CASCADE',
})
export class DeliveryProviderHealth {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_provider_health_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'provider_id', length: 64, primaryKeyConstraintName: 'delivery_provider_health_pkey' })
  providerId!: string;

  /** Whether its circuit is open: nothing is sent there. */
  @Column('boolean', { name: 'is_open', default: false })
  isOpen!: boolean;

  /** When the circuit was opened or closed last; null for never. */
  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3, nullable: true })
  changedAt!: Date | null;

  /** Why it was opened last: `failures` or `slow`; empty for never. */
  @Column('varchar', { name: 'reason', length: 16, default: '' })
  reason!: string;

  /** How often each code was among the answers for which it was opened. */
  @Column('jsonb', { name: 'failures', default: () => "'{}'" })
  failures!: Record<string, number>;

  /** When one message may be let through to see. */
  @Column({ type: 'timestamptz', name: 'rests_until', precision: 3, default: () => 'now()' })
  restsUntil!: Date;

  /** Messages a second that it was found to take; null where it never asked for fewer. */
  @Column('double precision', { name: 'rate', nullable: true })
  rate!: number | null;

  /** The rate at which it asked for fewer last. */
  @Column('double precision', { name: 'ceiling', nullable: true })
  ceiling!: number | null;

  /** When the rate was changed last. */
  @Column({ type: 'timestamptz', name: 'rated_at', precision: 3, nullable: true })
  ratedAt!: Date | null;

  /** When it asked for fewer last. */
  @Column({ type: 'timestamptz', name: 'throttled_at', precision: 3, nullable: true })
  throttledAt!: Date | null;

  /** Until when what was granted fills its rate. */
  @Column('timestamptz', { name: 'paced_until', default: () => 'now()' })
  pacedUntil!: Date;
}
