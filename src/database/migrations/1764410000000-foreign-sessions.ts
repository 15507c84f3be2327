import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions of other issuers' tokens, the applications in them, and the proofs that cannot be used again. */
export class ForeignSessions1764410000000 implements MigrationInterface {
  name = 'ForeignSessions1764410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consumers ADD COLUMN issuer varchar(100), ADD COLUMN azp varchar(250)');
    await runner.query('ALTER TABLE consumers ADD CONSTRAINT consumers_issuer_azp_key UNIQUE (issuer, azp)');
    await runner.query('CREATE INDEX sessions_expires_at_idx ON sessions (expires_at)');
    // Unlogged: what a crash loses is younger than two minutes, and every proof costs a write.
    await runner.query(`
      CREATE UNLOGGED TABLE dpop_proofs (
        proof_hash char(43) NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT dpop_proofs_pkey PRIMARY KEY (proof_hash)
      )`);
    await runner.query('CREATE INDEX dpop_proofs_expires_at_idx ON dpop_proofs (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dpop_proofs');
    await runner.query('DROP INDEX sessions_expires_at_idx');
    await runner.query('ALTER TABLE consumers DROP CONSTRAINT consumers_issuer_azp_key');
    await runner.query('ALTER TABLE consumers DROP COLUMN azp, DROP COLUMN issuer');
  }
}
