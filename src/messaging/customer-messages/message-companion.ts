import type { EntityManager } from 'typeorm';
import type { CompanionRows, NewMessageRow } from './inserts/message-inserts.js';

/** What a sender may wish beside the message itself. All of it is optional; OBP's operations say nothing of it. */
export interface DeliveryWish {
  /** `normal` where nothing is said. */
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
}

/**
 * Lets a feature above store rows of its own in the statement that stores a message, so that both are there or neither. There is one,
 * given by `app/`.
 */
export abstract class MessageCompanion {
  /**
   * The rows that go with a message; undefined for none, which then costs nothing. A promise only where the database has to be asked.
   *
   * @throws ObpError where what is wished cannot be.
   */
  abstract rowsFor(message: NewMessageRow, wish?: DeliveryWish): CompanionRows | undefined | Promise<CompanionRows | undefined>;

  /**
   * Common table expressions that store the rows, without `WITH`. They read `stored`, which has `bank_id` and `message_id` of the messages
   * that are stored.
   *
   * @param first the number of the first parameter of theirs.
   */
  abstract expressions(first: number): string;

  /** The parameters of the {@link expressions}. */
  abstract valuesOf(rows: CompanionRows): unknown[];

  /** The same as statements, for the stored messages of one bank: where the tables are distributed, none may write in a WITH clause. */
  abstract storeFor(manager: EntityManager, bankId: string, rows: CompanionRows, stored: ReadonlySet<string>): Promise<void>;

  /** Is called after the commit. */
  abstract stored(rows: CompanionRows): void;
}
