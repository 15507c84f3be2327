import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../../platform/database/database.js';
import { areDistributed } from '../../customer-messages/inserts/message-tables.js';
import { DeliveryFigures } from './delivery.metrics.js';
import type { DueLane } from './lane.js';

/** Rows of a lane that are counted at most, and milliseconds between two counts. */
const MOST_COUNTED = 10_000;
const COUNT_EVERY = 15_000;

/** Jumps from lane to lane along the index: as many looks as there are lanes, however long they are. */
const DUE_LANES: Statement = {
  name: 'delivery_lanes_due',
  text: `
    WITH RECURSIVE lanes AS (
      (SELECT bank_id, lane FROM delivery_queue ORDER BY bank_id, lane LIMIT 1)
       UNION ALL
      SELECT n.bank_id, n.lane FROM lanes l CROSS JOIN LATERAL (
        SELECT q.bank_id, q.lane FROM delivery_queue q WHERE (q.bank_id, q.lane) > (l.bank_id, l.lane) ORDER BY q.bank_id, q.lane LIMIT 1
      ) n
    )
    SELECT l.bank_id, l.lane, (extract(epoch FROM d.due_at - now()) * 1000)::float8 AS due_in
      FROM lanes l CROSS JOIN LATERAL (
        SELECT q.due_at FROM delivery_queue q WHERE q.bank_id = l.bank_id AND q.lane = l.lane ORDER BY q.due_at LIMIT 1
      ) d`,
};

/** The same for one bank, which is on one node of a cluster. Routes are on its coordinator. */
const BANKS: Statement = { name: 'delivery_banks_with_routes', text: 'SELECT DISTINCT bank_id FROM delivery_routes' };
const DUE_LANES_OF_BANK: Statement = {
  name: 'delivery_lanes_due_of_bank',
  text: `
    WITH RECURSIVE lanes AS (
      (SELECT lane FROM delivery_queue WHERE bank_id = $1 ORDER BY lane LIMIT 1)
       UNION ALL
      SELECT (SELECT q.lane FROM delivery_queue q WHERE q.bank_id = $1 AND q.lane > l.lane ORDER BY q.lane LIMIT 1) FROM lanes l WHERE l.lane IS NOT NULL
    )
    SELECT $1::text AS bank_id, l.lane,
           (extract(epoch FROM (SELECT min(q.due_at) FROM delivery_queue q WHERE q.bank_id = $1 AND q.lane = l.lane) - now()) * 1000)::float8 AS due_in
      FROM lanes l WHERE l.lane IS NOT NULL`,
};

/** As far as {@link MOST_COUNTED}, so that a million that wait cost no more than ten thousand. */
const COUNT: Statement = {
  name: 'delivery_lane_count',
  text: `
    SELECT count(*)::int AS count
      FROM (SELECT FROM delivery_queue WHERE bank_id = $1 AND lane = $2 AND due_at <= now() LIMIT ${MOST_COUNTED}) found`,
};

/** Knows in which lanes something waits. */
@Injectable()
export class DueLanes {
  private countedAt = -Infinity;
  private isDistributed: boolean | undefined;

  constructor(
    private readonly database: Database,
    private readonly figures: DeliveryFigures,
  ) {}

  async find(): Promise<readonly DueLane[]> {
    this.isDistributed ??= await areDistributed(this.database);
    const lanes = this.isDistributed ? await this.byBank() : await this.database.query<DueLane & Record<string, unknown>>(DUE_LANES, []);
    this.figures.lanes(lanes);
    const due = lanes.filter(({ due_in: dueIn }) => dueIn <= 0);
    if (performance.now() - this.countedAt > COUNT_EVERY) await this.count(due);
    return lanes;
  }

  /** As {@link find} has it where tables are spread over nodes: a statement is for one bank there. Banks without a route are left out. */
  async byBank(): Promise<DueLane[]> {
    const banks = await this.database.query<{ bank_id: string }>(BANKS, []);
    const lanes: DueLane[] = [];
    for (const { bank_id: bankId } of banks)
      lanes.push(...(await this.database.query<DueLane & Record<string, unknown>>(DUE_LANES_OF_BANK, [bankId])));
    return lanes;
  }

  /** Only what is due: an idle queue is not asked for. */
  private async count(due: readonly DueLane[]): Promise<void> {
    this.countedAt = performance.now();
    const counted = [];
    // One after the other, so that many lanes do not take the connections of those who wait for an answer.
    for (const { bank_id: bankId, lane } of due) {
      const [row] = await this.database.query<{ count: number }>(COUNT, [bankId, lane]);
      counted.push({ bankId, lane, count: row?.count ?? 0 });
    }
    this.figures.depths(counted);
  }
}
