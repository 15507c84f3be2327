import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many calls of a user from an address were refused within a minute. */
@Entity('refused_calls')
export class RefusedCall {
  @PrimaryColumn('timestamptz', { name: 'minute', primaryKeyConstraintName: 'refused_calls_pkey' })
  minute!: Date;

  /** As `clientAddress` writes it; empty for all further ones of a minute with very many. */
  @PrimaryColumn('varchar', { name: 'address', length: 45, primaryKeyConstraintName: 'refused_calls_pkey' })
  address!: string;

  /** Empty for a caller who is not known, and for names that nobody has: people type their password there by mistake. */
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
