import { Injectable, Logger } from '@nestjs/common';
import { Database, type Statement } from '../../../platform/database/database.js';
import type { DeliveryClass } from '../../providers/provider.js';
import { Trouble } from './trouble.js';

/** Milliseconds by which a claim may be ahead of the rate. What is urgent may be further, and so stands before what is not. */
const AHEAD: Readonly<Record<DeliveryClass, number>> = { high: 150, normal: 50, bulk: 25 };
/** Milliseconds for which nothing is sent after a provider asked for fewer, unless it says, and at most. */
const PAUSE = 1_000;
const LONGEST = 60_000;
/** Minutes after which it is forgotten that a provider asked for fewer. */
const FORGET = 10;
/** The slowest that a provider is made by its asking for fewer: one message in five seconds. */
const SLOWEST = 0.2;

const MAKE: Statement = {
  name: 'delivery_provider_pace_make',
  text: 'INSERT INTO delivery_provider_health (bank_id, provider_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
};

/**
 * Takes from the rate that the fleet shares: `paced_until` is when the last message that was granted is due. The learnt rate grows by a tenth a
 * second up to 85 % of where it was too fast, since what is granted evenly arrives unevenly, and after a minute without complaint slowly beyond.
 */
const TAKE: Statement = {
  name: 'delivery_provider_pace_take',
  text: `
    WITH h AS (
      SELECT greatest(paced_until, now()) AS base, rate AS before,
             CASE WHEN rate IS NULL OR throttled_at < now() - interval '${FORGET} minutes' THEN NULL
                  WHEN rated_at > now() - interval '1 second' THEN rate
                  WHEN throttled_at < now() - interval '1 minute' THEN rate * 1.02
                  ELSE greatest(rate, least(rate * 1.1, ceiling * 0.85)) END AS learnt
        FROM delivery_provider_health WHERE bank_id = $1 AND provider_id = $2 FOR UPDATE
    ), n AS (
      SELECT *, least(learnt, $3::float8) AS rate FROM h
    ), a AS (
      SELECT *, now() + $5::float8 * interval '1 millisecond' + CASE WHEN $6::bool THEN coalesce(interval '1 second' / nullif(rate, 0), interval '0') ELSE interval '0' END AS ahead FROM n
    ), g AS (
      SELECT *, CASE WHEN rate IS NULL THEN $4::int WHEN base > ahead THEN 0
                     ELSE least($4::int, floor(extract(epoch FROM ahead - base) * rate) + 1)::int END AS granted FROM a
    )
    UPDATE delivery_provider_health p
       SET paced_until = CASE WHEN g.rate IS NULL THEN p.paced_until ELSE g.base + g.granted / g.rate * interval '1 second' END,
           rate = g.learnt, rated_at = CASE WHEN g.learnt IS DISTINCT FROM g.before THEN now() ELSE p.rated_at END
      FROM g
     WHERE p.bank_id = $1 AND p.provider_id = $2
    RETURNING g.granted, g.rate IS NULL AS is_free, (extract(epoch FROM g.base - g.ahead) * 1000)::float8 AS wait`,
};

/** Answers of one burst slow it down once. */
const SLOW: Statement = {
  name: 'delivery_provider_pace_slow',
  text: `
    INSERT INTO delivery_provider_health AS h (bank_id, provider_id, rate, ceiling, rated_at, throttled_at, paced_until)
    VALUES ($1, $2, greatest($3::float8 * 0.8, ${SLOWEST}), $3, now(), now(), now() + $4 * interval '1 millisecond')
        ON CONFLICT (bank_id, provider_id) DO UPDATE
           SET ceiling = coalesce(h.rate, excluded.ceiling), rate = coalesce(greatest(h.rate * 0.8, ${SLOWEST}), excluded.rate),
               rated_at = now(), throttled_at = now(), paced_until = greatest(h.paced_until, excluded.paced_until)
         WHERE h.throttled_at IS NULL OR h.rate IS NULL OR h.throttled_at < now() - interval '1 second'`,
};

export interface PaceWish {
  /** What the bank has set; 0 for nothing. */
  readonly perSecond: number;
  /** Whether the provider has asked for fewer, here or in another process. */
  readonly isSlowed: boolean;
}

/** What this process knows of the pace of a provider. */
interface Pace {
  /** Second that is counted in, how many were taken in it, and in the one before. */
  second: number;
  count: number;
  before: number;
  /** Until when the database is asked, though no rate is set. */
  isSlowedUntil: number;
  slowing: Promise<void> | undefined;
}

/** Keeps to the rate that a bank has set for a provider, and to the one that the provider can take, over all processes together. */
@Injectable()
export class Paces {
  private readonly trouble = new Trouble(new Logger(Paces.name), 'the pace of a provider cannot be kept');
  private readonly paces = new Map<string, Pace>();

  constructor(private readonly database: Database) {}

  /**
   * @returns how many may be sent now, and in how many milliseconds to ask again where that is none.
   */
  async take(
    bankId: string,
    providerId: string,
    { perSecond, isSlowed }: PaceWish,
    wanted: number,
    urgency: DeliveryClass,
  ): Promise<{ granted: number; wait: number }> {
    const pace = this.of(bankId, providerId);
    await pace.slowing;
    if (perSecond === 0 && !isSlowed && performance.now() > pace.isSlowedUntil) return { granted: wanted, wait: 0 };
    const values = [bankId, providerId, perSecond === 0 ? null : perSecond, wanted, AHEAD[urgency], urgency === 'high'];
    let [row] = await this.database.query<Taken>(TAKE, values);
    if (row === undefined) {
      await this.database.query(MAKE, [bankId, providerId]);
      [row] = await this.database.query<Taken>(TAKE, values);
    }
    if (row === undefined || row.is_free) pace.isSlowedUntil = 0;
    return { granted: row?.granted ?? wanted, wait: Math.min(Math.max(row?.wait ?? 0, 5), PAUSE) };
  }

  accepted(bankId: string, providerId: string): void {
    const pace = this.of(bankId, providerId);
    this.turn(pace);
    pace.count++;
  }

  /** The provider asks for fewer. */
  throttled(bankId: string, providerId: string, retryAfter = PAUSE): void {
    const pace = this.of(bankId, providerId);
    this.turn(pace);
    pace.isSlowedUntil = performance.now() + FORGET * 60_000;
    const taken = Math.max(pace.count, pace.before, 1);
    const milliseconds = Math.min(Math.max(Number.isNaN(retryAfter) ? PAUSE : retryAfter, PAUSE), LONGEST);
    pace.slowing ??= this.database
      .query(SLOW, [bankId, providerId, taken, milliseconds])
      .then(() => this.trouble.over())
      .catch((error: unknown) => this.trouble.say(error))
      .finally(() => (pace.slowing = undefined));
  }

  private of(bankId: string, providerId: string): Pace {
    const key = `${bankId}/${providerId}`;
    let pace = this.paces.get(key);
    if (pace === undefined) this.paces.set(key, (pace = { second: 0, count: 0, before: 0, isSlowedUntil: 0, slowing: undefined }));
    return pace;
  }

  private turn(pace: Pace): void {
    const second = Math.floor(performance.now() / 1000);
    if (second === pace.second) return;
    pace.before = second === pace.second + 1 ? pace.count : 0;
    pace.count = 0;
    pace.second = second;
  }
}

interface Taken {
  readonly granted: number;
  readonly is_free: boolean;
  readonly wait: number;
  readonly [column: string]: unknown;
}
