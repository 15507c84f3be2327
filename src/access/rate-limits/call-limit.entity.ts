import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Consumer } from '../consumers/consumer.entity.js';
import type { Limits } from './periods.js';

const KEY = 'call_limits_pkey';

/** How often a consumer may call: all operations, or only those that the row names (contract section 9). */
@Entity('call_limits')
@ForeignKey(() => Consumer, ['consumerId'], ['consumerId'], { name: 'call_limits_consumer_id_fkey' })
export class CallLimit {
  @PrimaryColumn('varchar', { name: 'consumer_id', length: 36, primaryKeyConstraintName: KEY })
  consumerId!: string;

  /** The version that introduced an operation, as `v4.0.0`; empty for every version. */
  @PrimaryColumn('varchar', { name: 'api_version', length: 64, default: '', primaryKeyConstraintName: KEY })
  apiVersion!: string;

  /** The function name of an operation; empty for every operation. */
  @PrimaryColumn('varchar', { name: 'api_name', length: 128, default: '', primaryKeyConstraintName: KEY })
  apiName!: string;

  /** Empty for calls at any bank and at none. */
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, default: '', primaryKeyConstraintName: KEY })
  bankId!: string;

  /** When the limits begin to apply. */
  @Column('timestamptz', { name: 'from_date' })
  fromDate!: Date;

  /** When they cease to apply. */
  @Column('timestamptz', { name: 'to_date' })
  toDate!: Date;

  /** Zero or less means no limit, here and below. */
  @Column('integer', { name: 'per_second', default: -1 })
  second!: number;

  @Column('integer', { name: 'per_minute', default: -1 })
  minute!: number;

  @Column('integer', { name: 'per_hour', default: -1 })
  hour!: number;

  @Column('integer', { name: 'per_day', default: -1 })
  day!: number;

  @Column('integer', { name: 'per_week', default: -1 })
  week!: number;

  @Column('integer', { name: 'per_month', default: -1 })
  month!: number;
}

export const limitsOf = ({ second, minute, hour, day, week, month }: CallLimit): Limits => ({ second, minute, hour, day, week, month });
