import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/** A statement that PostgreSQL parses and plans once per connection. The name must be unique to the text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** SQL on the same pool that TypeORM uses, without entities in between: for the routes that are asked for most. */
@Injectable()
export class Database {
  private readonly pool: Pool;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {
    this.pool = (dataSource.driver as PostgresDriver).master as Pool;
  }

  async query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    const result = await this.pool.query<Row>({ name: statement.name, text: statement.text, values });
    return result.rows;
  }

  /** Runs `work` in one transaction: all of it is stored, or nothing. */
  transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }
}

interface DatabaseError {
  code?: unknown;
  constraint?: unknown;
  message?: unknown;
  driverError?: DatabaseError;
}

/** The name of the unique or foreign key that the database refused a row for, if that is what happened. */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = (error as DatabaseError).driverError ?? (error as DatabaseError);
  const isViolation = cause.code === '23505' || cause.code === '23503';
  return isViolation && typeof cause.constraint === 'string' ? cause.constraint : undefined;
}

/** SQLSTATE classes and network errors that say the server is away, going down or out of connections. */
const AWAY = /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|ENOTFOUND|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
/** `pg` has no code for these. */
const AWAY_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/;

/** Whether a failed query failed because the database could not be reached. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const failure: DatabaseError = error;
  const cause = failure.driverError ?? failure;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return (typeof cause.code === 'string' && AWAY.test(cause.code)) || (typeof cause.message === 'string' && AWAY_TEXT.test(cause.message));
}
