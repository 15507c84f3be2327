import { Pool, type QueryResultRow } from 'pg';
import type { Config } from '../../config/config.js';
import type { DatabaseClient } from '../database-client.js';
import type { Statement } from '../database.js';
import { databaseServer } from '../server/database-server.js';
import type { PrimaryPositions } from './primary-positions.js';

/** Connections of a process: the statements for lists that may run at the same time, and one to ask for the position. */
const CONNECTIONS = 5;
/** Milliseconds in which a replica has to answer; then the primary is asked. */
const ANSWER_WITHIN = 1_000;

interface Row {
  readonly system: string;
  readonly standby: boolean;
  readonly replayed: string | null;
  /** Null where the log does not come from a server. */
  readonly received: string | null;
}

const POSITION = `
  SELECT (SELECT system_identifier FROM pg_control_system())::text AS system, pg_is_in_recovery() AS standby,
         (pg_last_wal_replay_lsn() - '0/0')::text AS replayed, (pg_last_wal_receive_lsn() - '0/0')::text AS received`;

/** A standby from which lists are read. */
export class Replica {
  /** All that was committed before this is visible here; in milliseconds of `performance.now()`. */
  freshAsOf = Number.NEGATIVE_INFINITY;
  /** Why it is not used; undefined while it is. */
  problem: string | undefined = 'it was not asked yet';
  private readonly pool: Pool;
  private following: { readonly timeline: string; readonly beyond: bigint } | undefined;
  private hasShown = false;
  private needsProof = false;

  /** @param wish what the operator has said of statements; a pooler before it is not looked at, and found out by its errors. */
  constructor(url: string, wish: Config['databasePreparedStatements']) {
    const { connectionString, hasOtherWay: _, ...driver } = databaseServer(url, 'DATABASE_REPLICA_URLS');
    driver.pooling.learn({ sessions: true, statements: true }, wish);
    const prepare = (client: unknown): Promise<void> => (client as DatabaseClient).lookAtSettings();
    const config = {
      connectionString,
      ...driver,
      max: CONNECTIONS,
      connectionTimeoutMillis: ANSWER_WITHIN,
      keepAlive: true,
      stopsSlowStatements: true,
      application_name: 'customer-messages lists',
    };
    this.pool = new Pool(Object.assign(config, { onConnect: prepare }));
    // A server that has crashed may come back with less than it had shown.
    const lost = (): void => this.leaveOut('its connections broke');
    this.pool.on('error', lost);
    this.pool.on('connect', (client) => client.on('error', lost));
  }

  /** Whether the primary's log should grow, so that this can show that it follows. */
  get needsGrowth(): boolean {
    return this.needsProof;
  }

  /** @throws the driver's error; the replica is left out then, until it answers {@link look}. */
  async query<Answer extends QueryResultRow>({ name, text }: Statement, values: unknown[]): Promise<Answer[]> {
    if (this.problem !== undefined) throw new Error(this.problem); // what still waits for it goes to the primary at once
    const statement = { name, text, values, query_timeout: ANSWER_WITHIN };
    try {
      return (await this.pool.query<Answer>(statement)).rows;
    } catch (error) {
      this.leaveOut('a list failed on it');
      throw error;
    }
  }

  /** Finds out what it has by now. */
  async look(primary: PrimaryPositions): Promise<void> {
    try {
      const { rows } = await this.pool.query<Row>({ text: POSITION, query_timeout: ANSWER_WITHIN } as { text: string });
      this.judge(rows[0] as Row, primary);
    } catch {
      this.leaveOut('it does not answer');
    }
  }

  end(): Promise<void> {
    return this.pool.end();
  }

  private judge({ system, standby, replayed, received }: Row, primary: PrimaryPositions): void {
    const { identity } = primary;
    if (identity === undefined) return;
    if (system !== identity.system) {
      this.leaveOut('it is no copy of the primary');
      return;
    }
    if (!standby || replayed === null) {
      this.leaveOut('it is no standby');
      return;
    }
    const position = BigInt(replayed);
    // Before a promotion it may have got more than the new primary has. Whatever lies beyond what it had then comes from the new primary.
    if (this.following?.timeline !== identity.timeline) {
      const had = BigInt(received ?? replayed);
      this.following = { timeline: identity.timeline, beyond: had > position ? had : position };
      this.hasShown = false;
    }
    this.hasShown ||= position > this.following.beyond;
    if (!this.hasShown) {
      this.leaveOut('it has not shown yet that it follows the primary');
      this.needsProof = true;
      return;
    }
    this.problem = undefined;
    this.needsProof = false;
    this.freshAsOf = primary.timeOf(position);
  }

  private leaveOut(problem: string): void {
    this.problem = problem;
    this.needsProof = false;
    this.freshAsOf = Number.NEGATIVE_INFINITY;
  }
}
