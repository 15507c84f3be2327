import type { ClientBase } from 'pg';
import type { SecretBox } from './secret-box.js';

/** A column with secrets that `SecretBox` has encrypted. */
interface SecretColumn {
  readonly table: string;
  readonly column: string;
  readonly type: 'varchar' | 'jsonb';
  /** SQL for the ids of the keys used in it, as an array; empty or null if there is no secret. */
  readonly keyIds: string;
  /** The primary key. */
  readonly key: string;
  /** SQL for the secret's owner, from the key; and for the key, from the owner. */
  readonly owner: string;
  readonly keyOf: (text: string) => string;
  /** SQL that removes the secrets for which `unreadable` is true; returns whose they were. */
  readonly discard: (unreadable: string) => string;
}

/** The key's id is the second part: `v1.KEY_ID.BASE64URL`. */
const ONE = `CASE WHEN secret <> '' THEN ARRAY[split_part(secret, '.', 2)] END`;
const SEVERAL = `ARRAY(SELECT split_part(one ->> 'secret', '.', 2) FROM jsonb_array_elements(previous_secrets) one)`;

const ofConsumer = { table: 'consumers', key: 'consumer_id', owner: 'consumer_id', keyOf: (text: string): string => text } as const;
const ofToken = {
  column: 'secret',
  type: 'varchar',
  keyIds: ONE,
  key: 'token_hash',
  owner: `encode(token_hash, 'hex')`,
  keyOf: (text: string): string => `decode(${text}, 'hex')`,
} as const;

/** All columns with secrets. A new one must be added here, or a key rotation leaves it behind. */
const SECRET_COLUMNS: readonly SecretColumn[] = [
  {
    ...ofConsumer,
    column: 'secret',
    type: 'varchar',
    keyIds: ONE,
    discard: (unreadable) => `UPDATE consumers SET secret = '' WHERE ${unreadable} RETURNING consumer_id AS owner`,
  },
  {
    ...ofConsumer,
    column: 'previous_secrets',
    type: 'jsonb',
    keyIds: SEVERAL,
    discard: (unreadable) => `UPDATE consumers SET previous_secrets = NULL WHERE ${unreadable} RETURNING consumer_id AS owner`,
  },
  {
    ...ofToken,
    table: 'oauth_access_tokens',
    // A token goes with its session.
    discard: (unreadable) =>
      `DELETE FROM sessions WHERE session_id IN (SELECT session_id FROM oauth_access_tokens WHERE ${unreadable}) RETURNING session_id AS owner`,
  },
  {
    ...ofToken,
    table: 'oauth_request_tokens',
    discard: (unreadable) => `DELETE FROM oauth_request_tokens WHERE ${unreadable} RETURNING 'token' AS owner`,
  },
  {
    table: 'delivery_providers',
    column: 'secrets',
    type: 'varchar',
    keyIds: `CASE WHEN secrets <> '' THEN ARRAY[split_part(secrets, '.', 2)] END`,
    key: `(bank_id || '/' || provider_id)`,
    owner: `bank_id || '/' || provider_id`,
    keyOf: (text) => text,
    // It sends nothing until somebody sets its secrets again.
    discard: (unreadable) =>
      `UPDATE delivery_providers SET secrets = '', updated_at = now() WHERE ${unreadable} RETURNING bank_id || '/' || provider_id AS owner`,
  },
];

interface StoredSecret {
  readonly owner: string;
  readonly was: string;
}

/** Rows that are re-encrypted with one statement. */
const BATCH = 500;

/** Whether any stored secret is encrypted with one of these keys, or with one that is not among these. */
export async function isAnySealedWith(client: ClientBase, ids: readonly string[], which: 'these' | 'others'): Promise<boolean> {
  const test = ({ table, keyIds }: SecretColumn): string =>
    `EXISTS (SELECT FROM ${table} WHERE ${which === 'these' ? `${keyIds} && $1::text[]` : `NOT ${keyIds} <@ $1::text[]`})`;
  const { rows } = await client.query<{ found: boolean }>(`SELECT ${SECRET_COLUMNS.map(test).join(' OR ')} AS found`, [ids]);
  return rows[0]?.found === true;
}

/**
 * Re-encrypts with the box's first key everything that is encrypted with these other keys. A secret that is changed meanwhile keeps the
 * change.
 *
 * @returns how many there were.
 */
export async function resealSecrets(client: ClientBase, box: SecretBox, ids: readonly string[]): Promise<number> {
  let done = 0;
  for (const column of SECRET_COLUMNS) {
    for (let last = ''; ;) {
      const rows = await nextOf(client, column, ids, last);
      if (rows.length === 0) break;
      last = rows.at(-1)?.owner ?? '';
      done += await storeAnew(
        client,
        column,
        rows.flatMap((row) => sealedAnew(box, row)),
      );
    }
  }
  return done;
}

/** As written in `varchar` and in `jsonb` columns. A value edited by hand cannot be decrypted, and stays unchanged. */
function sealedAnew(box: SecretBox, { owner, was }: StoredSecret): (StoredSecret & { readonly sealed: string })[] {
  try {
    const sealed = was.replace(/v1\.[\w-]+\.[\w-]+/g, (one) => box.seal(box.open(one, owner), owner));
    return [{ owner, was, sealed }];
  } catch {
    return [];
  }
}

async function nextOf(
  client: ClientBase,
  { table, column, keyIds, key, owner, keyOf }: SecretColumn,
  ids: readonly string[],
  last: string,
): Promise<StoredSecret[]> {
  const { rows } = await client.query<StoredSecret>(
    `SELECT ${owner} AS owner, ${column}::text AS was FROM ${table}
      WHERE ${keyIds} && $1::text[] AND ${key} > ${keyOf('$2::text')} ORDER BY ${key} LIMIT ${BATCH}`,
    [ids, last],
  );
  return rows;
}

async function storeAnew(
  client: ClientBase,
  { table, column, type, key, keyOf }: SecretColumn,
  changes: (StoredSecret & { readonly sealed: string })[],
): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE ${table} t SET ${column} = c.sealed::${type}
       FROM unnest($1::text[], $2::text[], $3::text[]) AS c(owner, was, sealed)
      WHERE ${key} = ${keyOf('c.owner')} AND t.${column} = c.was::${type}`,
    [changes.map(({ owner }) => owner), changes.map(({ was }) => was), changes.map(({ sealed }) => sealed)],
  );
  return rowCount ?? 0;
}

/**
 * Removes everything that none of these keys can decrypt.
 *
 * @returns by column, whose secrets they were; for tokens, the sessions.
 */
export async function discardUnreadable(client: ClientBase, ids: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { table, column, keyIds, discard } of SECRET_COLUMNS) {
    const { rows } = await client.query<{ owner: string }>(discard(`NOT ${keyIds} <@ $1::text[]`), [ids]);
    found[`${table}.${column}`] = rows.map(({ owner }) => owner);
  }
  return found;
}
