-- Written by `npm run sync`: what the service sends to PostgreSQL to store what became of deliveries.

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
  ), suppressed AS (
INSERT INTO suppressions AS s (bank_id, address_hash, channel, address_shown, reason)
SELECT DISTINCT ON (bad.address_hash) $1, bad.address_hash, bad.channel, bad.address_shown, 'hard_bounce' FROM (
    SELECT r.address_hash, r.address_shown, d.channel
      FROM r JOIN mine m USING (delivery_id, lease_token)
      JOIN deliveries d ON d.bank_id = $1 AND d.message_id = r.message_id AND d.delivery_id = r.delivery_id
     WHERE r.reason = 'address_rejected' AND r.address_hash IS NOT NULL) bad
 ORDER BY bad.address_hash
    ON CONFLICT (bank_id, address_hash) DO UPDATE SET reason = EXCLUDED.reason WHERE s.reason = 'unsubscribed'
  )
  UPDATE deliveries d
     SET status = r.status, reason = CASE WHEN r.status = 'expired' AND d.reason = 'expires_in_quiet_hours' THEN d.reason ELSE r.reason END, attempts = d.attempts + (r.outcome <> '')::int,
         provider_id = CASE WHEN r.provider_id = '' THEN d.provider_id ELSE r.provider_id END,
         provider_reference = CASE WHEN r.provider_reference = '' THEN d.provider_reference ELSE r.provider_reference END,
         parts = CASE WHEN r.parts = 0 THEN d.parts ELSE r.parts END, address_hash = COALESCE(r.address_hash, d.address_hash),
         address_shown = CASE WHEN r.address_shown = '' THEN d.address_shown ELSE r.address_shown END,
         sent_at = CASE WHEN r.status = 'sent' THEN now() ELSE d.sent_at END,
         ended_at = CASE WHEN r.status IN ('sent', 'unknown', 'retrying', 'queued') THEN NULL ELSE now() END,
         receipt_until = CASE WHEN r.receipt_seconds IS NOT NULL THEN now() + r.receipt_seconds * interval '1 second' END,
         history = CASE
           WHEN d.history->-1->>'status' = r.status AND d.history->-1->>'reason' = r.reason THEN d.history
           ELSE d.history || jsonb_build_object('status', r.status, 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', CASE WHEN r.status = 'expired' AND d.reason = 'expires_in_quiet_hours' THEN d.reason ELSE r.reason END) END
    FROM r JOIN mine m USING (delivery_id, lease_token)
   WHERE d.bank_id = $1 AND d.message_id = r.message_id AND d.delivery_id = r.delivery_id
  RETURNING d.delivery_id, r.lease_token
