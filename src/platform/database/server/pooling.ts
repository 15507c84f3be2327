import { Logger } from '@nestjs/common';

/** What a pooler between this process and PostgreSQL, such as PgBouncer, leaves of a connection. */
export interface Kept {
  /** Whether a connection is one session of PostgreSQL for as long as it lasts: then it can listen and hold locks. */
  readonly sessions: boolean;
  /** Whether a statement that was prepared under a name is found under it later. */
  readonly statements: boolean;
}

/** `DATABASE_PREPARED_STATEMENTS`. */
export type PreparedStatements = 'auto' | 'on' | 'off';

/**
 * What this process knows of the way to a server; all its connections share one (decision 84). It begins with what holds without a
 * pooler.
 */
export class Pooling {
  private kept: Kept = { sessions: true, statements: true };
  private wish: PreparedStatements = 'on';
  private readonly logger = new Logger('Database');

  get keepsSessions(): boolean {
    return this.kept.sessions;
  }

  /** Whether statements are sent with their names. Without them PostgreSQL plans each anew. */
  get usesNames(): boolean {
    return this.kept.statements;
  }

  /** @param wish what the operator has said of statements counts for more than what was found. */
  learn(found: Kept, wish: PreparedStatements): void {
    this.kept = { ...found, statements: wish === 'auto' ? found.statements : wish === 'on' };
    this.wish = wish;
  }

  /** Says why a connection is closed on which the two sides no longer agree, and draws the conclusion. */
  complain(code: string): void {
    if (code === PROTOCOL_VIOLATION) {
      this.logger.warn(
        `the connection to the database is closed (${code}): a pooler such as PgBouncer has given up, or got what it did not expect; its log says why`,
      );
      return;
    }
    if (this.wish === 'auto') this.kept = { sessions: false, statements: false };
    const then = this.usesNames ? 'set DATABASE_PREPARED_STATEMENTS to auto or off' : 'from now on statements have no names';
    this.logger.warn(
      `the connection to the database is closed (${code}): a pooler such as PgBouncer does not keep prepared statements; ${then}`,
    );
  }
}

const PROTOCOL_VIOLATION = '08P01';

/** Whether an error means that a connection's two sides no longer agree: a name that is taken (42P05) or unknown (26000), or 08P01. */
export const isOutOfStep = (code: string | undefined): code is string =>
  code === '42P05' || code === '26000' || code === PROTOCOL_VIOLATION;
