import { readFileSync, statSync } from 'node:fs';

/** Bytes. */
const MOST = 262_144;

/** A picture for the header of all pages. */
export interface BrandLogo {
  readonly type: 'image/svg+xml' | 'image/png' | 'image/webp';
  readonly bytes: Buffer;
  /** Width divided by height, so that the page knows how much room it takes before it is there. */
  readonly ratio: number;
}

/** Reads the logo. @returns undefined after adding a problem, which does not show the path. */
export function readBrandLogo(path: string, problems: string[]): BrandLogo | undefined {
  try {
    const { size } = statSync(path);
    const logo = size <= MOST ? logoIn(readFileSync(path)) : undefined;
    if (logo === undefined) problems.push('BRAND_LOGO must be the path of an SVG, PNG or WebP file of at most 256 KiB');
    return logo;
  } catch (error) {
    problems.push(`BRAND_LOGO cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`);
    return undefined;
  }
}

/** What a file is by its content, whatever its name says. */
export function logoIn(bytes: Buffer): BrandLogo | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) && bytes.length >= 24)
    return logoOf('image/png', bytes, bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  if (bytes.length >= 30 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return logoOf('image/webp', bytes, ...webpSize(bytes));
  return svgIn(bytes);
}

function logoOf(type: BrandLogo['type'], bytes: Buffer, width: number, height: number): BrandLogo | undefined {
  const ratio = width / height;
  return Number.isFinite(ratio) && ratio > 0 ? { type, bytes, ratio } : undefined;
}

/** Of its three formats: with extensions, lossless, lossy (RFC 9649). */
function webpSize(bytes: Buffer): [width: number, height: number] {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8 ':
      return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
    default:
      return [0, 0];
  }
}

/** The root must be `svg`. What else is in it is up to who made it: it is shown as a picture and served without the right to anything. */
function svgIn(bytes: Buffer): BrandLogo | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE[^>[]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg(\s[^>]*)>/.exec(
    text,
  )?.[1];
  if (root === undefined) return undefined;
  const number = (name: string): number => Number(new RegExp(`\\s${name}=["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(root)?.[1]);
  const [, , , boxWidth, boxHeight] = /\sviewBox=["']\s*([-\d.]+)[\s,]+([-\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(root) ?? [];
  return (
    logoOf('image/svg+xml', bytes, Number(boxWidth), Number(boxHeight)) ??
    logoOf('image/svg+xml', bytes, number('width'), number('height')) ??
    logoOf('image/svg+xml', bytes, 1, 1)
  );
}
