import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../../platform/database/database.js';
import { suppressing } from '../../suppressions/suppress.js';
import type { DeliveryReason } from '../delivery-reasons.js';
import { type DeliveryStatus, historyWith } from '../delivery-status.js';
import { plainText } from '../plain-text.js';
import { type Lane, laneName } from './lane.js';

/** Deliveries of one claim; on the embedded database's one connection fewer, so that nobody waits long behind it. */
const CLAIMED = { server: 500, embedded: 50 };

/** Seconds for which a claim holds a delivery; renewed while it is being sent. */
export const LEASE_SECONDS = 60;

/** A delivery that this process holds. */
export interface ClaimedDelivery {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly customer_id: string;
  readonly tries: number;
  readonly attempts: number;
  readonly repeats: number;
  readonly send_number: number;
  /** Its time to live has ended. */
  readonly is_expired: boolean;
  /** A worker held it before and was lost: nobody knows whether it was sent. */
  readonly is_interrupted: boolean;
  /** The provider that may have got it before: one for which it was claimed then, or that did not answer; empty for none. */
  readonly held_for: string;
  /** Null where the message was erased meanwhile, and so is what follows of it. */
  readonly message: string | null;
  readonly from_department: string;
  readonly from_person: string;
  readonly date: Date;
  /** Null, as the next, where the customer was removed. */
  readonly mobile_phone_number: string | null;
  readonly email: string | null;
  /** What the customer wishes; null where they have said nothing. */
  readonly mailings_off: readonly string[] | null;
  readonly channels_off: readonly string[] | null;
  readonly time_zone: string | null;
  /** Whether the bank has suppressed any address. */
  readonly has_suppressions: boolean;
  /** By the database's clock, in milliseconds. */
  readonly claimed_at: number;
  /** Milliseconds until its time to live ends. */
  readonly lives_for: number;
}

/** Providers other than the one for which deliveries are claimed. */
export interface Holders {
  /** What one of them may have got is claimed for it. */
  readonly others?: readonly string[];
  /** They cannot send now: what one of them may have got is left. */
  readonly resting?: readonly string[];
}

/** What became of a try. */
export interface Completion {
  readonly bankId: string;
  readonly claimed: ClaimedDelivery;
  readonly leaseToken: string;
  readonly status: DeliveryStatus;
  readonly reason: DeliveryReason | '';
  /** Milliseconds until it is tried again; undefined: it leaves the queue. */
  readonly again: number | undefined;
  readonly counts: boolean;
  readonly isRepeat: boolean;
  /** Whether the next try has to be with the same provider, which knows the key. */
  readonly isPinned?: boolean;
  readonly addressHash: string | undefined;
  readonly addressShown: string;
  /** Seconds that a receipt is waited for; undefined for none. */
  readonly receiptSeconds: number | undefined;
  /** Undefined where nothing was tried. */
  readonly attempt:
    | {
        readonly providerId: string;
        readonly outcome: string;
        readonly code: string;
        readonly sendKey: string;
        readonly milliseconds: number;
      }
    | undefined;
  /** Of each part; empty where the provider took nothing. */
  readonly references: readonly string[];
}

/**
 * Takes what is due of a lane. Only the database's clock counts, and `due_at` may have been rounded up to the next millisecond. The message
 * and the customer are read in the same statement: what is sent is what they are now, and the customer may have been removed, or wish no
 * such messages by now. Each is looked up by its key (`LATERAL`): a plan made from old statistics could read all messages of the bank instead.
 */
export const CLAIM: Statement = {
  name: 'delivery_queue_claim',
  text: `
    WITH due AS (
      SELECT q.delivery_id, q.lease_token IS NOT NULL AS is_interrupted, q.provider_id AS held_for
        FROM delivery_queue q
       WHERE q.bank_id = $1 AND q.lane = $2 AND q.due_at <= now() + interval '1 millisecond' AND (q.lease_until IS NULL OR q.lease_until <= now())
         AND (NOT $5::bool OR q.expires_at <= now())
         AND (q.lease_token IS NOT NULL OR q.provider_id <> ALL ($7::text[]) OR q.expires_at <= now())
       ORDER BY q.due_at
       LIMIT $3
         FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE delivery_queue q SET lease_token = $4, lease_until = now() + ${LEASE_SECONDS} * interval '1 second',
             provider_id = CASE WHEN due.held_for = ANY ($8::text[]) THEN due.held_for ELSE $6 END
        FROM due
       WHERE q.bank_id = $1 AND q.delivery_id = due.delivery_id
      RETURNING q.*, due.is_interrupted, due.held_for
    )
    SELECT c.delivery_id, c.message_id, c.customer_id, c.tries, c.attempts, c.repeats, c.send_number, c.expires_at <= now() AS is_expired,
           c.is_interrupted, c.held_for, m.message, m.from_department, m.from_person, m.date, cu.mobile_phone_number, cu.email,
           p.mailings_off, p.channels_off, p.time_zone, (SELECT EXISTS (SELECT FROM suppressions WHERE bank_id = $1)) AS has_suppressions,
           (extract(epoch FROM now()) * 1000)::float8 AS claimed_at, (extract(epoch FROM c.expires_at - now()) * 1000)::float8 AS lives_for
      FROM claimed c
      LEFT JOIN LATERAL (SELECT * FROM messages WHERE bank_id = $1 AND customer_id = c.customer_id AND message_id = c.message_id LIMIT 1) m ON true
      LEFT JOIN LATERAL (SELECT * FROM customers WHERE bank_id = $1 AND customer_id = c.customer_id LIMIT 1) cu ON true
      LEFT JOIN LATERAL (SELECT * FROM delivery_preferences WHERE bank_id = $1 AND customer_id = c.customer_id LIMIT 1) p ON true
     ORDER BY c.due_at`,
};

