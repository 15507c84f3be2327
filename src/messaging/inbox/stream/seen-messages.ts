import { validate as isUuid } from 'uuid';
import { idBefore, timeOfId } from '../../customer-messages/message-id.js';

/**
 * Milliseconds for which a message may become visible after its id was made: it may wait 20 seconds for a statement, and that may take 25
 * (decision 50).
 */
const LATE = 60_000;
/** Ids that a stream remembers, and that the name of an event can hold. */
const MOST = { remembered: 1_000, named: 32 };
/** Milliseconds after which nobody goes on where an event was: they read the list. */
const GOES_ON = 86_400_000;

/** The end of an id is random: enough to tell those of a minute apart. */
const tailOf = (id: string): string => id.slice(-8);

/**
 * Which messages one stream has shown. Ids are made before messages become visible, so what came in the last minute is read again and again,
 * and each id in it is remembered. The name of an event holds them too: whoever comes back with it gets what was not shown, and nothing twice.
 */
export class SeenMessages {
  private readonly ids = new Set<string>();
  private readonly tails = new Set<string>();
  private latest: string;

  private constructor(
    /** Everything up to here is known. */
    private floor: string,
    /** Whether it goes on where an earlier stream ended. */
    readonly goesOn: boolean,
  ) {
    this.latest = floor;
  }

  /** @param name of the last event that arrived: its message's id, or what {@link nameOf} made of it. */
  static since(name: string | undefined, now = Date.now()): SeenMessages {
    const [id = '', floor, ...tails] = name?.toLowerCase().split('_') ?? [];
    const time = timeOfId(id);
    if (!isUuid(id) || time < now - GOES_ON || time > now + LATE) return new SeenMessages(idBefore(now - LATE), false);
    if (floor === undefined || !/^[0-9a-f]{1,12}$/.test(floor)) return new SeenMessages(id, true);
    const seen = new SeenMessages(idBefore(Math.max(Number.parseInt(floor, 16), time - LATE)), true);
    seen.latest = id;
    seen.ids.add(id);
    for (const tail of tails.slice(0, MOST.named)) seen.tails.add(tail);
    return seen;
  }

  /** The id after which messages are read. */
  get after(): string {
    return this.floor;
  }

  isNew(id: string): boolean {
    return id > this.floor && !this.ids.has(id) && !this.tails.has(tailOf(id));
  }

  /** Notes that a message is known: when it is shown, since the name of an event says what was shown before it. */
  add(id: string): void {
    if (id <= this.floor) return;
    this.ids.add(id);
    if (id > this.latest) this.latest = id;
    if (this.ids.size > MOST.remembered) this.raise([...this.ids].sort()[0] ?? this.floor);
  }

  /** Everything up to an id has been read. */
  raise(floor: string): void {
    if (floor <= this.floor) return;
    this.floor = floor;
    for (const id of this.ids) if (id <= floor) this.ids.delete(id);
  }

  /** What is older than a minute does not become visible any more. */
  forgetOld(now = Date.now()): void {
    this.raise(idBefore(now - LATE));
    if (this.tails.size > 0 && timeOfId(this.floor) > timeOfId(this.latest)) this.tails.clear();
  }

  /** The name of the event that shows a message. */
  nameOf(id: string): string {
    const start = idBefore(timeOfId(id) - LATE);
    const known = [...this.ids].filter((one) => one !== id && one > start).sort();
    const named = known.slice(-MOST.named);
    const floor = named.length < known.length ? timeOfId(named[0] ?? id) : Math.max(timeOfId(this.floor), timeOfId(id) - LATE);
    const tails = [...named.map(tailOf), ...this.tails].slice(0, MOST.named);
    return [id, floor.toString(16), ...tails].join('_');
  }
}
