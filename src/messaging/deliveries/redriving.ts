import { historyWith } from './delivery-status.js';
import { TIME_TO_LIVE } from './delivery-times.js';
import { LANE } from './queue/lane.js';

/** What being driven again does to a row of `deliveries d`. */
export const REDRIVEN = `
  status = 'queued', reason = 'redriven', ended_at = NULL, sends = d.sends + 1,
  expires_at = now() + CASE d.class WHEN 'high' THEN ${TIME_TO_LIVE.high} ELSE ${TIME_TO_LIVE.normal} END * interval '1 second',
  history = ${historyWith('d.history', "'queued'", "'redriven'")}`;

/** What {@link QUEUE_AGAIN} needs of them. */
export const RETURNED =
  'd.bank_id, d.delivery_id, d.message_id, d.customer_id, d.channel, d.class, d.route, d.expires_at, d.sends, d.attempts';

/** Puts what the part `again` of a statement returned into the queue. */
export const QUEUE_AGAIN = `
  INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at, send_number, attempts)
  SELECT bank_id, delivery_id, message_id, customer_id, ${LANE}, now(), expires_at, sends, attempts FROM again`;
