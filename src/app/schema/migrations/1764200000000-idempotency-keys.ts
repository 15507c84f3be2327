import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What calls with an Idempotency-Key have done; distributed by bank, as the messages they belong to. */
export class IdempotencyKeys1764200000000 implements MigrationInterface {
  name = 'IdempotencyKeys1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE idempotency_keys (
      bank_id varchar(44) NOT NULL,
      key_hash uuid NOT NULL,
      fingerprint uuid NOT NULL,
      message_id uuid NOT NULL,
      expires_at timestamptz NOT NULL,
      CONSTRAINT idempotency_keys_pkey PRIMARY KEY (bank_id, key_hash)
    )`);
    await runner.query('CREATE INDEX idempotency_keys_expires_at_idx ON idempotency_keys (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}
