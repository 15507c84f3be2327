import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { type PrimaryState, primaryState } from './server/primary-state.js';

/** A statement that PostgreSQL parses and plans once per connection. The name must be unique to the text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** SQL on the same pool that TypeORM uses, without entities in between: for the busiest routes. */
@Injectable()
export class Database {
  private readonly pool: Pool;
  private pinging: Promise<PrimaryState> | undefined;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {
    this.pool = (dataSource.driver as PostgresDriver).master as Pool;
    // A server may close a connection in the same packet that opens it, before anything holds the connection: an error event without a
    // listener would end the process. The next query on it fails and reports it.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** How many statements can run at the same time. */
  get connections(): number {
    return this.pool.options.max;
  }

  async query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    const client = await this.pool.connect();
    let lost: Error | undefined;
    const lose = (error: Error): void => void (lost = error); // an error event without a listener would end the process
    client.once('error', lose);
    try {
      const result = await client.query<Row>({ name: statement.name, text: statement.text, values });
      return result.rows;
    } catch (error) {
      // `pool.query` would close the connection, with its prepared statements, even for a refused row.
      if (isDatabaseAway(error)) lost = error as Error;
      throw error;
    } finally {
      client.off('error', lose);
      client.release(lost);
    }
  }

  /** Runs `work` in one transaction: all of it is stored, or nothing. */
  transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }

  /** How many connections there are, how many of them are free, and how many callers wait for one. */
  poolState(): Record<'total' | 'idle' | 'waiting', number> {
    const { totalCount: total, idleCount: idle, waitingCount: waiting } = this.pool;
    return { total, idle, waiting };
  }

  /** Resolves when the primary answers. Concurrent callers share one query, since anybody may ask. */
  ping(): Promise<PrimaryState> {
    return (this.pinging ??= primaryState(this.pool).finally(() => (this.pinging = undefined)));
  }
}

interface DatabaseError {
  code?: unknown;
  constraint?: unknown;
  message?: unknown;
  driverError?: DatabaseError;
}

/**
 * The naming of our unique and foreign keys, with the number that Citus appends on a node (names under 50 letters are never cut for
 * that).
 */
const CONSTRAINT = /^(\w+_(?:pkey|key|fkey|idx))(?:_\d{6,})?$/;

/**
 * The name of the unique or foreign key for which the database refused a row, if that is what happened. A Citus cluster passes on a node's
 * error without the field: there the name is in quotes in the text, in whatever language.
 */
export function violatedConstraint(error: unknown): string | undefined {
  const { code, constraint, message } = (error as DatabaseError).driverError ?? (error as DatabaseError);
  if (code !== '23505' && code !== '23503') return undefined;
  const names = typeof constraint === 'string' ? [constraint] : String(message).match(/\w+/g);
  for (const name of names ?? []) {
    const [, known] = CONSTRAINT.exec(name) ?? [];
    if (known !== undefined) return known;
  }
  return undefined;
}

/**
 * SQLSTATE classes and network errors for a server that cannot work now: unreachable, shutting down, out of connections, memory or disk, a
 * standby since the last failover, slower than our limits or the operator's allow, or deadlocked; or behind a pooler that has lost a
 * prepared statement, so that the connection is closed.
 */
const AWAY =
  /^(08...|53...|57P0[1-5]|57014|25006|25P0[34]|26000|42P05|55P03|40001|40P01|ECONNREFUSED|ECONNRESET|ENOTFOUND|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
/** `pg` has no code for these. */
const AWAY_TEXT =
  /Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered)/;

/** After these errors nothing was stored: the database never got the statement, or said so itself. */
const NOT_DONE = /^(53...|57P0[345]|57014|25006|25P0[34]|26000|42P05|55P03|40001|40P01|ECONNREFUSED|ENOTFOUND|ENOENT|EAI_AGAIN)$/;
const NOT_DONE_TEXT = /when trying to connect|due to connection timeout|Client (was closed|has encountered)/;

/**
 * Whether the statement may have been carried out despite an error for which {@link isDatabaseAway} is true. A
 * connection that breaks between commit and answer looks like one that breaks before the commit.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutcomeUnknown);
  const cause = (error as DatabaseError).driverError ?? (error as DatabaseError);
  const notDone = typeof cause.code === 'string' && NOT_DONE.test(cause.code);
  return !notDone && !(typeof cause.message === 'string' && NOT_DONE_TEXT.test(cause.message));
}

/** Whether a query failed because of the database's state and not because of the query: a later retry may succeed. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const failure: DatabaseError = error;
  const cause = failure.driverError ?? failure;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return (typeof cause.code === 'string' && AWAY.test(cause.code)) || (typeof cause.message === 'string' && AWAY_TEXT.test(cause.message));
}

/** Whether a statement took longer than allowed, which may be the query's own fault. */
export function isTooSlow(error: unknown): boolean {
  return error instanceof Error && (error as DatabaseError).code === '57014';
}

/** SQLSTATE classes of bad data, violated constraints and lost deadlocks, without the one that says that the outcome is unknown. */
const REFUSED = /^(2[123]...|40(?!003)...)$/;

/** Whether the database refused a statement because of its rows: nothing was stored, and other rows may succeed. */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code }: DatabaseError = error;
  return typeof code === 'string' && REFUSED.test(code);
}

/** What failed, without the error's text, which may quote a row: its code, else its name. */
export function failureOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}
