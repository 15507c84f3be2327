import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { brandColourNote, brandColours, contrast } from './brand-colours.js';

/** The backgrounds of the pages, as their style sheet has them. */
const TOKENS = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');
const backgrounds = (theme: 0 | 1): string[] =>
  ['paper', 'panel', 'raised'].map(
    (name) => new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(TOKENS)?.[theme + 1] ?? 'no such token',
  );

describe('the colours of a brand', () => {
  test('contrast is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  const steps = ['00', '33', '66', '80', '99', 'cc', 'ff'];
  const colours = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)));

  test('whatever the colour, text can be read in both themes', () => {
    const poor = colours.flatMap((colour) => {
      const { accent, accentStrong, fill, fillStrong, onFill } = brandColours(colour);
      const pairs = [
        ...([0, 1] as const).flatMap((theme) =>
          backgrounds(theme).flatMap((background) => [[accent[theme], background] as const, [accentStrong[theme], background] as const]),
        ),
        [onFill, fill] as const,
        [onFill, fillStrong] as const,
      ];
      return pairs.filter(([one, other]) => !(contrast(one, other) >= 4.5)).map((pair) => [colour, ...pair]);
    });
    expect(poor).toEqual([]);
  });

  test('a colour that can be read stays as it is, and what is changed is said', () => {
    expect(brandColours('#0b5fae').accent[0]).toBe('#0b5fae');
    expect(brandColourNote(undefined)).toBe('');
    expect(brandColourNote('#0b5fae')).toMatch(/^BRAND_COLOR #0b5fae: links are #[0-9a-f]{6} in the dark theme, so that/);
    expect(brandColourNote('#ffdd00')).toMatch(/^BRAND_COLOR #ffdd00: links are #[0-9a-f]{6} in the light theme, so that/);
  });
});
