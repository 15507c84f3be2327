import { expect, test } from '@jest/globals';
import { previewOf } from './text-preview.js';

test.each([
  ['Your card is ready', 'gsm7', 1, []],
  ['€'.repeat(81), 'gsm7', 2, []],
  ['Su tarjeta está lista, señor, ¡olé!', 'ucs2', 1, ['á']],
  [`It’s ${'á'.repeat(70)} 😀😀`, 'ucs2', 2, ['’', 'á', '😀']],
])('%j', (text, encoding, costUnits, ucs2Characters) => expect(previewOf(text)).toMatchObject({ encoding, costUnits, ucs2Characters }));
