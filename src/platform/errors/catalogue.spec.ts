import { describe, expect, test } from '@jest/globals';
import { ERRORS, type ErrorKind } from './catalogue.js';

const all: [key: string, kind: ErrorKind][] = Object.entries(ERRORS);

describe('the catalogue of errors', () => {
  test('has each number once a status', () => {
    const codes = all.map(([, { code, status }]) => `${code} ${status}`);
    expect(codes).toEqual([...new Set(codes)]);
  });

  test.each(all)('%s has a number, a status, and a text in both languages that details can follow', (_key, { code, text, es, status }) => {
    expect(code).toMatch(/^OBP-\d{5}$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(text).not.toBe('');
    expect(es).not.toBe('');
    expect(es).not.toBe(text);
    // What follows the text is the same in both languages, so it needs the same space before it.
    expect(/ $/.test(es)).toBe(/ $/.test(text));
  });
});
