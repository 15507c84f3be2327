import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, failureOf } from '../../../platform/database/database.js';
import { type CustomerToFind, insertTerms } from './insert-customer.js';

/** Milliseconds between two looks, and before the first. */
const EVERY = 60_000;
const FIRST = 1_000;
/** Customers of one transaction: few enough to hold up nobody, also on the embedded database. */
const BATCH = 250;

const BANK = 'SELECT bank_id FROM customers WHERE bank_id > $1 AND NOT is_searchable ORDER BY bank_id LIMIT 1';

/**
 * Each process takes others, and none waits, also not for those that a message is just being created for. Goes on after the last: what was
 * done before would have to be passed again.
 */
const SOME = `
  SELECT customer_id AS "customerId", legal_name AS "legalName", customer_number AS "customerNumber", email,
         mobile_phone_number AS "mobilePhoneNumber"
    FROM customers WHERE bank_id = $1 AND customer_id > $3 AND NOT is_searchable ORDER BY customer_id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`;

const DONE = 'UPDATE customers SET is_searchable = true WHERE bank_id = $1 AND customer_id = ANY ($2)';

/**
 * Gives customers their terms that have none: those from before there was a search, and those that an earlier version beside this one
 * creates during an update. A release need not wait until a million customers have theirs.
 */
@Injectable()
export class MissingTerms implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MissingTerms.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private ended = false;
  private failed = false;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.lookIn(FIRST);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private lookIn(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.round = this.fill()
        .then(() => void (this.failed = false))
        .catch((error: unknown) => {
          if (!this.failed) this.logger.warn(`customers cannot be made searchable (${failureOf(error)}); tried again every minute`);
          this.failed = true;
        })
        .finally(() => {
          if (!this.ended) this.lookIn(EVERY);
        });
    }, milliseconds).unref();
  }

  /** Until there is nobody left, or only those whom others hold: the next round looks at them again. */
  async fill(): Promise<void> {
    while (await this.pass());
  }

  /** @returns whether anybody got terms. */
  private async pass(): Promise<boolean> {
    let filled = false;
    let [bank] = await this.bankAfter('');
    while (!this.ended && bank !== undefined) {
      let last: string | undefined = '';
      while (!this.ended && last !== undefined) {
        last = await this.fillSome(bank.bank_id, last);
        filled ||= last !== undefined;
      }
      [bank] = await this.bankAfter(bank.bank_id);
    }
    return filled && !this.ended;
  }

  private bankAfter(bankId: string): Promise<{ bank_id: string }[]> {
    return this.database.transaction((manager) => manager.query<{ bank_id: string }[]>(BANK, [bankId]));
  }

  /** @returns the last of them; undefined when there were none. */
  private fillSome(bankId: string, after: string): Promise<string | undefined> {
    return this.database.transaction(async (manager) => {
      const some = await manager.query<CustomerToFind[]>(SOME, [bankId, BATCH, after]);
      if (some.length === 0) return undefined;
      await insertTerms(manager, bankId, some);
      await manager.query(DONE, [bankId, some.map(({ customerId }) => customerId)]);
      return some.at(-1)?.customerId;
    });
  }
}
