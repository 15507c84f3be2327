import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What consumers may do: how often they may call, and the roles that are theirs. */
export class CallLimitsAndScopes1763900300000 implements MigrationInterface {
  name = 'CallLimitsAndScopes1763900300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE call_limits (
      consumer_id varchar(36) NOT NULL,
      api_version varchar(64) NOT NULL DEFAULT '',
      api_name varchar(128) NOT NULL DEFAULT '',
      bank_id varchar(44) NOT NULL DEFAULT '',
      from_date timestamptz NOT NULL,
      to_date timestamptz NOT NULL,
      per_second integer NOT NULL DEFAULT -1,
      per_minute integer NOT NULL DEFAULT -1,
      per_hour integer NOT NULL DEFAULT -1,
      per_day integer NOT NULL DEFAULT -1,
      per_week integer NOT NULL DEFAULT -1,
      per_month integer NOT NULL DEFAULT -1,
      CONSTRAINT call_limits_pkey PRIMARY KEY (consumer_id, api_version, api_name, bank_id),
      CONSTRAINT call_limits_consumer_id_fkey FOREIGN KEY (consumer_id) REFERENCES consumers (consumer_id)
    )`);
    await runner.query(`CREATE TABLE scopes (
      scope_id varchar(36) NOT NULL,
      consumer_id varchar(36) NOT NULL,
      bank_id varchar(44) NOT NULL DEFAULT '',
      role_name varchar(64) NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT scopes_pkey PRIMARY KEY (scope_id),
      CONSTRAINT scopes_consumer_id_bank_id_role_name_key UNIQUE (consumer_id, bank_id, role_name),
      CONSTRAINT scopes_consumer_id_fkey FOREIGN KEY (consumer_id) REFERENCES consumers (consumer_id)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scopes');
    await runner.query('DROP TABLE call_limits');
  }
}