const RENEW: Statement = {
  name: 'delivery_queue_renew',
  text: `
    UPDATE delivery_queue SET lease_until = now() + ${LEASE_SECONDS} * interval '1 second'
     WHERE bank_id = $1 AND delivery_id = ANY ($2) AND lease_token = ANY ($3)`,
};

/** What waited for the end of quiet hours that lasted longer than it lived ended because of them. */
const REASON = `CASE WHEN r.status = 'expired' AND d.reason = 'expires_in_quiet_hours' THEN d.reason ELSE r.reason END`;

/**
 * One try each; of a delivery that another worker holds by now nothing is stored. What waits for the same reason again is noted once in
 * its history, and nothing waits past its time to live. The parts of an act of sending take the place of those of an earlier one.
 */
export const COMPLETE: Statement = {
  name: 'delivery_queue_complete',
  text: `
    WITH r AS MATERIALIZED (
      SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::float8[], $8::int[], $9::int[], $10::uuid[], $11::text[],
                           $12::int[], $13::text[], $14::text[], $15::text[], $16::text[], $17::float8[], $18::text[], $19::int[], $23::bool[], $24::bool[])
        AS r (delivery_id, message_id, lease_token, status, reason, again, counts, repeat, address_hash, address_shown,
              receipt_seconds, provider_id, outcome, code, send_key, took, provider_reference, parts, is_pinned, is_first)
    ), gone AS (
      DELETE FROM delivery_queue q USING r
       WHERE q.bank_id = $1 AND q.delivery_id = r.delivery_id AND q.lease_token = r.lease_token AND r.again IS NULL
      RETURNING q.delivery_id, q.lease_token, q.attempts + 1 AS attempt
    ), later AS (
      UPDATE delivery_queue q
         SET due_at = least(now() + r.again * interval '1 millisecond', greatest(q.expires_at, now())),
             lease_token = NULL, lease_until = NULL,
             provider_id = CASE WHEN NOT r.is_pinned THEN '' WHEN r.provider_id = '' THEN q.provider_id ELSE r.provider_id END,
             tries = q.tries + r.counts, attempts = q.attempts + (r.outcome <> '')::int, repeats = q.repeats + r.repeat
        FROM r
       WHERE q.bank_id = $1 AND q.delivery_id = r.delivery_id AND q.lease_token = r.lease_token AND r.again IS NOT NULL
      RETURNING q.delivery_id, r.lease_token, q.attempts AS attempt
    ), mine AS (
      SELECT * FROM gone UNION ALL SELECT * FROM later
    ), tried AS (
      INSERT INTO delivery_attempts (bank_id, delivery_id, attempt, provider_id, started_at, ended_at, outcome, code, send_key)
      SELECT $1, r.delivery_id, m.attempt, r.provider_id, now() - r.took * interval '1 millisecond', now(), r.outcome, r.code, r.send_key
        FROM r JOIN mine m USING (delivery_id, lease_token)
       WHERE r.outcome <> ''
    ), parts_before AS (
      DELETE FROM delivery_parts p USING r JOIN mine m USING (delivery_id, lease_token)
       WHERE p.bank_id = $1 AND p.delivery_id = r.delivery_id AND r.parts > 0 AND NOT r.is_first AND p.reference <> ALL ($21::text[])
    ), parts_now AS (
      INSERT INTO delivery_parts (bank_id, provider_id, reference, message_id, delivery_id)
      SELECT $1, r.provider_id, p.reference, r.message_id, r.delivery_id
        FROM unnest($20::uuid[], $21::text[], $22::uuid[]) AS p (delivery_id, reference, lease_token)
        JOIN r USING (delivery_id, lease_token) JOIN mine m USING (delivery_id, lease_token)
          ON CONFLICT (bank_id, provider_id, reference) DO NOTHING
    ), suppressed AS (${suppressing(`
      SELECT r.address_hash, r.address_shown, d.channel
        FROM r JOIN mine m USING (delivery_id, lease_token)
        JOIN deliveries d ON d.bank_id = $1 AND d.message_id = r.message_id AND d.delivery_id = r.delivery_id
       WHERE r.reason = 'address_rejected' AND r.address_hash IS NOT NULL`)}
    )
    UPDATE deliveries d
       SET status = r.status, reason = ${REASON}, attempts = d.attempts + (r.outcome <> '')::int,
           provider_id = CASE WHEN r.provider_id = '' THEN d.provider_id ELSE r.provider_id END,
           provider_reference = CASE WHEN r.provider_reference = '' THEN d.provider_reference ELSE r.provider_reference END,
           parts = CASE WHEN r.parts = 0 THEN d.parts ELSE r.parts END, address_hash = COALESCE(r.address_hash, d.address_hash),
           address_shown = CASE WHEN r.address_shown = '' THEN d.address_shown ELSE r.address_shown END,
           sent_at = CASE WHEN r.status = 'sent' THEN now() ELSE d.sent_at END,
           ended_at = CASE WHEN r.status IN ('sent', 'unknown', 'retrying', 'queued') THEN NULL ELSE now() END,
           receipt_until = CASE WHEN r.receipt_seconds IS NOT NULL THEN now() + r.receipt_seconds * interval '1 second' END,
           history = CASE
             WHEN d.history->-1->>'status' = r.status AND d.history->-1->>'reason' = r.reason THEN d.history
             ELSE ${historyWith('d.history', 'r.status', REASON)} END
      FROM r JOIN mine m USING (delivery_id, lease_token)
     WHERE d.bank_id = $1 AND d.message_id = r.message_id AND d.delivery_id = r.delivery_id
    RETURNING d.delivery_id, r.lease_token`,
};

