import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bad logins are counted for each name and address; good ones are remembered, so that no stranger can lock a user out. */
export class LoginAttemptsPerAddress1764430000000 implements MigrationInterface {
  name = 'LoginAttemptsPerAddress1764430000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE login_attempts ADD COLUMN address varchar(45) NOT NULL DEFAULT ''`);
    await runner.query('ALTER TABLE login_attempts ALTER COLUMN address DROP DEFAULT');
    await runner.query('ALTER TABLE login_attempts ADD COLUMN last_success_at timestamptz');
    await runner.query('ALTER TABLE login_attempts ALTER COLUMN last_failure_at DROP NOT NULL, ALTER COLUMN last_failure_at DROP DEFAULT');
    await runner.query('ALTER TABLE login_attempts DROP CONSTRAINT login_attempts_pkey');
    await runner.query('ALTER TABLE login_attempts ADD CONSTRAINT login_attempts_pkey PRIMARY KEY (provider, username, address)');
    await runner.query('CREATE INDEX login_attempts_address_last_failure_at_idx ON login_attempts (address, last_failure_at)');
    await runner.query('CREATE INDEX login_attempts_last_success_at_idx ON login_attempts (last_success_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX login_attempts_last_success_at_idx');
    await runner.query('DROP INDEX login_attempts_address_last_failure_at_idx');
    // The counter with the latest failure stays for each name.
    await runner.query(`DELETE FROM login_attempts a USING login_attempts b
      WHERE a.provider = b.provider AND a.username = b.username AND a.address <> b.address
        AND (COALESCE(a.last_failure_at, '-infinity'), a.address) < (COALESCE(b.last_failure_at, '-infinity'), b.address)`);
    await runner.query('ALTER TABLE login_attempts DROP CONSTRAINT login_attempts_pkey');
    await runner.query('ALTER TABLE login_attempts ADD CONSTRAINT login_attempts_pkey PRIMARY KEY (provider, username)');
    await runner.query('UPDATE login_attempts SET last_failure_at = now() WHERE last_failure_at IS NULL');
    await runner.query(
      'ALTER TABLE login_attempts ALTER COLUMN last_failure_at SET DEFAULT now(), ALTER COLUMN last_failure_at SET NOT NULL, DROP COLUMN last_success_at, DROP COLUMN address',
    );
  }
}
