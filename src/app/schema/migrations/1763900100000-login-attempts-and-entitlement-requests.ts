import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Locks of users, counters of bad logins, and what roles users have asked for. */
export class LoginAttemptsAndEntitlementRequests1763900100000 implements MigrationInterface {
  name = 'LoginAttemptsAndEntitlementRequests1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE entitlement_requests');
    await runner.query('DROP TABLE login_attempts');
    await runner.query('DROP INDEX entitlements_bank_id_idx');
    await runner.query('ALTER TABLE users DROP COLUMN locked_at');
  }
}

const UP = [
  `ALTER TABLE users ADD COLUMN locked_at timestamptz`,
  `CREATE INDEX entitlements_bank_id_idx ON entitlements (bank_id)`,
  `CREATE TABLE login_attempts (
    provider varchar(100) NOT NULL,
    username varchar(512) NOT NULL,
    bad_attempts integer NOT NULL DEFAULT 0,
    last_failure_at timestamptz NOT NULL DEFAULT now(),
    locked_until timestamptz,
    CONSTRAINT login_attempts_pkey PRIMARY KEY (provider, username)
  )`,
  `CREATE INDEX login_attempts_last_failure_at_idx ON login_attempts (last_failure_at)`,
  `CREATE TABLE entitlement_requests (
    entitlement_request_id varchar(36) NOT NULL,
    user_id varchar(36) NOT NULL,
    bank_id varchar(44) NOT NULL DEFAULT '',
    role_name varchar(64) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT entitlement_requests_pkey PRIMARY KEY (entitlement_request_id),
    CONSTRAINT entitlement_requests_user_id_bank_id_role_name_key UNIQUE (user_id, bank_id, role_name),
    CONSTRAINT entitlement_requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (user_id)
  )`,
];
