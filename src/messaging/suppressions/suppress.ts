/**
 * SQL that suppresses addresses which a provider calls bad.
 *
 * @param rows SQL that gives `address_hash`, `channel` and `address_shown`, also several times the same; `$1` is the bank.
 */
export const suppressing = (rows: string): string => `
  INSERT INTO suppressions AS s (bank_id, address_hash, channel, address_shown, reason)
  SELECT DISTINCT ON (bad.address_hash) $1, bad.address_hash, bad.channel, bad.address_shown, 'hard_bounce' FROM (${rows}) bad
   ORDER BY bad.address_hash
      ON CONFLICT (bank_id, address_hash) DO UPDATE SET reason = EXCLUDED.reason WHERE s.reason = 'unsubscribed'`;
