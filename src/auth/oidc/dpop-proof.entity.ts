import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A proof of possession (RFC 9449) that was used: it is not accepted again. */
@Entity('dpop_proofs')
export class DpopProof {
  /** SHA-256 of the key's thumbprint and the proof's `jti`, in base64url. */
  @PrimaryColumn('char', { name: 'proof_hash', length: 43, primaryKeyConstraintName: 'dpop_proofs_pkey' })
  proofHash!: string;

  /** From then on the proof is too old to be accepted anyway. */
  @Index('dpop_proofs_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
