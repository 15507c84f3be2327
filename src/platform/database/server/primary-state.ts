import type { Pool } from 'pg';
import { standbyError } from './primary-pool.js';

export interface PrimaryState {
  /** Whether commits wait for a synchronous standby that does not answer. */
  readonly waitsForStandby: boolean;
}

/**
 * Commits of this role that have waited for a second, or, while there are none, that nobody replicates although somebody has to. Both are
 * visible to any role; which standbys are synchronous is not.
 */
const STATE = `
  SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS takes_no_writes,
         EXISTS (SELECT FROM pg_stat_activity
                  WHERE datname = current_database() AND usename = current_user AND wait_event = 'SyncRep'
                    AND state_change < clock_timestamp() - interval '1 second')
         OR (current_setting('synchronous_standby_names') <> ''
             AND current_setting('synchronous_commit') IN ('on', 'remote_write', 'remote_apply')
             AND NOT EXISTS (SELECT FROM pg_stat_replication)) AS waits`;

/** @throws an error for which `isDatabaseAway` is true where the server does not answer, is a standby, or is read-only. */
export async function primaryState(pool: Pool): Promise<PrimaryState> {
  const { rows } = await pool.query<{ takes_no_writes: boolean; waits: boolean }>(STATE);
  if (rows[0]?.takes_no_writes !== false) throw standbyError();
  return { waitsForStandby: rows[0].waits };
}
