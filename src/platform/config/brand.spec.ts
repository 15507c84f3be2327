import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { logoIn } from './brand-logo.js';
import { ConfigError, loadConfig } from './config.js';
import { VARIABLES } from './variables.js';

const problems = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
};

const svg = (text: string): ReturnType<typeof logoIn> => logoIn(Buffer.from(text));

describe('the brand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brand-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  test('is ours where nothing is said', () => {
    expect(loadConfig({}).brand).toEqual({ name: 'Customer Messages', bankName: undefined, logo: undefined, colour: undefined });
  });

  test.each([
    ['#0B5FAE', '#0b5fae'],
    ['0b5fae', '#0b5fae'],
    [' #f0A ', '#ff00aa'],
  ])('the colour %j is %s', (given, colour) => {
    expect(loadConfig({ BRAND_COLOR: given }).brand.colour).toBe(colour);
  });

  test.each([
    [
      'BRAND_COLOR',
      [
        'red',
        '#12345',
        '#12345g',
        '##000000',
        '#000;}body{background:url(//evil.example)',
        'light-dark(#000,#fff)',
        'rgb(0,0,0)',
        '#000000\n}',
        '</style><script>',
        'var(--x)',
      ],
    ],
    ['BRAND_NAME', ['x'.repeat(61), 'a\nb', 'a\u0000b', 'a\u202eb', 'a\u2028b', ' ']],
    ['BRAND_BANK_NAME', ['x'.repeat(61), 'a\r\nSet-Cookie: b', '\u200b']],
  ] as const)('%s is refused in one line that does not repeat it: %j', (name, values) => {
    for (const value of values)
      expect([value, problems({ [name]: value })]).toEqual([value, [`${name} must be ${VARIABLES[name].expected}`]]);
  });

  test('names may have any signs: they are written as text', () => {
    expect(loadConfig({ BRAND_NAME: ' <b>&"\' ', BRAND_BANK_NAME: 'Бank 銀行' }).brand).toMatchObject({
      name: '<b>&"\'',
      bankName: 'Бank 銀行',
    });
  });

  test('a logo is what its content says, and as wide as it is', () => {
    expect(loadConfig({ BRAND_LOGO: file('logo.txt', '<svg viewBox="0 0 30 10"></svg>') }).brand.logo).toMatchObject({
      type: 'image/svg+xml',
      ratio: 3,
    });
    const png = Buffer.alloc(24);
    png.write('\x89PNG\r\n\x1a\n', 'latin1');
    png.writeUInt32BE(400, 16);
    png.writeUInt32BE(100, 20);
    expect(logoIn(png)).toMatchObject({ type: 'image/png', ratio: 4 });
    const webp = Buffer.alloc(30);
    webp.write('RIFF\0\0\0\0WEBPVP8X', 'latin1');
    webp.writeUIntLE(99, 24, 3);
    webp.writeUIntLE(49, 27, 3);
    expect(logoIn(webp)).toMatchObject({ type: 'image/webp', ratio: 2 });
    webp.write('VP8L', 12, 'latin1');
    webp.writeUInt32LE((29 << 14) | 89, 21);
    expect(logoIn(webp)).toMatchObject({ ratio: 3 });
    webp.write('VP8 ', 12, 'latin1');
    webp.writeUInt16LE(10, 26);
    webp.writeUInt16LE(20, 28);
    expect(logoIn(webp)).toMatchObject({ ratio: 0.5 });
    expect(svg('<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE svg>\n<svg width="20px" height="40" xmlns="x"/>')).toMatchObject({
      ratio: 0.5,
    });
    expect(svg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>')).toMatchObject({ ratio: 1 });
  });

  test.each([
    '',
    'text',
    '<html><svg viewBox="0 0 1 1"/></html>',
    '<script>alert(1)</script><svg viewBox="0 0 1 1"/>',
    'GIF89a',
    '\x89PNG\r\n\x1a\n',
    'RIFF\0\0\0\0WEBP',
  ])('no logo is in %j', (content) => {
    expect(logoIn(Buffer.from(content, 'latin1'))).toBeUndefined();
  });

  test('a logo that cannot be used stops the start, in a line that does not show the path', () => {
    expect(problems({ BRAND_LOGO: join(folder, 'none.svg') })).toEqual(['BRAND_LOGO cannot be read: ENOENT']);
    expect(problems({ BRAND_LOGO: folder })).toEqual(['BRAND_LOGO cannot be read: EISDIR']);
    const wrong = `BRAND_LOGO must be ${VARIABLES.BRAND_LOGO.expected}`;
    expect(problems({ BRAND_LOGO: file('page.svg', '<html></html>') })).toEqual([wrong]);
    expect(problems({ BRAND_LOGO: file('large.svg', `<svg viewBox="0 0 1 1">${' '.repeat(262_144)}</svg>`) })).toEqual([wrong]);
  });
});
