import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { DueLanes } from './due-lanes.js';
import { type Lane, laneOf } from './lane.js';
import { LaneNotices } from './lane-notices.js';
import { Trouble } from './trouble.js';

/** Milliseconds between two looks for lanes that nobody here has been told of: while something happens and no notices arrive, and else. */
const LOOK = { busy: 1_000, idle: 4_000, told: 5_000 };
/** Milliseconds after the last message for which something may be said to happen. */
const BUSY = 30_000;

/** Finds out in which lanes something waits: other processes tell of it, and who is not told looks. */
@Injectable()
export class LaneWatch implements BeforeApplicationShutdown {
  /** Whether this process sends. */
  readonly isOn: boolean;
  private readonly trouble = new Trouble(new Logger(LaneWatch.name), 'the lanes of deliveries cannot be read');
  private found: (lane: Lane) => void = () => undefined;
  private foundAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private ended = false;

  constructor(
    private readonly lanes: DueLanes,
    private readonly notices: LaneNotices,
    @Inject(CONFIG) config: Config,
  ) {
    this.isOn = config.deliveryWorkers !== 'off';
  }

  /** @param found is called for each lane in which something is due. */
  async start(found: (lane: Lane) => void): Promise<void> {
    this.found = (lane) => {
      this.foundAt = performance.now();
      found(lane);
    };
    await this.notices.listen((lane) => (lane === undefined ? void this.look() : this.found(lane)));
    void this.look();
  }

  /** Tells the others. */
  tell(lane: Lane): void {
    this.notices.tell(lane);
  }

  beforeApplicationShutdown(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    if (this.isLooking || this.ended) return;
    this.isLooking = true;
    clearTimeout(this.timer);
    try {
      for (const { bank_id: bankId, lane, due_in: dueIn } of await this.lanes.find()) {
        if (dueIn <= 0) this.found(laneOf(bankId, lane));
        else if (dueIn < this.untilNext) setTimeout(() => this.found(laneOf(bankId, lane)), dueIn + 1).unref();
      }
      this.trouble.over();
    } catch (error) {
      if (!this.isEnded()) this.trouble.say(error);
    } finally {
      this.isLooking = false;
      if (!this.isEnded()) this.timer = setTimeout(() => void this.look(), this.untilNext).unref();
    }
  }

  private readonly isEnded = (): boolean => this.ended;

  private get untilNext(): number {
    if (this.notices.isHearing) return LOOK.told;
    return performance.now() - this.foundAt > BUSY ? LOOK.idle : LOOK.busy;
  }
}
