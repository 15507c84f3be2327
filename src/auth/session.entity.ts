import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Consumer } from '../consumers/consumer.entity.js';
import { User } from '../users/user.entity.js';

/** What a login token stands for: its `jti` is the session's id. */
@Entity('sessions')
@ForeignKey(() => User, ['userId'], ['userId'], { name: 'sessions_user_id_fkey' })
@ForeignKey(() => Consumer, ['consumerId'], ['consumerId'], { name: 'sessions_consumer_id_fkey' })
export class Session {
  @PrimaryColumn('uuid', { name: 'session_id', primaryKeyConstraintName: 'sessions_pkey' })
  sessionId!: string;

  @Index('sessions_user_id_idx')
  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;

  @Column('varchar', { name: 'consumer_id', length: 36 })
  consumerId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
