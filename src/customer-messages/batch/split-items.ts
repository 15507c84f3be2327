/** Cuts a body into the texts of its items, as it arrives. */
export interface Splitter {
  /** The items that are whole with these bytes. */
  push(chunk: Buffer): Buffer[];
  /** What is left at the end of the body. */
  end(): Buffer[];
}

/** The body is not made of items in the way that its type says; the text says what is wrong. */
export class NotSplittable extends Error {}

const [TAB, LINE_FEED, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

const isBlank = (byte: number): boolean => byte === SPACE || byte === LINE_FEED || byte === RETURN || byte === TAB;
const isBlankText = (text: Buffer): boolean => text.every(isBlank);

/** For a body by its first bytes: an array begins with a bracket, and no line that could be a message does. */
export function splitterFor(chunk: Buffer, most: number): Splitter | undefined {
  const first = chunk.find((byte) => !isBlank(byte));
  if (first === undefined) return undefined;
  return first === OPEN_LIST ? new ElementSplitter(most) : new LineSplitter(most);
}

/** NDJSON: an item a line; empty lines are none. */
export class LineSplitter implements Splitter {
  private rest: Buffer = Buffer.alloc(0);

  /** @param most bytes of an item. */
  constructor(private readonly most: number) {}

  push(chunk: Buffer): Buffer[] {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const items: Buffer[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      items.push(bytes.subarray(start, end));
      start = end + 1;
    }
    this.rest = bytes.subarray(start);
    if (this.rest.length > this.most) throw new NotSplittable(`A line is longer than ${this.most} bytes.`);
    return items.filter((item) => !isBlankText(item));
  }

  end(): Buffer[] {
    return isBlankText(this.rest) ? [] : [this.rest];
  }
}

/**
 * A JSON array: an item an element. It looks at nothing but brackets and quotes, which is enough to know where an element
 * ends; each is then parsed alone by the parser of all bodies, so that the same is refused in the same words. (A
 * streaming parser would make the values itself, past that parser's checks.)
 */
export class ElementSplitter implements Splitter {
  private rest: Buffer = Buffer.alloc(0);
  /** Bytes of `rest` that have been looked at. */
  private seen = 0;
  private depth = 0;
  private inText = false;
  private escaped = false;
  private place: 'before' | 'within' | 'after' = 'before';
  private count = 0;

  /** @param most bytes of an item. */
  constructor(private readonly most: number) {}

  push(chunk: Buffer): Buffer[] {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const items: Buffer[] = [];
    let start = 0;
    for (let at = this.seen; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this.place !== 'within') {
        this.outside(byte);
        start = at + 1;
      } else if (this.endsItem(byte)) {
        this.take(bytes.subarray(start, at), byte, items);
        start = at + 1;
      }
    }
    this.rest = bytes.subarray(start);
    this.seen = this.rest.length;
    if (this.rest.length > this.most) throw new NotSplittable(`An element is longer than ${this.most} bytes.`);
    return items;
  }

  end(): Buffer[] {
    if (this.place !== 'after') throw new NotSplittable('The body ends before its array does.');
    return [];
  }

  /** Before the array, or behind it. */
  private outside(byte: number): void {
    if (isBlank(byte)) return;
    if (this.place === 'after' || byte !== OPEN_LIST) throw new NotSplittable('The body is not one array.');
    this.place = 'within';
  }

  /** Follows texts and brackets; true at the comma or the bracket behind an element. */
  private endsItem(byte: number): boolean {
    if (this.inText) {
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === QUOTE) this.inText = false;
      return false;
    }
    if (byte === QUOTE) this.inText = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.depth++;
    else if (this.depth > 0 && (byte === CLOSE_OBJECT || byte === CLOSE_LIST)) this.depth--;
    else return this.depth === 0 && (byte === COMMA || byte === CLOSE_LIST);
    return false;
  }

  private take(item: Buffer, byte: number, items: Buffer[]): void {
    const last = byte === CLOSE_LIST;
    if (last) this.place = 'after';
    if (isBlankText(item)) {
      if (last && this.count === 0) return; // an empty array
      throw new NotSplittable('The array has a comma with no element beside it.');
    }
    this.count++;
    items.push(item);
  }
}
