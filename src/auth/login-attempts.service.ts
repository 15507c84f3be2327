import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { Database, type Statement } from '../database/database.js';
import { LoginAttempt } from './login-attempt.entity.js';

/** What is known of the bad logins with a name. */
export interface AttemptStatus {
  readonly badAttempts: number;
  /** Null when there was none, or none that is still remembered. */
  readonly lastFailureAt: Date | null;
}

/** Milliseconds between two removals of lapsed counters by one process, at most. */
const CLEAN_EVERY = 60_000;

/** A lock has ended, or the last failure was so long ago that counting starts anew. */
const LAPSED = `COALESCE(a.locked_until, a.last_failure_at + $3 * interval '1 minute') <= now()`;

/** One statement, so that failures that arrive together are all counted, on whichever replica. */
const COUNT: Statement = {
  name: 'count_bad_login',
  text: `
    INSERT INTO login_attempts AS a (provider, username, bad_attempts, last_failure_at) VALUES ($1, $2, 1, now())
    ON CONFLICT (provider, username) DO UPDATE SET
      bad_attempts = CASE WHEN ${LAPSED} THEN 1 ELSE a.bad_attempts + 1 END,
      last_failure_at = now(),
      locked_until = CASE WHEN ${LAPSED} THEN NULL
                          WHEN a.locked_until IS NOT NULL THEN a.locked_until
                          WHEN a.bad_attempts >= $4 THEN now() + $3 * interval '1 minute' END`,
};

const LOCKED: Statement = {
  name: 'login_locked',
  text: `SELECT 1 FROM login_attempts a WHERE a.provider = $1 AND a.username = $2 AND a.locked_until > now()`,
};

/** Does nothing for a name that is locked, nor for the usual one without a failure. */
const RESET: Statement = {
  name: 'reset_bad_logins',
  text: `
    UPDATE login_attempts a SET bad_attempts = 0, locked_until = NULL
     WHERE a.provider = $1 AND a.username = $2 AND a.bad_attempts > 0 AND (a.locked_until IS NULL OR a.locked_until <= now())`,
};

const STATUS: Statement = {
  name: 'login_attempt_status',
  text: `
    SELECT CASE WHEN ${LAPSED} THEN 0 ELSE a.bad_attempts END AS "badAttempts", a.last_failure_at AS "lastFailureAt"
      FROM login_attempts a WHERE a.provider = $1 AND a.username = $2`,
};

/** Skips rows that somebody else works on: waiting for them could end in a deadlock. */
const CLEAN: Statement = {
  name: 'clean_login_attempts',
  text: `
    DELETE FROM login_attempts WHERE (provider, username) IN (
      SELECT provider, username FROM login_attempts WHERE last_failure_at < now() - $1 * interval '1 minute' FOR UPDATE SKIP LOCKED)`,
};

/**
 * Counts bad logins per name and locks a name for a time when there are too many (contract section 3.7, decision
 * 28). Names that nobody has are treated alike, so that a lock does not tell which names exist.
 */
@Injectable()
export class LoginAttempts {
  private cleanedAt = 0;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async isLocked(provider: string, username: string): Promise<boolean> {
    return (await this.database.query(LOCKED, [provider, username])).length > 0;
  }

  /** Counts a login that was refused, also while the name is locked. */
  async count(provider: string, username: string): Promise<void> {
    const { loginLockMinutes, maxBadLoginAttempts } = this.config;
    await this.database.query(COUNT, [provider, username, loginLockMinutes, maxBadLoginAttempts]);
    await this.clean();
  }

  /** Starts counting anew after a good login. A lock stays. */
  async reset(provider: string, username: string): Promise<void> {
    await this.database.query(RESET, [provider, username]);
  }

  async status(provider: string, username: string): Promise<AttemptStatus> {
    const [row] = await this.database.query<{ badAttempts: number; lastFailureAt: Date }>(STATUS, [
      provider,
      username,
      this.config.loginLockMinutes,
    ]);
    return row ?? { badAttempts: 0, lastFailureAt: null };
  }

  /**
   * Ends a lock and starts counting anew, as part of a transaction.
   *
   * @returns how many bad logins there were.
   */
  async release(manager: EntityManager, provider: string, username: string): Promise<number> {
    const counter = await manager.findOne(LoginAttempt, { where: { provider, username }, lock: { mode: 'pessimistic_write' } });
    if (counter === null) return 0;
    await manager.update(LoginAttempt, { provider, username }, { badAttempts: 0, lockedUntil: null });
    return counter.badAttempts;
  }

  /** Keeps the table from growing with every name that anybody makes up: what has lapsed is removed. */
  private async clean(): Promise<void> {
    const { loginLockMinutes } = this.config;
    if (Date.now() - this.cleanedAt < Math.min(CLEAN_EVERY, loginLockMinutes * 60_000)) return;
    this.cleanedAt = Date.now();
    await this.database.query(CLEAN, [loginLockMinutes]);
  }
}
