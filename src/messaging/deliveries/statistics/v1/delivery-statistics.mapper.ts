import type { StatisticsRow, WantedStatistics } from '../delivery-statistics.js';
import type { DeliveryStatisticsDto } from './delivery-statistics.dto.js';

export function toDeliveryStatisticsDto({ from, before }: WantedStatistics, rows: readonly StatisticsRow[]): DeliveryStatisticsDto {
  const statuses = new Map<string, number>();
  for (const { status, count } of rows) statuses.set(status, (statuses.get(status) ?? 0) + count);
  return {
    from_date: from.toISOString(),
    before_date: before.toISOString(),
    statuses: Object.fromEntries(statuses),
    counts: rows.map(({ start, channel, provider_id, status, count }) => ({
      start: start.toISOString(),
      channel,
      provider_id,
      status,
      count,
    })),
  };
}
