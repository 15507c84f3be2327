import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens and nonces of OAuth 1.0a. */
export class OauthTokens1764400000000 implements MigrationInterface {
  name = 'OauthTokens1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE oauth_request_tokens (
      token_hash bytea NOT NULL,
      consumer_id varchar(36) NOT NULL,
      secret varchar(500) NOT NULL,
      callback varchar(2000) NOT NULL,
      user_id varchar(36),
      verifier_hash bytea,
      tries smallint NOT NULL DEFAULT 0,
      expires_at timestamptz NOT NULL,
      CONSTRAINT oauth_request_tokens_pkey PRIMARY KEY (token_hash),
      CONSTRAINT oauth_request_tokens_consumer_id_fkey FOREIGN KEY (consumer_id) REFERENCES consumers (consumer_id) ON DELETE CASCADE
    )`);
    await runner.query('CREATE INDEX oauth_request_tokens_consumer_id_idx ON oauth_request_tokens (consumer_id)');
    await runner.query('CREATE INDEX oauth_request_tokens_expires_at_idx ON oauth_request_tokens (expires_at)');
    await runner.query(`CREATE TABLE oauth_access_tokens (
      token_hash bytea NOT NULL,
      session_id uuid NOT NULL,
      secret varchar(500) NOT NULL,
      CONSTRAINT oauth_access_tokens_pkey PRIMARY KEY (token_hash),
      CONSTRAINT oauth_access_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (session_id) ON DELETE CASCADE
    )`);
    await runner.query('CREATE INDEX oauth_access_tokens_session_id_idx ON oauth_access_tokens (session_id)');
    await runner.query(`CREATE UNLOGGED TABLE oauth_nonces (
      nonce_hash bytea NOT NULL,
      expires_at timestamptz NOT NULL,
      CONSTRAINT oauth_nonces_pkey PRIMARY KEY (nonce_hash)
    )`);
    await runner.query('CREATE INDEX oauth_nonces_expires_at_idx ON oauth_nonces (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['oauth_nonces', 'oauth_access_tokens', 'oauth_request_tokens']) await runner.query(`DROP TABLE ${table}`);
  }
}
