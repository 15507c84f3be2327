import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/database.js';
import { ExpiredRows } from '../../platform/database/expired-rows.js';
import type { Receipt } from '../providers/provider.js';
import { ReceiptStore } from '../providers/receipt-store.js';
import { suppressing } from '../suppressions/suppress.js';
import { historyWith, statusesBefore } from './delivery-status.js';
import { plainText } from './plain-text.js';

/** Milliseconds between two looks for receipts that came before what they are about was stored. */
const LOOK_AGAIN = 15_000;

/** Receipts that one statement applies. */
const MOST = 1_000;

/** One that came before is left as it is. */
const STORE: Statement = {
  name: 'delivery_receipts_store',
  text: `
    INSERT INTO delivery_receipts (bank_id, provider_id, reference, state, code, done_at, is_address_bad, received_at, expires_at)
    SELECT $1, $2, r.reference, r.state, r.code, r.done_at, r.is_address_bad, now(), now() + interval '7 days'
      FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bool[])
        AS r (reference, state, code, done_at, is_address_bad)
        ON CONFLICT (bank_id, provider_id, reference, state) DO NOTHING
    RETURNING reference`,
};

const list = (statuses: readonly string[]): string => statuses.map((status) => `'${status}'`).join(', ');

/** Whether a delivery may move to what a receipt says. A failed one is delivered after all only by a receipt, never by an answer. */
const MAY_MOVE = `(
  (n.status = 'delivered' AND d.status IN (${list(statusesBefore('delivered'))})) OR
  (n.status = 'failed' AND d.status IN (${list(statusesBefore('failed').filter((status) => status === 'sent' || status === 'unknown'))})) OR
  (n.status = 'sent' AND d.status = 'unknown'))`;

/**
 * Applies receipts that were applied to nothing yet, of deliveries that are known. One in parts is delivered when all of them are, and has
 * failed when one has: that is read from the receipts, so that of two statements that run at the same time the later sees both parts.
 */
const APPLY: Statement = {
  name: 'delivery_receipts_apply',
  text: `
    WITH news AS MATERIALIZED (
      SELECT r.provider_id, r.reference, r.state, r.is_address_bad
        FROM delivery_receipts r
       WHERE r.bank_id = $1 AND r.matched_at IS NULL AND ($2::text IS NULL OR r.provider_id = $2) AND ($3::text[] IS NULL OR r.reference = ANY ($3))
         AND (EXISTS (SELECT FROM deliveries d
                       WHERE d.bank_id = $1 AND d.provider_id = r.provider_id AND d.provider_reference = r.reference AND d.provider_reference <> '')
              OR EXISTS (SELECT FROM delivery_parts p WHERE p.bank_id = $1 AND p.provider_id = r.provider_id AND p.reference = r.reference))
       LIMIT ${MOST}
         FOR UPDATE OF r SKIP LOCKED
    ), used AS (
      UPDATE delivery_receipts r SET matched_at = now()
        FROM news
       WHERE r.bank_id = $1 AND r.provider_id = news.provider_id AND r.reference = news.reference AND r.state = news.state
    ), whole AS (
      SELECT d.message_id, d.delivery_id, r.state AS status
        FROM news r
        JOIN deliveries d ON d.bank_id = $1 AND d.provider_id = r.provider_id AND d.provider_reference = r.reference AND d.provider_reference <> ''
       WHERE d.parts < 2
    ), in_parts AS (
      SELECT DISTINCT p.message_id, p.delivery_id
        FROM news r JOIN delivery_parts p ON p.bank_id = $1 AND p.provider_id = r.provider_id AND p.reference = r.reference
    ), of_parts AS (
      SELECT i.message_id, i.delivery_id,
             CASE WHEN bool_or(s.state = 'failed') THEN 'failed' WHEN bool_and(COALESCE(s.state, '') = 'delivered') THEN 'delivered' ELSE 'sent' END AS status
        FROM in_parts i
        JOIN delivery_parts p ON p.bank_id = $1 AND p.delivery_id = i.delivery_id
        LEFT JOIN LATERAL (
          SELECT min(a.state) AS state FROM delivery_receipts a
           WHERE a.bank_id = $1 AND a.provider_id = p.provider_id AND a.reference = p.reference AND a.state IN ('delivered', 'failed')
        ) s ON true
       GROUP BY i.message_id, i.delivery_id
    ), suppressed AS (${suppressing(`
      SELECT d.address_hash, d.address_shown, d.channel
        FROM news r
        JOIN deliveries d ON d.bank_id = $1 AND d.provider_id = r.provider_id AND d.provider_reference = r.reference AND d.provider_reference <> ''
       WHERE r.is_address_bad AND r.state = 'failed' AND d.address_hash IS NOT NULL
       UNION ALL
      SELECT d.address_hash, d.address_shown, d.channel
        FROM news r
        JOIN delivery_parts p ON p.bank_id = $1 AND p.provider_id = r.provider_id AND p.reference = r.reference
        JOIN deliveries d ON d.bank_id = $1 AND d.message_id = p.message_id AND d.delivery_id = p.delivery_id
       WHERE r.is_address_bad AND r.state = 'failed' AND d.address_hash IS NOT NULL`)}
    ), n AS (
      SELECT DISTINCT ON (delivery_id) message_id, delivery_id, status
        FROM (SELECT * FROM whole UNION ALL SELECT * FROM of_parts) one
       ORDER BY delivery_id, array_position(ARRAY['delivered', 'failed', 'unknown', 'sent'], status)
    )
    UPDATE deliveries d
       SET status = n.status, reason = CASE WHEN n.status = 'failed' THEN 'undelivered' ELSE '' END,
           receipt_until = CASE WHEN n.status IN ('delivered', 'failed') THEN NULL ELSE d.receipt_until END,
           ended_at = CASE WHEN n.status IN ('delivered', 'failed') THEN now() END,
           history = ${historyWith('d.history', 'n.status', "CASE WHEN n.status = 'failed' THEN 'undelivered' ELSE '' END")}
      FROM n
     WHERE d.bank_id = $1 AND d.message_id = n.message_id AND d.delivery_id = n.delivery_id AND ${MAY_MOVE}`,
};

