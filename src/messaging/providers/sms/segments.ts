import { ESCAPE, toGsm7 } from './gsm7.js';

export type Encoding = 'gsm7' | 'ucs2';

interface EncodedText {
  readonly encoding: Encoding;
  /** Septets of GSM-7, where an extension character has two, or UTF-16 units of UCS-2. */
  readonly units: number;
  /** As SMPP carries them: a septet in each octet, or UTF-16 with the high octet first. Without the header of a part. */
  readonly parts: readonly [Buffer, ...Buffer[]];
}

/** Units that fit into a message which stands alone, and into one that has the header of a part. */
const LIMITS = { gsm7: { alone: 160, part: 153 }, ucs2: { alone: 70, part: 67 } } as const;

/** What a text costs as SMS: the network counts each part. */
export interface SplitText {
  readonly encoding: Encoding;
  readonly units: number;
  readonly parts: readonly { readonly text: string; readonly units: number }[];
}

/** GSM-7 where its alphabet has every character of the text, else UCS-2; in as many parts as it takes. */
export function encodeText(text: string): EncodedText {
  const septets = toGsm7(text);
  if (septets !== undefined) {
    const splitsPair = (at: number): boolean => septets[at - 1] === ESCAPE;
    return { encoding: 'gsm7', units: septets.length, parts: cut(septets, 1, LIMITS.gsm7, splitsPair) };
  }
  const isSurrogate = (at: number, from: number): boolean => (text.charCodeAt(at) & 0xfc00) === from;
  const splitsPair = (at: number): boolean => isSurrogate(at - 1, 0xd800) && isSurrogate(at, 0xdc00);
  const octets = Buffer.from(text, 'utf16le').swap16();
  return { encoding: 'ucs2', units: text.length, parts: cut(octets, 2, LIMITS.ucs2, splitsPair) };
}

/** The text that each part carries, and its units. */
export function splitText(text: string): SplitText {
  const { encoding, units, parts } = encodeText(text);
  let at = 0;
  return {
    encoding,
    units,
    parts: parts.map((octets) => {
      const from = at;
      at += encoding === 'ucs2' ? octets.length / 2 : octets.filter((octet) => octet !== ESCAPE).length;
      return { text: text.slice(from, at), units: encoding === 'ucs2' ? octets.length / 2 : octets.length };
    }),
  };
}

/**
 * @param width octets of a unit
 * @param splitsPair whether a part that ends before this unit would take apart what belongs together
 */
function cut(
  octets: Buffer,
  width: number,
  limit: { readonly alone: number; readonly part: number },
  splitsPair: (at: number) => boolean,
): [Buffer, ...Buffer[]] {
  const units = octets.length / width;
  if (units <= limit.alone) return [octets];
  const ends: number[] = [];
  for (let from = 0; from < units; from = ends.at(-1) as number) {
    const to = from + limit.part;
    ends.push(to >= units ? units : splitsPair(to) ? to - 1 : to);
  }
  const parts = ends.map((end, at) => octets.subarray((ends[at - 1] ?? 0) * width, end * width));
  return parts as [Buffer, ...Buffer[]];
}

const PLAIN: Readonly<Record<string, string>> = { á: 'a', í: 'i', ó: 'o', ú: 'u', Á: 'A', Í: 'I', Ó: 'O', Ú: 'U' };

/**
 * Leaves out the accents of Spanish that GSM-7 does not have (`é` and `ñ` are in it), where that makes the text fit into GSM-7, in
 * which a part holds more than twice as much. A text that needs UCS-2 for another character anyway stays as it is.
 */
export function transliterate(text: string): string {
  if (toGsm7(text) !== undefined) return text;
  const plain = text.normalize('NFC').replace(/[áíóúÁÍÓÚ]/g, (accented) => PLAIN[accented] as string);
  return toGsm7(plain) === undefined ? text : plain;
}
