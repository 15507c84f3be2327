import type { SmppAddress } from './smpp.settings.js';

/** The commands of SMPP 3.4 that are used here; an answer has the command with this bit. */
export const RESPONSE = 0x8000_0000;
export const COMMAND = {
  genericNack: 0x8000_0000,
  submitSm: 0x0000_0004,
  deliverSm: 0x0000_0005,
  unbind: 0x0000_0006,
  bindTransceiver: 0x0000_0009,
  enquireLink: 0x0000_0015,
} as const;

export const HEADER = 16;
export const VERSION = 0x34;

/** Optional parameters (TLVs) by their tags. */
export const TAG = { receiptedMessageId: 0x001e, messagePayload: 0x0424, networkErrorCode: 0x0423, messageState: 0x0427 } as const;

export interface Pdu {
  readonly command: number;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
}

/** A frame of the right length whose inside makes no sense. */
export class MalformedPdu extends Error {}

const EMPTY = Buffer.alloc(0);

export function encodePdu(command: number, status: number, sequence: number, body: Buffer = EMPTY): Buffer {
  const frame = Buffer.allocUnsafe(HEADER + body.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(command, 4);
  frame.writeUInt32BE(status, 8);
  frame.writeUInt32BE(sequence, 12);
  body.copy(frame, HEADER);
  return frame;
}

/** @param frame one whole frame, as `FrameReader` gives it */
export const decodePdu = (frame: Buffer): Pdu => ({
  command: frame.readUInt32BE(4),
  status: frame.readUInt32BE(8),
  sequence: frame.readUInt32BE(12),
  body: frame.subarray(HEADER),
});

const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1');
const address = ({ ton, npi, address: characters }: SmppAddress): Buffer => Buffer.concat([Buffer.of(ton, npi), text(characters)]);

export const bindBody = (systemId: string, password: string, systemType: string): Buffer =>
  Buffer.concat([text(systemId), text(password), text(systemType), Buffer.of(VERSION, 0, 0, 0)]);

/** What all messages of a provider have in common, in front of the recipient. */
export const submitPrefix = (serviceType: string, source: SmppAddress): Buffer => Buffer.concat([text(serviceType), address(source)]);

export interface Submission {
  readonly destination: SmppAddress;
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly message: Buffer;
  /** As SMPP writes a time that begins now; empty for as long as the peer likes. */
  readonly validity: string;
}

/** A receipt is asked for at the end, whatever it is. */
const REGISTERED_DELIVERY = 1;

export function submitBody(prefix: Buffer, { destination, esmClass, dataCoding, message, validity }: Submission): Buffer {
  const to = destination.address;
  const body = Buffer.allocUnsafe(prefix.length + to.length + validity.length + message.length + 13);
  let at = prefix.copy(body);
  const octets = (...values: number[]): void => {
    for (const value of values) at = body.writeUInt8(value, at);
  };
  octets(destination.ton, destination.npi);
  at += body.write(to, at, 'latin1');
  // end of the address; esm_class, protocol_id, priority_flag; no schedule
  octets(0, esmClass, 0, 0, 0);
  at += body.write(validity, at, 'latin1');
  // its end; receipt; do not replace; coding; no canned text
  octets(0, REGISTERED_DELIVERY, 0, dataCoding, 0, message.length);
  message.copy(body, at);
  return body;
}

/** Seconds of a day, and days that any message centre keeps a message. */
const DAY = 86_400;
const MOST_DAYS = 30;

/** How long a message lives, from when the peer gets it: `YYMMDDhhmmss000R`. At least a minute: some know no seconds. */
export function validityOf(milliseconds: number): string {
  const seconds = Math.min(Math.max(Math.floor(milliseconds / 1000), 60), MOST_DAYS * DAY);
  const parts = [Math.floor(seconds / DAY), Math.floor((seconds % DAY) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return `0000${parts.map((part) => String(part).padStart(2, '0')).join('')}000R`;
}

/** The id in an answer to a message. Some answer without the octet that ends it, and errors without any body. */
export function readMessageId(body: Buffer): string {
  const end = body.indexOf(0);
  return body.toString('latin1', 0, Math.min(end < 0 ? body.length : end, 64));
}

export interface Delivered {
  readonly esmClass: number;
  readonly message: Buffer;
  readonly parameters: ReadonlyMap<number, Buffer>;
}

/** @throws MalformedPdu when the body of a deliver_sm ends before it should. */
export function readDelivered(body: Buffer): Delivered {
  const read = new BodyReader(body);
  read.text(6); // service_type
  read.skip(2);
  read.text(21); // source_addr
  read.skip(2);
  read.text(21); // destination_addr
  const esmClass = read.octet();
  read.skip(2); // protocol_id, priority_flag
  read.text(17); // schedule_delivery_time
  read.text(17); // validity_period
  read.skip(4); // registered_delivery, replace_if_present_flag, data_coding, sm_default_msg_id
  const short = read.octets(read.octet());
  const parameters = read.parameters();
  return { esmClass, message: parameters.get(TAG.messagePayload) ?? short, parameters };
}

class BodyReader {
  private at = 0;

  constructor(private readonly body: Buffer) {}

  octet(): number {
    return this.octets(1)[0] as number;
  }

  skip(count: number): void {
    this.octets(count);
  }

  octets(count: number): Buffer {
    const end = this.at + count;
    if (end > this.body.length) throw new MalformedPdu('ends too early');
    const found = this.body.subarray(this.at, end);
    this.at = end;
    return found;
  }

  /** @param size octets that it may have, with the one that ends it */
  text(size: number): string {
    const end = this.body.indexOf(0, this.at);
    if (end < 0 || end - this.at >= size) throw new MalformedPdu('a text without an end');
    const found = this.body.toString('latin1', this.at, end);
    this.at = end + 1;
    return found;
  }

  parameters(): ReadonlyMap<number, Buffer> {
    const found = new Map<number, Buffer>();
    while (this.at < this.body.length) {
      const tag = this.octets(2).readUInt16BE();
      found.set(tag, this.octets(this.octets(2).readUInt16BE()));
    }
    return found;
  }
}
