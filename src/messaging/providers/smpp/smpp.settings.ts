import { SettingsReader } from '../settings-reader.js';

/** How the id in the text of a receipt is written, compared with the id that answered the message. */
export const RECEIPT_ID_BASES = ['same', 'hexToDecimal', 'decimalToHex'] as const;
export type ReceiptIdBase = (typeof RECEIPT_ID_BASES)[number];

/** Times in milliseconds. */
export interface SmppTiming {
  /** How long connecting, a place in the window, and an answer may each take. */
  readonly answer: number;
  /** Silence after which the peer is asked whether it is there. */
  readonly enquireLink: number;
  /** The first pause before the next bind, and the longest: each is twice the one before, with jitter. */
  readonly firstPause: number;
  readonly longestPause: number;
}

/** A number or name as SMPP has it: type of number, numbering plan, and the characters. */
export interface SmppAddress {
  readonly ton: number;
  readonly npi: number;
  readonly address: string;
}

export interface SmppSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Certificates in PEM that are trusted instead of those that come with Node.js; empty for those. */
  readonly ca: string;
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
  readonly serviceType: string;
  readonly window: number;
  readonly source: SmppAddress;
  readonly destinationTon: number;
  readonly destinationNpi: number;
  readonly transliterate: boolean;
  /** Whether the peer is told how long a message lives. */
  readonly validityPeriod: boolean;
  readonly receiptIdBase: ReceiptIdBase;
  /** Minutes by which the clock in receipts is before UTC. */
  readonly receiptUtcOffset: number;
  /** Values of `err:` in a receipt that say that nobody has this number. */
  readonly badAddressErrors: readonly string[];
  readonly timing: SmppTiming;
}

const ASCII = '[\\x20-\\x7e]';
const ALPHANUMERIC = 5;
const INTERNATIONAL = 1;

/** @throws ProviderSettingsError for the first setting that is wrong. */
export function readSmppSettings(settings: unknown): SmppSettings {
  const read = new SettingsReader(settings);
  const ascii = (name: string, from: number, to: number, fallback?: string): string =>
    read.text(name, new RegExp(`^${ASCII}{${from},${to}}$`), `${from} to ${to} characters of ASCII`, fallback);
  const octet = (name: string, to: number, fallback: number): number => read.integer(name, 0, to, fallback);

  const tls = read.flag('tls', false);
  const address = read.text('sourceAddress', /^(?:\d{1,20}|[\x20-\x7e]{1,11})$/, '1 to 20 digits or 1 to 11 characters of ASCII');
  const isNumber = /^\d+$/.test(address);
  const found: SmppSettings = {
    host: read.text('host', /^[A-Za-z0-9._:-]{1,253}$/, 'the name or the IP address of a host'),
    port: read.integer('port', 1, 65_535, tls ? 3550 : 2775),
    tls,
    ca: read.text('ca', /^(?:-----BEGIN CERTIFICATE-----[\s\S]{1,60000})?$/, 'certificates in PEM', ''),
    systemId: ascii('systemId', 1, 15),
    password: ascii('password', 0, 64, ''),
    systemType: ascii('systemType', 0, 12, ''),
    serviceType: ascii('serviceType', 0, 5, ''),
    window: read.integer('window', 1, 1000, 50),
    source: {
      ton: octet('sourceTon', 7, isNumber ? INTERNATIONAL : ALPHANUMERIC),
      npi: octet('sourceNpi', 18, isNumber ? 1 : 0),
      address,
    },
    destinationTon: octet('destinationTon', 7, INTERNATIONAL),
    destinationNpi: octet('destinationNpi', 18, 1),
    transliterate: read.flag('transliterate', false),
    validityPeriod: read.flag('validityPeriod', true),
    receiptIdBase: read.choice('receiptIdBase', RECEIPT_ID_BASES, 'same'),
    receiptUtcOffset: read.integer('receiptUtcOffset', -720, 840, 0),
    badAddressErrors: read.texts('badAddressErrors', /^[0-9A-Za-z]{1,8}$/, 'a list of error codes of 1 to 8 letters and digits'),
    timing: {
      answer: read.integer('answerSeconds', 1, 20, 10) * 1000,
      enquireLink: read.integer('enquireLinkSeconds', 5, 300, 30) * 1000,
      firstPause: 1000,
      longestPause: 60_000,
    },
  };
  read.end();
  return found;
}
