import { idBefore, timeOfId } from '../../customer-messages/message-id.js';
import { LATE } from '../late.js';

/** Ids that a stream remembers, and that the name of an event can hold. */
const MOST = { remembered: 1_000, named: 32 };
/** Milliseconds after which nobody goes on where an event was: they read the list. */
const GOES_ON = 86_400_000;

/** Also what stands between two messages, which has no version. */
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/**
 * Which messages one stream has shown. Ids are made before messages become visible, so what came in the last minute is read again and again,
 * and each id in it is remembered. The name of an event holds them too: whoever comes back with it gets what was not shown, and nothing twice.
 */
export class SeenMessages {
  private readonly ids: Set<string>;

  private constructor(
    /** Everything up to here is known. */
    private floor: string,
    /** Whether it goes on where an earlier stream ended. */
    readonly goesOn: boolean,
    ids: readonly string[] = [],
  ) {
    this.ids = new Set(ids.filter((id) => id > floor));
  }

  /** @param name of the last event that arrived: its message's id, or what {@link nameOf} made of it. */
  static since(name: string | undefined, now = Date.now()): SeenMessages {
    const [id = '', ...parts] = name?.toLowerCase().split('_') ?? [];
    const times = (one: string): boolean => timeOfId(one) >= now - GOES_ON && timeOfId(one) <= now + LATE;
    if (!isId(id) || !times(id)) return new SeenMessages(idBefore(now - LATE), false);
    const [floor, ...known] = parts.slice(0, MOST.named + 1);
    if (floor === undefined || !parts.every((one) => isId(one))) return new SeenMessages(id, true);
    // A floor of more than a day ago belongs to an event whose stream was far behind.
    return times(floor) ? new SeenMessages(floor, true, [id, ...known]) : new SeenMessages(idBefore(now - LATE), false);
  }

  /** The id after which messages are read. */
  get after(): string {
    return this.floor;
  }

  isNew(id: string): boolean {
    return id > this.floor && !this.ids.has(id);
  }

  /** Notes that a message is known: when it is shown, since the name of an event says what was shown before it. */
  add(id: string): void {
    if (id <= this.floor) return;
    this.ids.add(id);
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
  }

  /** The name of the event that shows a message: its id, up to where everything is known, and what is known beyond. */
  nameOf(id: string): string {
    const known = [...this.ids].filter((one) => one !== id).sort();
    const named = known.slice(-MOST.named);
    // What does not fit counts as known, with all that is older.
    const floor = known.at(-MOST.named - 1) ?? this.floor;
    return [id, floor, ...named].join('_');
  }
}
