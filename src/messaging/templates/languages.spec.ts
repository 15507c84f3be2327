import { expect, test } from '@jest/globals';
import { languageAmong, languageOf } from './languages.js';

test.each([
  ['ES-mx', 'es-MX'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['', undefined],
  ['español', undefined],
  ['es_ES', undefined],
  ['__proto__', undefined],
  ['x'.repeat(65), undefined],
])('%j is the language %j', (tag, language) => expect(languageOf(tag)).toBe(language));

test('a language is found for one that is more exact', () => {
  expect(languageAmong(['en', 'es'], 'es-MX')).toBe('es');
  expect(languageAmong(['en', 'zh-Hant'], 'zh-Hant-TW')).toBe('zh-Hant');
  expect(languageAmong(['en', 'es-MX'], 'es')).toBeUndefined();
});
