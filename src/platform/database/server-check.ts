import { ConfigError } from '../config/config.js';
import type { DatabaseClient } from './database-client.js';
import type { UrlVariable } from './server/database-server.js';

/** The oldest server that the statements are written for, as `server_version_num`. */
const OLDEST = 140_000;

export interface ServerFound {
  /** One that takes no writes and may be promoted. */
  readonly isStandby: boolean;
  /** The same for all ways to one schema of one database on one server, until that starts again. */
  readonly place: string;
  /** Whether a pooler stands before it. */
  readonly isPooled: boolean;
}

interface Facts {
  version: number;
  encoding: string;
  standby: boolean;
  read_only: boolean;
  replication_role: string;
  role: string;
  search_path: string;
  /** Where new tables go; null when nothing in the search path exists. */
  schema: string | null;
  /** Another schema with tables of this service, while this one has none. */
  elsewhere: string | null;
  place: string;
  process: number;
}

const FACTS = `
  SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
         pg_is_in_recovery() AS standby, current_setting('default_transaction_read_only')::bool AS read_only,
         current_setting('session_replication_role') AS replication_role, quote_ident(current_user) AS role,
         current_setting('search_path') AS search_path, current_schema()::text AS schema, pg_backend_pid() AS process,
         concat_ws(' ', current_database(), current_schema(), pg_postmaster_start_time()) AS place,
         (SELECT n.nspname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relname IN ('migrations', 'user_customer_links') AND c.relkind IN ('r', 'p')
           GROUP BY n.nspname HAVING count(*) = 2 AND NOT bool_or(n.nspname = current_schema())
             AND NOT EXISTS (SELECT FROM pg_class h JOIN pg_namespace s ON s.oid = h.relnamespace
                              WHERE s.nspname = current_schema() AND h.relname = 'migrations')
           ORDER BY n.nspname LIMIT 1) AS elsewhere`;

/**
 * Checks what the service relies on and cannot set for itself (decision 60).
 *
 * @throws ConfigError with one sentence that says what to change.
 */
export async function checkServer(client: DatabaseClient, variable: UrlVariable): Promise<ServerFound> {
  const facts = (await client.query<Facts>(FACTS)).rows[0] as Facts;
  const problem = problemOf(facts);
  if (problem !== undefined) throw new ConfigError([`${variable}: ${problem}`]);
  return { isStandby: facts.standby, place: facts.place, isPooled: facts.process !== client.toldProcess };
}

function problemOf(facts: Facts): string | undefined {
  if (facts.version < OLDEST) return `PostgreSQL 14 or later is needed, the server is ${Math.floor(facts.version / 10_000)}`;
  if (facts.encoding !== 'UTF8') return `the database's encoding is ${facts.encoding}: make one with ENCODING 'UTF8' TEMPLATE template0`;
  // Checked before the standby: with this setting the server would look like a standby even after a promotion.
  if (facts.read_only)
    return `default_transaction_read_only is on, for the server, the database or the role ${facts.role}, and the service has to write: this is no standby, and waiting will not change it`;
  if (facts.standby) return undefined;
  if (facts.replication_role === 'replica')
    return 'session_replication_role is replica, with which PostgreSQL checks no foreign key: it has to be origin for this service';
  return problemOfSchema(facts);
}

function problemOfSchema({ schema, elsewhere, role, search_path: path }: Facts): string | undefined {
  if (schema === null || schema.startsWith('pg_'))
    return `search_path is ${path}, in which no schema for tables exists: CREATE SCHEMA, or ALTER ROLE ${role} SET search_path = public`;
  if (elsewhere === null) return undefined;
  return `search_path leads to the schema ${schema}, and the tables of this service are in ${elsewhere}: ALTER ROLE ${role} SET search_path = ${elsewhere} (a second service needs a database of its own)`;
}
