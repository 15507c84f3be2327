import { Inject, Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Origin } from '../../../platform/audit/origin.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { ExpiredRows } from '../../../platform/database/expired-rows.js';
import { COUNT_BAD_LOGIN, LAPSED } from './count-bad-login.js';
import { LoginAttempt } from './login-attempt.entity.js';

/** The form in which a name is counted: in lower case, which is how it is unique, so another spelling is not another name. */
const nameOf = (username: string): string => username.toLowerCase();

/** What is known about the bad logins with a name. */
export interface AttemptStatus {
  readonly badAttempts: number;
  /** Null when there was none, or none that is still remembered. */
  readonly lastFailureAt: Date | null;
}

/** The state for a login with a name from an address, before its password is checked. */
export type LoginGate = 'open' | 'locked' | 'tooManyFromHere';

/** Days for which an address counts as known after a user has logged in from it. */
const KNOWN_DAYS = 30;

/**
 * Whether the name is locked at the address, whether the address is known as one of the user's, and how many bad logins there
 * were lately with the name from everywhere, and from the address with every name.
 */
const GATE: Statement = {
  name: 'login_gate',
  text: `
    SELECT COALESCE(bool_or(a.address = $3 AND a.locked_until > now()), false) AS locked,
           COALESCE(bool_or(a.address = $3 AND a.last_success_at > now() - interval '${KNOWN_DAYS} days'), false) AS known,
           COALESCE(sum(a.bad_attempts) FILTER (WHERE a.last_failure_at > now() - $4 * interval '1 minute'), 0)::int AS with_name,
           (SELECT COALESCE(sum(b.bad_attempts), 0)::int FROM login_attempts b
             WHERE b.address = $3 AND b.last_failure_at > now() - $4 * interval '1 minute') AS from_address
      FROM login_attempts a WHERE a.provider = $1 AND a.username = $2`,
};

interface GateRow {
  readonly locked: boolean;
  readonly known: boolean;
  readonly with_name: number;
  readonly from_address: number;
}

/** Leaves a lock as it is. */
const SUCCEED: Statement = {
  name: 'login_succeeded',
  text: `
    INSERT INTO login_attempts AS a (provider, username, address, last_success_at) VALUES ($1, $2, $3, now())
    ON CONFLICT (provider, username, address) DO UPDATE SET last_success_at = now(), bad_attempts = 0, locked_until = NULL
     WHERE a.locked_until IS NULL OR a.locked_until <= now()`,
};

const STATUS: Statement = {
  name: 'login_attempt_status',
  text: `
    SELECT COALESCE(max(CASE WHEN ${LAPSED.replace('$4', '$3')} THEN 0 ELSE a.bad_attempts END), 0) AS "badAttempts",
           max(a.last_failure_at) AS "lastFailureAt"
      FROM login_attempts a WHERE a.provider = $1 AND a.username = $2`,
};

/**
 * Counts bad logins for each name and address (contract section 3.7, decision 28). Too many lock the name at that address for a time, so
 * that a client sees the same as OBP's clients, and nobody elsewhere is locked out. Guesses from many addresses, or with many names, are
 * refused wherever the user has not logged in lately. Unknown names are treated the same, so a lock does not reveal which names exist.
 */
@Injectable()
export class LoginAttempts {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    expired: ExpiredRows,
  ) {
    // Keeps the table from growing with every invented name.
    const minutes = config.loginLockMinutes;
    expired.register({
      table: 'login_attempts',
      key: ['provider', 'username', 'address'],
      over: `(last_failure_at IS NULL OR last_failure_at < now() - ${minutes} * interval '1 minute')
         AND (last_success_at IS NULL OR last_success_at < now() - interval '${KNOWN_DAYS} days')`,
      by: 'address, last_failure_at',
      every: minutes * 60_000,
    });
  }

  /** @param address as `clientAddress` writes it. */
  async gate(provider: string, username: string, address: string): Promise<LoginGate> {
    const { loginLockMinutes, maxBadLoginsWithName, maxBadLoginsFromAddress } = this.config;
    const [found] = await this.database.query<GateRow & QueryResultRow>(GATE, [provider, nameOf(username), address, loginLockMinutes]);
    const { locked, known, with_name: withName, from_address: fromAddress } = found as GateRow;
    if (locked || (!known && withName > maxBadLoginsWithName)) return 'locked';
    return !known && fromAddress > maxBadLoginsFromAddress ? 'tooManyFromHere' : 'open';
  }

  /** Counts a refused login, even while the name is locked. */
  async count(provider: string, username: string, { address, correlationId, requestId }: Origin): Promise<void> {
    const { loginLockMinutes, maxBadLoginAttempts, maxBadLoginsWithName } = this.config;
    const where = [provider, nameOf(username), address];
    const limits = [loginLockMinutes, maxBadLoginAttempts, maxBadLoginsWithName];
    await this.database.query(COUNT_BAD_LOGIN, [...where, ...limits, correlationId, requestId, uuidv7(), uuidv7()]);
  }

  /** Resets the count after a successful login, and remembers the address. A lock stays. */
  async succeed(provider: string, username: string, address: string): Promise<void> {
    await this.database.query(SUCCEED, [provider, nameOf(username), address]);
  }

  /** The highest count of any address. */
  async status(provider: string, username: string): Promise<AttemptStatus> {
    const [row] = await this.database.query<{ badAttempts: number; lastFailureAt: Date | null }>(STATUS, [
      provider,
      nameOf(username),
      this.config.loginLockMinutes,
    ]);
    return row ?? { badAttempts: 0, lastFailureAt: null };
  }

  /**
   * Ends all locks and resets the counts, as part of a transaction.
   *
   * @returns the highest count of bad logins at any address.
   */
  async release(manager: EntityManager, provider: string, username: string): Promise<number> {
    const name = { provider, username: nameOf(username) };
    const counters = await manager.find(LoginAttempt, {
      where: name,
      order: { address: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    await manager.update(LoginAttempt, name, { badAttempts: 0, lockedUntil: null });
    return Math.max(0, ...counters.map(({ badAttempts }) => badAttempts));
  }
}
