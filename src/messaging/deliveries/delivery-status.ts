/** What may follow what; `queued` follows `sending` where the customer is left alone at this time. Whatever answers and receipts come in whatever order, a delivery moves only so. */
export const NEXT_STATUSES = {
  scheduled: ['queued', 'cancelled', 'expired'],
  queued: ['sending', 'cancelled', 'expired', 'suppressed', 'failed'],
  retrying: ['sending', 'cancelled', 'expired', 'suppressed', 'failed'],
  sending: ['sent', 'retrying', 'failed', 'unknown', 'dead', 'queued'],
  sent: ['delivered', 'failed', 'unknown'],
  unknown: ['sent', 'delivered', 'failed', 'queued'],
  failed: ['delivered'],
  dead: ['queued'],
  delivered: [],
  cancelled: [],
  suppressed: ['queued'],
  expired: [],
} as const satisfies Record<string, readonly string[]>;

export type DeliveryStatus = keyof typeof NEXT_STATUSES;

export const DELIVERY_STATUSES = Object.keys(NEXT_STATUSES) as readonly DeliveryStatus[];

/** Those after which nothing is expected any more; `failed` may still be left by a late receipt, `dead` and `suppressed` by a re-drive. */
export const END_STATUSES: ReadonlySet<DeliveryStatus> = new Set(['delivered', 'failed', 'cancelled', 'suppressed', 'expired', 'dead']);

export const mayFollow = (from: DeliveryStatus, to: DeliveryStatus): boolean => (NEXT_STATUSES[from] as readonly string[]).includes(to);

/** Those from which a status can be reached. */
export const statusesBefore = (to: DeliveryStatus): DeliveryStatus[] => DELIVERY_STATUSES.filter((from) => mayFollow(from, to));

/** A change of the status, as it is stored. */
export interface DeliveryChange {
  readonly status: DeliveryStatus;
  /** As PostgreSQL writes it in JSON. */
  readonly at: string;
  /** Empty for none. */
  readonly reason: string;
}

/**
 * SQL that appends a change to a history: a {@link DeliveryChange} as JSON.
 *
 * @param status SQL for it, as is the reason.
 */
export const historyWith = (history: string, status: string, reason: string): string =>
  `${history} || jsonb_build_object('status', ${status}, 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', ${reason})`;

/** What being cancelled does to a row of `deliveries`. */
export const CANCELLED = `
  status = 'cancelled', reason = 'cancelled_by_bank', ended_at = now(), history = ${historyWith('history', "'cancelled'", "'cancelled_by_bank'")}`;
