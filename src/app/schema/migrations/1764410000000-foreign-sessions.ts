import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The applications that tokens of other issuers name. */
export class ForeignSessions1764410000000 implements MigrationInterface {
  name = 'ForeignSessions1764410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consumers ADD COLUMN issuer varchar(100), ADD COLUMN azp varchar(250)');
    await runner.query('ALTER TABLE consumers ADD CONSTRAINT consumers_issuer_azp_key UNIQUE (issuer, azp)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consumers DROP CONSTRAINT consumers_issuer_azp_key');
    await runner.query('ALTER TABLE consumers DROP COLUMN azp, DROP COLUMN issuer');
  }
}
