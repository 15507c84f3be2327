import { Injectable } from '@nestjs/common';
import { CacheInvalidation } from '../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../platform/database/database.js';
import { FreshCache } from '../../platform/database/fresh-cache.js';
import type { QuietHours } from './quiet-hours.js';

/** Banks whose settings are remembered at most. */
const CAPACITY = 10_000;

export interface BankDeliverySettings {
  /** ISO 3166, for numbers without the code of a country; empty for none. */
  readonly country: string;
  readonly timeZone: string;
  readonly quietHours: QuietHours | null;
  /** Whether staff see when a customer read a message. */
  readonly readReceipts: boolean;
}

/** Of a bank that has said nothing. */
export const NO_SETTINGS: BankDeliverySettings = { country: '', timeZone: 'UTC', quietHours: null, readReceipts: false };

const FIND: Statement = {
  name: 'delivery_settings_find',
  text: `SELECT country, time_zone AS "timeZone", quiet_hours AS "quietHours", read_receipts AS "readReceipts" FROM delivery_settings WHERE bank_id = $1`,
};

/** Knows what banks say of all their deliveries, less than a second late. */
@Injectable()
export class DeliverySettings {
  private readonly known: FreshCache<BankDeliverySettings, never>;

  constructor(
    private readonly database: Database,
    changes: CacheInvalidation,
  ) {
    this.known = new FreshCache<BankDeliverySettings, never>(changes, { capacity: CAPACITY, load: (bankId) => this.read(bankId) });
  }

  of(bankId: string): BankDeliverySettings | Promise<BankDeliverySettings> {
    return this.known.get(bankId);
  }

  private async read(bankId: string): Promise<BankDeliverySettings> {
    const [row] = await this.database.query<BankDeliverySettings & Record<string, unknown>>(FIND, [bankId]);
    return row ?? NO_SETTINGS;
  }
}
