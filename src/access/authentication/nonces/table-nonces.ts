import { type Database, type Statement } from '../../../platform/database/database.js';
import { GroupCommit } from '../../../platform/database/group-commit.js';
import { observeQueue } from '../../../platform/metrics/group-commit-metrics.js';
import { Nonces } from './nonces.js';

/** Sorted, so that two statements with the same nonces do not wait for each other. */
const USE: Statement = {
  name: 'oauth_nonces_use',
  text: `
    INSERT INTO oauth_nonces (nonce_hash, expires_at)
    SELECT n.* FROM unnest($1::bytea[], $2::timestamptz[]) AS n (nonce_hash, expires_at) ORDER BY 1
        ON CONFLICT DO NOTHING
    RETURNING nonce_hash`,
};

interface Used {
  readonly nonce: Buffer;
  readonly until: number;
}

/** Nonces in a table; those of concurrent calls share a statement. */
export class TableNonces extends Nonces {
  private readonly group: GroupCommit<Used, boolean>;

  constructor(private readonly database: Database) {
    super();
    const maxConcurrent = Math.max(1, Math.min(2, database.connections - 1));
    const group = new GroupCommit((used: readonly Used[]) => this.store(used), { maxRows: 500, maxConcurrent, maxQueued: 5_000 });
    this.group = observeQueue('oauth_nonces', group);
  }

  async use(nonce: Buffer, until: number): Promise<boolean> {
    return this.group.add({ nonce, until });
  }

  private async store(used: readonly Used[]): Promise<PromiseSettledResult<boolean>[]> {
    const rows = await this.database.query<{ nonce_hash: Buffer }>(USE, [
      used.map(({ nonce }) => nonce),
      used.map(({ until }) => new Date(until).toISOString()),
    ]);
    const fresh = new Set(rows.map((row) => row.nonce_hash.toString('latin1')));
    // if a statement has the same nonce twice, the first wins
    return used.map(({ nonce }) => ({ status: 'fulfilled', value: fresh.delete(nonce.toString('latin1')) }));
  }
}
