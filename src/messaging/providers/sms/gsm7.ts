/** The default alphabet of GSM 03.38, in the order of its codes. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Characters that follow an escape, with their codes. */
const EXTENSION: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
};

export const ESCAPE = 0x1b;
const ABSENT = 0xff;
const ESCAPED = 0x80;

/** By UTF-16 unit: the code, with a high bit for one that follows an escape. The euro sign is the last of all. */
const CODES = new Uint8Array('€'.charCodeAt(0) + 1).fill(ABSENT);
for (let code = 0; code < BASIC.length; code++) if (code !== ESCAPE) CODES[BASIC.charCodeAt(code)] = code;
for (const [character, code] of Object.entries(EXTENSION)) CODES[character.charCodeAt(0)] = ESCAPED | code;

/** @returns the text as septets, each in an octet of its own; undefined where the alphabet has not all of its characters. */
export function toGsm7(text: string): Buffer | undefined {
  const septets = Buffer.allocUnsafe(text.length * 2);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = CODES[text.charCodeAt(at)] ?? ABSENT;
    if (code === ABSENT) return undefined;
    if (code >= ESCAPED) septets[length++] = ESCAPE;
    septets[length++] = code & 0x7f;
  }
  return septets.subarray(0, length);
}
