import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('banks')
export class Bank {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'banks_pkey' })
  bankId!: string;

  /** `short_name` up to v4.0.0, `bank_code` from v5.0.0. */
  @Column('varchar', { name: 'short_name', length: 100 })
  shortName!: string;

  @Column('varchar', { name: 'full_name', length: 255, default: '' })
  fullName!: string;

  @Column('varchar', { name: 'logo', length: 2000, default: '' })
  logo!: string;

  @Column('varchar', { name: 'website', length: 2000, default: '' })
  website!: string;

  /** The address of the BIC routing. */
  @Column('varchar', { name: 'swift_bic', length: 255, default: '' })
  swiftBic!: string;

  /** The first other routing that was given; empty when none was. */
  @Column('varchar', { name: 'routing_scheme', length: 255, default: '' })
  routingScheme!: string;

  @Column('varchar', { name: 'routing_address', length: 255, default: '' })
  routingAddress!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
