import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Bank } from '../../../access/banks/bank.entity.js';
import type { RouteProvider } from './route-provider.js';

/** How a bank sends what is created with a transport. */
@Entity('delivery_routes')
@ForeignKey(() => Bank, ['bankId'], ['bankId'], { name: 'delivery_routes_bank_id_fkey' })
export class DeliveryRoute {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_routes_pkey' })
  bankId!: string;

  /** In lower case, without spaces around it. */
  @PrimaryColumn('varchar', { name: 'transport', length: 64, primaryKeyConstraintName: 'delivery_routes_pkey' })
  transport!: string;

  @Column('varchar', { name: 'channel', length: 16 })
  channel!: string;

  /** In the order in which they are tried. */
  @Column('jsonb', { name: 'providers' })
  providers!: RouteProvider[];

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}
