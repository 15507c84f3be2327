/** How a body contains its items: as one JSON array, or one per line (NDJSON). Its content type decides, never its bytes. */
export type BatchForm = 'array' | 'lines';

const [TAB, LINE_FEED, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const NOTHING = Buffer.alloc(0);

const isBlank = (byte: number): boolean => byte === SPACE || byte === LINE_FEED || byte === RETURN || byte === TAB;
const isBlankText = (text: Buffer): boolean => text.every(isBlank);

/** @param most bytes of an item. */
export const splitterFor = (form: BatchForm, most: number): Splitter =>
  form === 'array' ? new ElementSplitter(most) : new LineSplitter(most);

/**
 * Cuts a body into the texts of its items, as it arrives. The result depends only on the bytes and never on how they were split into
 * packets: items before a mistake are returned even if the mistake came in the same packet.
 */
export abstract class Splitter {
  /** Why there are no more items, if the body does not match its type. */
  problem: string | undefined;
  protected readonly rest = new Pieces();
  private readonly mark = new ByteOrderMark();

  constructor(private readonly most: number) {}

  /** The items that these bytes complete; none after a {@link problem}. */
  push(chunk: Buffer): Buffer[] {
    return this.problem === undefined ? this.cut(this.mark.without(chunk)) : [];
  }

  /** What is left at the end of the body. */
  end(): Buffer[] {
    const items = this.push(this.mark.end());
    return this.problem === undefined ? [...items, ...this.finish()] : items;
  }

  protected abstract cut(chunk: Buffer): Buffer[];
  protected abstract finish(): Buffer[];

  /** @returns whether an item is short enough so far. */
  protected holds(what: string): boolean {
    if (this.rest.length <= this.most) return true;
    this.problem = `${what} is longer than ${this.most} bytes.`;
    return false;
  }
}

/** NDJSON: one item per line; empty lines are ignored. */
export class LineSplitter extends Splitter {
  private any = false;

  protected cut(chunk: Buffer): Buffer[] {
    const items: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.rest.add(chunk.subarray(start, end));
      if (!this.holds('A line')) return items;
      this.take(items);
      start = end + 1;
    }
    this.rest.add(chunk.subarray(start));
    this.holds('A line');
    return items;
  }

  protected finish(): Buffer[] {
    const items: Buffer[] = [];
    this.take(items);
    if (!this.any) this.problem = 'The body is empty.';
    return items;
  }

  private take(items: Buffer[]): void {
    const line = this.rest.take();
    if (isBlankText(line)) return;
    this.any = true;
    items.push(line);
  }
}

/**
 * A JSON array: an item an element. It only looks at brackets and quotes, which is enough to know where an element ends; each is then
 * parsed alone by the parser for all bodies, so that the same errors have the same texts. (A streaming parser would build the values itself
 * and bypass that parser's checks.)
 */
export class ElementSplitter extends Splitter {
  private depth = 0;
  private inText = false;
  private escaped = false;
  private place: 'before' | 'within' | 'after' = 'before';
  private count = 0;

  protected cut(chunk: Buffer): Buffer[] {
    const items: Buffer[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.place !== 'within') {
        this.outside(byte);
        start = at + 1;
      } else if (this.endsItem(byte)) {
        this.rest.add(chunk.subarray(start, at));
        start = at + 1;
        this.take(byte, items);
      }
      if (this.problem !== undefined) return items;
    }
    this.rest.add(chunk.subarray(start));
    this.holds('An element');
    return items;
  }

  protected finish(): Buffer[] {
    if (this.place === 'before') this.problem = 'The body is empty.';
    else if (this.place === 'within') this.problem = 'The body ends before its array does.';
    return [];
  }

  /** Before the array, or after it. */
  private outside(byte: number): void {
    if (isBlank(byte)) return;
    if (this.place === 'after') this.problem = 'Something follows behind the array.';
    else if (byte !== OPEN_LIST) this.problem = 'The body is not one array.';
    else this.place = 'within';
  }

  /** Follows strings and brackets; true at the comma or the bracket after an element. */
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

  private take(byte: number, items: Buffer[]): void {
    if (!this.holds('An element')) return;
    const item = this.rest.take();
    const last = byte === CLOSE_LIST;
    if (last) this.place = 'after';
    if (!isBlankText(item)) {
      this.count++;
      items.push(item);
    } else if (!last || this.count > 0) this.problem = 'The array has a comma with no element beside it.';
  }
}

/** The pieces of an item so far: joined once it is complete, since each join costs its length. */
class Pieces {
  length = 0;
  private pieces: Buffer[] = [];

  add(piece: Buffer): void {
    if (piece.length === 0) return;
    this.pieces.push(piece);
    this.length += piece.length;
  }

  take(): Buffer {
    const [first = NOTHING] = this.pieces;
    const whole = this.pieces.length > 1 ? Buffer.concat(this.pieces, this.length) : first;
    this.pieces = [];
    this.length = 0;
    return whole;
  }
}

/** Removes the byte-order mark that some programs write (RFC 8259, section 8.1, lets a reader ignore it). */
class ByteOrderMark {
  private matched = 0;
  private done = false;

  without(chunk: Buffer): Buffer {
    if (this.done) return chunk;
    let at = 0;
    while (at < chunk.length && this.matched < BYTE_ORDER_MARK.length && chunk[at] === BYTE_ORDER_MARK[this.matched]) {
      at++;
      this.matched++;
    }
    if (this.matched < BYTE_ORDER_MARK.length && at === chunk.length) return NOTHING; // the mark may continue
    this.done = true;
    const before = BYTE_ORDER_MARK.subarray(0, this.matched === BYTE_ORDER_MARK.length ? 0 : this.matched);
    return before.length === 0 ? chunk.subarray(at) : Buffer.concat([before, chunk.subarray(at)]);
  }

  /** It looked like a mark but was not one. */
  end(): Buffer {
    if (this.done) return NOTHING;
    this.done = true;
    return BYTE_ORDER_MARK.subarray(0, this.matched === BYTE_ORDER_MARK.length ? 0 : this.matched);
  }
}
