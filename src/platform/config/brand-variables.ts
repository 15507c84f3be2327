import { makeValidator, str } from 'envalid';

/** Characters of a name that the header has room for. */
const MOST = 60;

/** Text in one line: it stands in titles and headings. */
const name = makeValidator<string>((text) => {
  const trimmed = text.trim();
  if (trimmed === '' || [...trimmed].length > MOST || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(trimmed)) throw new Error('not such a name');
  return trimmed;
});

/** `#rgb` or `#rrggbb`, also without the sign, as `#rrggbb`: nothing else ever gets into a style sheet. */
const colour = makeValidator<string>((text) => {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (digits === undefined) throw new Error('not a colour');
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
});

/** Whose service this is, as the pages show it: part of `VARIABLES`. */
export const BRAND_VARIABLES = {
  BRAND_NAME: {
    spec: name({ default: 'Customer Messages' }),
    description: 'Name in the header and the titles of all pages.',
    expected: `one line of at most ${MOST} characters`,
    example: 'Green Messages',
  },
  BRAND_BANK_NAME: {
    spec: name({ default: undefined }),
    description: 'Name of the bank, below that name. Default: none.',
    expected: `one line of at most ${MOST} characters`,
    example: 'The Green Bank of Ghent',
  },
  BRAND_LOGO: {
    spec: str({ default: undefined }),
    description:
      'Path of a logo of at most 256 KiB, as SVG, PNG or WebP, read at the start. The service serves it itself, and no script in it runs. Default: none.',
    expected: 'the path of an SVG, PNG or WebP file of at most 256 KiB',
    example: './logo.svg',
  },
  BRAND_COLOR: {
    spec: colour({ default: undefined }),
    description:
      'Colour of buttons and links, as six or three hexadecimal digits; # before them is allowed, but in .env only between quotes. Where text in it would have a contrast below 4.5 to 1, a darker or lighter one is used, and the start says which.',
    expected: 'a colour of six or three hexadecimal digits, such as 0b5fae',
    example: '146c43',
  },
} as const;
