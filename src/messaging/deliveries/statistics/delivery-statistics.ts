import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { idBefore } from '../../customer-messages/message-id.js';
import { limited } from '../bulk/limited-statements.js';

const HOUR = 3_600_000;
/** Milliseconds of the periods that are counted by. */
export const PERIODS = { hour: HOUR, day: 24 * HOUR } as const;
export type Period = keyof typeof PERIODS;

/** What is to be counted. */
export interface WantedStatistics {
  readonly from: Date;
  /** Not meant any more. */
  readonly before: Date;
  readonly by: Period;
}

/** How many deliveries of messages of one period there are of a kind. */
export interface StatisticsRow {
  readonly start: Date;
  readonly channel: string;
  /** Empty where nobody has tried. */
  readonly provider_id: string;
  readonly status: string;
  readonly count: number;
}

/**
 * Counts period by period, each as a range of the primary key: it reads what was created in the range, and nothing else. What a worker
 * holds at this moment is counted as queued.
 */
const STATISTICS = `
  SELECT p.place::int AS place, s.channel, s.provider_id, s.status, s.count
    FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS p (after, before, place)
   CROSS JOIN LATERAL (
      SELECT d.channel, d.provider_id, d.status, count(*)::int AS count
        FROM deliveries d
       WHERE d.bank_id = $1 AND d.message_id > p.after AND d.message_id < p.before
       GROUP BY 1, 2, 3
    ) s
   ORDER BY p.place, s.channel, s.provider_id, s.status`;

/** Counts deliveries for those who watch over them. */
@Injectable()
export class DeliveryStatistics {
  constructor(private readonly database: Database) {}

  /** @throws ObpError OBP-98350 (400) where there are too many to count in time. */
  async of(bankId: string, { from, before, by }: WantedStatistics): Promise<StatisticsRow[]> {
    const starts = startsOf(from, before, by);
    const bounds = [...starts, before.getTime()].map((time) => idBefore(time));
    const rows = await this.database.transaction((manager) =>
      limited(manager, () =>
        manager.query<(Omit<StatisticsRow, 'start'> & { readonly place: number })[]>(STATISTICS, [
          bankId,
          bounds.slice(0, -1),
          bounds.slice(1),
        ]),
      ),
    );
    return rows.map(({ place, ...row }) => ({ ...row, start: new Date(starts[place - 1] ?? 0) }));
  }
}

/** The first period begins where the range does, the others at full hours and days of UTC. */
function startsOf(from: Date, before: Date, by: Period): number[] {
  const starts: number[] = [];
  for (let time = from.getTime(); time < before.getTime(); time = (Math.floor(time / PERIODS[by]) + 1) * PERIODS[by]) starts.push(time);
  return starts;
}
