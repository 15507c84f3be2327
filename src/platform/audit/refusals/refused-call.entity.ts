import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many calls of a user from an address were refused within a minute. */
@Entity('refused_calls')
export class RefusedCall {
  @PrimaryColumn('timestamptz', { name: 'minute', primaryKeyConstraintName: 'refused_calls_pkey' })
  minute!: Date;

  /** As `clientAddress` writes it; empty for the rest when a minute has too many addresses. */
  @PrimaryColumn('varchar', { name: 'address', length: 45, primaryKeyConstraintName: 'refused_calls_pkey' })
  address!: string;

  /** Empty for unknown callers and unknown names: people type their password there by mistake. */
  @PrimaryColumn('varchar', { name: 'user_id', length: 36, primaryKeyConstraintName: 'refused_calls_pkey' })
  userId!: string;

  /** With the user's name and a password, whatever was wrong with them. */
  @Column('int', { name: 'logins' })
  logins!: number;

  /** Other calls that were answered 401. */
  @Column('int', { name: 'unauthenticated' })
  unauthenticated!: number;

  /** Other calls that were answered 403. */
  @Column('int', { name: 'forbidden' })
  forbidden!: number;
}
