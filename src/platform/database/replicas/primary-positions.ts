import type { Database, Statement } from '../database.js';

/** Where the primary's log was when, as a lower bound: whatever was committed before `time` lies before `position`. */
interface Sample {
  /** In milliseconds of `performance.now()`. */
  readonly time: number;
  readonly position: bigint;
}

/** What a replica must have in common with the primary. */
export interface PrimaryIdentity {
  readonly system: string;
  /** Changes with every promotion. */
  readonly timeline: string;
}

interface Row {
  readonly system: string;
  readonly timeline: string;
  readonly position: string;
}

/**
 * A number of a transaction is taken where the log
 * has to grow for a replica to show that it follows (`Replica`).
 */
const positionOf = (grows: boolean): Statement => ({
  name: grows ? 'primary_position_grows' : 'primary_position',
  text: `
    SELECT (SELECT system_identifier FROM pg_control_system())::text AS system,
           left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) AS timeline,
           (pg_current_wal_flush_lsn() - '0/0')::text AS position
           ${grows ? ', pg_current_xact_id()' : ''}`,
});
const POSITION = positionOf(false);
const GROWS = positionOf(true);

/** Samples of the primary's position, with which a replica's position becomes a time. */
export class PrimaryPositions {
  identity: PrimaryIdentity | undefined;
  /** The oldest first. */
  private samples: Sample[] = [];

  constructor(
    private readonly database: Database,
    /** Milliseconds for which a sample is kept. */
    private readonly keptFor: number,
  ) {}

  /** @param grows whether the log shall grow, however quiet it is. */
  async sample(grows: boolean): Promise<void> {
    const time = performance.now();
    const [row] = await this.database.query<Row>(grows ? GROWS : POSITION, []);
    if (row === undefined) return;
    const { system, timeline, position } = row;
    if (this.identity?.system !== system || this.identity.timeline !== timeline) {
      this.identity = { system, timeline };
      this.samples = [];
    }
    this.samples.push({ time, position: BigInt(position) });
    while ((this.samples[0] as Sample).time < time - this.keptFor) this.samples.shift();
  }

  /** The latest time whose commits a replica has that has replayed the log up to a position. */
  timeOf(position: bigint): number {
    return this.samples.findLast((sample) => sample.position <= position)?.time ?? Number.NEGATIVE_INFINITY;
  }
}
