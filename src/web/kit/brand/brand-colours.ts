/** Text in a colour needs this contrast (WCAG 2.2, 1.4.3). */
const CONTRAST = 4.5;
/** The background of tokens.css in each theme on which text is hardest to read. */
const HARDEST = { light: '#f4f6f9', dark: '#202935' } as const;
const BLACK = '#000000';
const WHITE = '#ffffff';

/** What the pages need of one colour: each is a pair of light and dark theme, or the same in both. */
export interface BrandColours {
  /** For links, and lines around buttons. */
  readonly accent: readonly [light: string, dark: string];
  readonly accentStrong: readonly [light: string, dark: string];
  /** For buttons: the colour itself. */
  readonly fill: string;
  readonly fillStrong: string;
  readonly onFill: string;
}

/** Derives them, so that text keeps its contrast: links are darkened or lightened as far as needed, and text on buttons is white or black. */
export function brandColours(colour: string): BrandColours {
  const light = until(colour, BLACK, HARDEST.light);
  const dark = until(colour, WHITE, HARDEST.dark);
  // One of the two always has enough.
  const onFill = contrast(colour, WHITE) >= CONTRAST ? WHITE : BLACK;
  return {
    accent: [light, dark],
    accentStrong: [mix(light, BLACK, 0.3), mix(dark, WHITE, 0.35)],
    fill: colour,
    fillStrong: mix(colour, onFill === WHITE ? BLACK : WHITE, 0.2),
    onFill,
  };
}

/** What a start says of a colour that is not used for text as it is; empty where it is. */
export function brandColourNote(colour: string | undefined): string {
  if (colour === undefined) return '';
  const [light, dark] = brandColours(colour).accent;
  const changed = [light === colour ? '' : `${light} in the light theme`, dark === colour ? '' : `${dark} in the dark theme`].filter(
    Boolean,
  );
  return changed.length === 0
    ? ''
    : `BRAND_COLOR ${colour}: links are ${changed.join(' and ')}, so that their contrast is 4.5 to 1 or more`;
}

/** Of a colour and a background, as WCAG defines it. */
export function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

/** The first colour on the way to another that can be read. */
function until(colour: string, target: string, background: string): string {
  for (let percent = 0; percent < 100; percent += 1) {
    const tried = mix(colour, target, percent / 100);
    if (contrast(tried, background) >= CONTRAST) return tried;
  }
  return target;
}

const channelsOf = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const mix = (colour: string, target: string, share: number): string => {
  const targets = channelsOf(target);
  const mixed = channelsOf(colour).map((channel, at) => Math.round(channel + ((targets[at] ?? 0) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
};

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