/** The statements of the queue. Each names one bank, so that the tables can be spread by bank. */
@Injectable()
export class DeliveryQueueRepository {
  /** Deliveries that are claimed at once, at most. */
  readonly mostClaimed: number;

  constructor(private readonly database: Database) {
    this.mostClaimed = database.connections === 1 ? CLAIMED.embedded : CLAIMED.server;
  }

  /**
   * @param providerId who is to send them; undefined: only those whose time to live has ended, which nobody has to be able to send.
   * @param holders who else there is: what another provider may have got is that one's.
   */
  claim(lane: Lane, most: number, leaseToken: string, providerId?: string, holders: Holders = {}): Promise<ClaimedDelivery[]> {
    const { resting = [], others = [] } = holders;
    const values = [lane.bankId, laneName(lane), most, leaseToken, providerId === undefined, providerId ?? '', resting, others];
    return this.database.query<ClaimedDelivery>(CLAIM, values);
  }

  async renew(bankId: string, deliveryIds: readonly string[], leaseTokens: readonly string[]): Promise<void> {
    await this.database.query(RENEW, [bankId, deliveryIds, leaseTokens]);
  }

  /**
   * Stores what became of tries of one bank.
   *
   * @returns those that are stored; another worker holds the rest.
   */
  async complete(bankId: string, all: readonly Completion[]): Promise<ReadonlySet<Completion>> {
    const parts = all.flatMap(({ claimed, leaseToken, references }) =>
      references.length < 2 ? [] : references.map((reference) => ({ claimed, leaseToken, reference: plainText(reference, 128) })),
    );
    const rows = await this.database.query<{ delivery_id: string; lease_token: string }>(COMPLETE, [
      bankId,
      all.map(({ claimed }) => claimed.delivery_id),
      all.map(({ claimed }) => claimed.message_id),
      all.map(({ leaseToken }) => leaseToken),
      all.map(({ status }) => status),
      all.map(({ reason }) => reason),
      all.map(({ again }) => again ?? null),
      all.map(({ counts }) => Number(counts)),
      all.map(({ isRepeat }) => Number(isRepeat)),
      all.map(({ addressHash }) => addressHash ?? null),
      all.map(({ addressShown }) => addressShown),
      all.map(({ receiptSeconds }) => receiptSeconds ?? null),
      all.map(({ attempt }) => attempt?.providerId ?? ''),
      all.map(({ attempt }) => attempt?.outcome ?? ''),
      all.map(({ attempt }) => plainText(attempt?.code, 64)),
      all.map(({ attempt }) => attempt?.sendKey ?? ''),
      all.map(({ attempt }) => attempt?.milliseconds ?? 0),
      all.map(({ references }) => plainText(references[0], 128)),
      all.map(({ references }) => references.length),
      parts.map(({ claimed }) => claimed.delivery_id),
      parts.map(({ reference }) => reference),
      parts.map(({ leaseToken }) => leaseToken),
      all.map(({ isPinned }) => isPinned ?? false),
      // Nothing was sent before, so no parts have to go.
      all.map(({ claimed }) => claimed.attempts === 0 && claimed.send_number === 1),
    ]);
    const stored = new Set(rows.map(({ delivery_id: id, lease_token: token }) => `${id}/${token}`));
    return new Set(all.filter(({ claimed, leaseToken }) => stored.has(`${claimed.delivery_id}/${leaseToken}`)));
  }
}
