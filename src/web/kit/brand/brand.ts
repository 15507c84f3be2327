import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { brandColours } from './brand-colours.js';
import type { BrandShown } from './brand-mark.js';

/** Where the files of the brand are, each under the hash of its content. */
export const BRAND_PREFIX = 'brand';

/** Pixels that a logo may take in the header. */
const LOGO_HEIGHT = 32;
const LOGO_WIDTH = 160;

const OURS = { width: 28, height: 28 };
const ACCENT = '#0b5fae';

export interface BrandFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** What the pages show of whose service this is (`BRAND_*`). */
@Injectable()
export class Brand {
  readonly shown: BrandShown;
  /** The address of a style sheet with the brand's colour; undefined: ours. */
  readonly style: string | undefined;
  /** The address of the icon of all pages. */
  readonly icon: string;
  private readonly files: ReadonlyMap<string, BrandFile>;

  constructor(@Inject(CONFIG) { brand: { name, bankName = '', logo, colour } }: Pick<Config, 'brand'>) {
    const picture = logo && fileOf(logo.type, EXTENSIONS[logo.type], logo.bytes);
    const style = colour === undefined ? undefined : fileOf('text/css; charset=utf-8', 'css', Buffer.from(styleOf(colour)));
    this.files = new Map([picture, style].flatMap((file) => (file === undefined ? [] : [[file.name, file]])));
    this.icon = picture === undefined ? iconIn(colour ?? ACCENT) : hrefOf(picture);
    this.shown = { name, bank: bankName, logo: { href: this.icon, ...(logo === undefined ? OURS : sizeOf(logo.ratio)) } };
    this.style = style && hrefOf(style);
  }

  /** Undefined for a name that is not of the present brand. */
  file(name: string): BrandFile | undefined {
    return this.files.get(name);
  }
}

const EXTENSIONS = { 'image/svg+xml': 'svg', 'image/png': 'png', 'image/webp': 'webp' } as const;

const fileOf = (type: string, extension: string, bytes: Buffer): BrandFile => ({
  name: `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${extension}`,
  type,
  bytes,
});

const hrefOf = ({ name }: BrandFile): string => `/${BRAND_PREFIX}/${name}`;

function sizeOf(ratio: number): { width: number; height: number } {
  const width = Math.min(LOGO_WIDTH, LOGO_HEIGHT * ratio);
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(width / ratio)) };
}

/** The colours are of hexadecimal digits alone. */
function styleOf(colour: string): string {
  const { accent, accentStrong, fill, fillStrong, onFill } = brandColours(colour);
  const tokens = {
    accent: `light-dark(${accent.join()})`,
    'accent-strong': `light-dark(${accentStrong.join()})`,
    fill,
    'fill-strong': fillStrong,
    'on-fill': onFill,
    brand: colour,
  };
  return `:root{${Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')}}`;
}

/** A speech bubble, in the page itself: one request less. */
const iconIn = (colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="${colour}" d="M6 4h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H15l-8 6v-6H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z"/>` +
      '<path stroke="#fff" stroke-width="2.6" stroke-linecap="round" d="M9 11.5h14M9 17h9"/></svg>',
  )}`;