const BANKS_WAITING: Statement = {
  name: 'delivery_receipts_waiting',
  text: `SELECT DISTINCT bank_id FROM delivery_receipts WHERE matched_at IS NULL`,
};

/** No receipt came in time. */
const GIVE_UP: Statement = {
  name: 'deliveries_without_receipt',
  text: `
    UPDATE deliveries SET status = 'unknown', reason = 'no_receipt', receipt_until = NULL,
           history = ${historyWith('history', "'unknown'", "'no_receipt'")}
     WHERE (bank_id, message_id, delivery_id) IN (
       SELECT bank_id, message_id, delivery_id FROM deliveries
        WHERE receipt_until <= now() AND status = 'sent' LIMIT 500 FOR UPDATE SKIP LOCKED)`,
};

/** Receipts come before the answer of the send is stored, twice, and out of order: they are stored first, and applied when they can be. */
@Injectable()
export class DeliveryReceipts extends ReceiptStore implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    expired: ExpiredRows,
  ) {
    super();
    expired.registerDistributed({ table: 'delivery_receipts' });
  }

  async receive(bankId: string, providerId: string, receipts: readonly Receipt[]): Promise<void> {
    const fresh = await this.database.query<{ reference: string }>(STORE, [
      bankId,
      providerId,
      receipts.map(({ reference }) => plainText(reference, 128)),
      receipts.map(({ state }) => state),
      receipts.map(({ code }) => plainText(code, 64)),
      receipts.map(({ doneAt }) => doneAt?.toISOString() ?? null),
      receipts.map(({ isAddressBad }) => isAddressBad),
    ]);
    const references = fresh.map(({ reference }) => reference);
    for (let from = 0; from < references.length; from += MOST) await this.apply(bankId, providerId, references.slice(from, from + MOST));
  }

  /**
   * Applies what has come for these references, or for all of a bank's.
   *
   * @param references undefined for all.
   */
  async apply(bankId: string, providerId?: string, references?: readonly string[]): Promise<void> {
    await this.database.query(APPLY, [bankId, providerId ?? null, references?.map((one) => plainText(one, 128)) ?? null]);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.round ??= this.lookAgain()
        .catch(() => undefined) // the database is away: the next round comes soon
        .finally(() => (this.round = undefined));
    }, LOOK_AGAIN).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  private async lookAgain(): Promise<void> {
    for (const { bank_id: bankId } of await this.database.query<{ bank_id: string }>(BANKS_WAITING, [])) await this.apply(bankId);
    await this.database.query(GIVE_UP, []);
  }
}
