import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { sql, until } from '../support/sql.js';

jest.setTimeout(120_000);

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

const USER = '(SELECT user_id FROM users LIMIT 1)';
const CONSUMER = '(SELECT consumer_id FROM consumers LIMIT 1)';

onServer('rows that have expired', () => {
  let url: string;
  let drop: () => Promise<void>;
  let service: Service;

  beforeAll(async () => {
    ({ url, drop } = await createDatabase());
    // All tables are looked through as often as the one that asks for it most often.
    service = await startService({ DATABASE_URL: url, SANDBOX: 'true', IDEMPOTENCY_KEY_HOURS: String(1 / 3600) });
  });
  afterAll(async () => {
    await service.stop();
    removeFolder(service.dataDir);
    await drop();
  });

  test('are removed in batches, and others stay: a session a day longer, also a revoked one', async () => {
    /** Sessions with a token of OAuth 1.0a each. */
    const sessions = (type: string, count: number, expires: string, revoked = 'NULL'): Promise<unknown> =>
      sql(
        url,
        `WITH made AS (
           INSERT INTO sessions (session_id, user_id, consumer_id, authentication_type, expires_at, revoked_at)
           SELECT gen_random_uuid(), ${USER}, ${CONSUMER}, '${type}', now() + interval '${expires}', ${revoked} FROM generate_series(1, ${count})
           RETURNING session_id)
         INSERT INTO oauth_access_tokens (token_hash, session_id, secret) SELECT uuid_send(session_id), session_id, '' FROM made`,
      );
    await sessions('stays', 1, '-23 hours');
    await sessions('stays too', 1, '1 hour', 'now()');
    await sessions('goes', 1_100, '-25 hours');
    await sql(url, `INSERT INTO oauth_nonces VALUES ('stays', now() + interval '1 minute'), ('goes', now() - interval '1 minute')`);
    await sql(
      url,
      `INSERT INTO oauth_request_tokens (token_hash, consumer_id, secret, callback, expires_at)
       VALUES ('stays', ${CONSUMER}, '', '', now() - interval '59 minutes'), ('goes', ${CONSUMER}, '', '', now() - interval '61 minutes')`,
    );

    await sql(
      url,
      `INSERT INTO idempotency_keys (bank_id, key_hash, fingerprint, message_id, expires_at)
       SELECT bank, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now() + past
         FROM (VALUES ('stays', interval '1 minute')) AS stay (bank, past)
        UNION ALL
       SELECT 'goes', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now() - n * interval '7 seconds' FROM generate_series(0, 99) n`,
    );

    const left = async (table: string, column: string): Promise<string[]> =>
      (await sql<{ one: string }>(url, `SELECT ${column} AS one FROM ${table} ORDER BY 1`)).map(({ one }) => one);
    const places: [table: string, column: string, stay: string[]][] = [
      ['sessions', 'authentication_type', ['stays', 'stays too']],
      ['oauth_access_tokens', 'count(*)::text', ['2']],
      ['idempotency_keys', 'bank_id', ['stays']],
      ['oauth_nonces', `convert_from(nonce_hash, 'UTF8')`, ['stays']],
      ['oauth_request_tokens', `convert_from(token_hash, 'UTF8')`, ['stays']],
    ];
    for (const [table, column, stay] of places) {
      await until(
        `of ${table} only these are left: ${stay.join(', ')}`,
        async () => isDeepStrictEqual(await left(table, column), stay),
        10,
      );
    }
  });

  test('one table that fails is said once, and the others go on; mended, it is said too', async () => {
    // The first of the tables that are looked through: nothing after it may suffer.
    await sql(url, 'ALTER TABLE idempotency_keys RENAME TO idempotency_keys_aside');
    await sql(url, 'ALTER TABLE oauth_nonces RENAME TO oauth_nonces_aside');
    const count = (pattern: RegExp): number => service.output().match(new RegExp(pattern, 'g'))?.length ?? 0;
    const FAILS = /expired rows of (\w+) cannot be removed \(42P01\)/;
    await until('both failures are said', () => count(FAILS) === 2);

    await sql(
      url,
      `INSERT INTO sessions (session_id, user_id, consumer_id, authentication_type, expires_at)
       VALUES (gen_random_uuid(), ${USER}, ${CONSUMER}, 'goes too', now() - interval '25 hours')`,
    );
    const sessions = (): Promise<unknown[]> => sql(url, `SELECT FROM sessions WHERE authentication_type = 'goes too'`);
    await until('an expired session goes all the same', async () => (await sessions()).length === 0);
    expect(count(FAILS)).toBe(2);

    await sql(url, 'ALTER TABLE idempotency_keys_aside RENAME TO idempotency_keys');
    await sql(url, 'ALTER TABLE oauth_nonces_aside RENAME TO oauth_nonces');
    await until('both are removed from again', () => count(/expired rows of (idempotency_keys|oauth_nonces) are removed again/) === 2);
  });
});
