import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Why a role is asked for, and what became of requests that are no more (decision 83). Requests that an older version removes leave nothing. */
export class DecidedRequests1764770000000 implements Migration {
  readonly name = 'DecidedRequests1764770000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE entitlement_requests ADD COLUMN reason character varying(500) NOT NULL DEFAULT ''");
    await runner.query(`
      CREATE TABLE entitlement_decisions (
        decision_id character varying(36) NOT NULL,
        entitlement_request_id character varying(36) NOT NULL,
        user_id character varying(36) NOT NULL,
        bank_id character varying(44) NOT NULL,
        role_name character varying(64) NOT NULL,
        request_reason character varying(500) NOT NULL,
        requested_at timestamp with time zone NOT NULL,
        is_granted boolean NOT NULL,
        reason character varying(500) NOT NULL,
        decided_by_user_id character varying(36) NOT NULL,
        decided_at timestamp(3) with time zone NOT NULL,
        CONSTRAINT entitlement_decisions_pkey PRIMARY KEY (decision_id),
        CONSTRAINT entitlement_decisions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (user_id)
      )`);
    await runner.query('CREATE INDEX entitlement_decisions_user_id_decision_id_idx ON entitlement_decisions (user_id, decision_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE entitlement_decisions');
    await runner.query('ALTER TABLE entitlement_requests DROP COLUMN reason');
  }
}
