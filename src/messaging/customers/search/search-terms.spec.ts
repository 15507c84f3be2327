import { describe, expect, test } from '@jest/globals';
import { MOST_TERMS, searchTermsOf, wholesOf, wordsOf } from './search-terms.js';

const customer = {
  legalName: 'José García-López',
  customerNumber: 'A-59 87',
  email: 'Jose@Example.com',
  mobilePhoneNumber: '+34 (600) 123-456',
};

describe('terms', () => {
  test('are each word before the others, the number, the address and the phone', () => {
    expect(searchTermsOf(customer)).toEqual([
      'jose garcia lopez',
      'jose lopez garcia',
      'garcia jose lopez',
      'garcia lopez jose',
      'lopez jose garcia',
      'lopez garcia jose',
      '#a5987',
      '@jose@example.com',
      '+34600123456',
    ]);
  });

  test('of what is empty are none', () => {
    expect(searchTermsOf({ legalName: ' - ', customerNumber: '1', email: '', mobilePhoneNumber: '+' })).toEqual(['#1']);
  });

  test('are no more and no longer than the index takes', () => {
    const long = { ...customer, legalName: Array.from({ length: 120 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(' ') };
    expect(searchTermsOf(long).length).toBeLessThanOrEqual(MOST_TERMS);
    // One character that stands for eighteen.
    for (const term of searchTermsOf({ ...customer, legalName: '\ufdfa'.repeat(255) })) expect([...term].length).toBeLessThanOrEqual(256);
  });
});

test.each([
  ['Łukasz Żółć', ['lukasz', 'zolc']],
  ['Søren Straße ÆON', ['soren', 'strasse', 'aeon']],
  ["O'Brien d’Arc", ['obrien', 'darc']],
  ['İSTANBUL ΜΑΡΊΑ Мария', ['istanbul', 'μαρια', 'мария']],
  ['100% _x_', ['100', 'x']],
])('the words of %s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test.each([
  ['maria', ['#maria', '@maria']],
  ['Eveline@Ex', ['@eveline@ex']],
  ['eveline.trip', ['#evelinetrip', '@eveline.trip']],
  ['+44 079', ['#44079', '+44079', '@+44079']],
  ['7', []],
])('what %s may be as a whole', (text, wholes) => {
  expect(wholesOf(text)).toEqual(wholes);
});
