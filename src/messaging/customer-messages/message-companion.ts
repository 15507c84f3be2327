import type { EntityManager } from 'typeorm';
import type { CompanionRows, NewMessageRow } from './inserts/message-inserts.js';

/** What a sender may ask for besides the message itself. All of it is optional; OBP's operations have none of it. */
export interface DeliveryWish {
  /** `normal` by default. */
  readonly urgency?: 'high' | 'normal' | 'bulk';
  /** Not to be sent earlier. */
  readonly sendAt?: Date;
  /** Not to be sent later. */
  readonly expiresAt?: Date;
  /** Instead of what the transport's route says. */
  readonly channels?: readonly string[];
  /** The sender's own, by which deliveries are found. */
  readonly reference?: string;
  readonly metadata?: object;
  /** Whose text it is. */
  readonly template?: { readonly id: string; readonly version: number };
}

/**
 * Lets a higher feature store rows of its own in the statement that stores a message, so that both exist or neither. `app/` provides the
 * only one.
 */
export abstract class MessageCompanion {
  /**
   * The rows that go with a message; undefined for none, which then costs nothing. A promise only if the database has to be asked.
   *
   * @throws ObpError if the sender's wishes cannot be met.
   */
  abstract rowsFor(message: NewMessageRow, wish?: DeliveryWish): CompanionRows | undefined | Promise<CompanionRows | undefined>;

  /**
   * Common table expressions that store the rows, without `WITH`. They read `stored`, which has `bank_id`, `customer_id` and
   * `message_id` of the stored messages.
   *
   * @param first the number of their first parameter.
   */
  abstract expressions(first: number): string;

  /** The parameters of the {@link expressions}. */
  abstract valuesOf(rows: CompanionRows): unknown[];

  /** The same as statements, for the stored messages of one bank: with distributed tables, a WITH clause may not write. */
  abstract storeFor(manager: EntityManager, bankId: string, rows: CompanionRows, stored: ReadonlySet<string>): Promise<void>;

  /** Called after the commit. */
  abstract stored(rows: CompanionRows): void;
}
