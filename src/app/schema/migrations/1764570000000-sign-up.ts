import type { QueryRunner } from 'typeorm';
import { ConfigError } from '../../../platform/config/config.js';
import type { Migration } from '../../../platform/database/migration.js';

/** At most so many of the names that stand in the way are shown. */
const SHOWN = 20;

/**
 * Invitations to sign up; and names of users whose password is kept here are unique without case. Names at other issuers belong to these,
 * and stay unchanged, byte for byte. Older code can run beside it.
 */
export class SignUp1764570000000 implements Migration {
  readonly name = 'SignUp1764570000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await refuseTwins(runner);
    await runner.query(
      'CREATE UNIQUE INDEX users_provider_lower_username_idx ON users (provider, lower(username)) WHERE password_hash IS NOT NULL',
    );
    // Bad logins are counted by the name in small letters from now on. Of counters of one name the latest stays.
    await runner.query(`DELETE FROM login_attempts a USING login_attempts b
      WHERE a.provider = b.provider AND lower(a.username) = lower(b.username) AND a.address = b.address AND a.username <> b.username
        AND (COALESCE(a.last_failure_at, '-infinity'), a.username) < (COALESCE(b.last_failure_at, '-infinity'), b.username)`);
    await runner.query('UPDATE login_attempts SET username = lower(username) WHERE username <> lower(username)');
    await runner.query(`
      CREATE TABLE user_invitations (
        invitation_id uuid NOT NULL,
        token_hash bytea NOT NULL,
        bank_id varchar(44) NOT NULL,
        created_by_user_id varchar(36) NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT user_invitations_pkey PRIMARY KEY (invitation_id)
      )`);
    await runner.query('CREATE UNIQUE INDEX user_invitations_token_hash_idx ON user_invitations (token_hash)');
    await runner.query('CREATE INDEX user_invitations_expires_at_idx ON user_invitations (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE user_invitations');
    await runner.query('DROP INDEX users_provider_lower_username_idx');
  }
}

/** @throws ConfigError that names the users of whom only one of each may stay. */
async function refuseTwins(runner: QueryRunner): Promise<void> {
  const twins = (await runner.query(`
    SELECT string_agg(username, ', ' ORDER BY username) AS names FROM users WHERE password_hash IS NOT NULL
     GROUP BY provider, lower(username) HAVING count(*) > 1 ORDER BY 1 LIMIT ${SHOWN}`)) as { names: string }[];
  if (twins.length > 0)
    throw new ConfigError([
      `names of users that differ only in case have to be one: rename or delete all but one of each (${twins.map(({ names }) => names).join('; ')}), then start again`,
    ]);
}
