import { expect, test } from '@jest/globals';
import { ProviderSettingsError } from '../provider.js';
import { readSmppSettings } from './smpp.settings.js';

const LEAST = { host: 'smpp.example.com', systemId: 'bank', password: 'secret', sourceAddress: 'Bank' };

test('have defaults for most', () => {
  expect(readSmppSettings(LEAST)).toMatchObject({
    port: 2775,
    tls: false,
    window: 50,
    source: { ton: 5, npi: 0, address: 'Bank' },
    receiptIdBase: 'same',
    timing: { answer: 10_000, enquireLink: 30_000 },
  });
  expect(readSmppSettings({ ...LEAST, tls: true, sourceAddress: '34911000000', port: null })).toMatchObject({
    port: 3550,
    source: { ton: 1, npi: 1 },
  });
});

test.each([
  ['settings', undefined],
  ['settings', []],
  ['host', { ...LEAST, host: undefined }],
  ['host', { ...LEAST, host: 'a b' }],
  ['port', { ...LEAST, port: '2775' }],
  ['systemId', { ...LEAST, systemId: 'longer than fifteen' }],
  ['password', { ...LEAST, password: 'naïve' }],
  ['sourceAddress', { ...LEAST, sourceAddress: 'Twelve chars' }],
  ['sourceAddress', { ...LEAST, sourceAddress: 'Bank\0' }],
  ['sourceTon', { ...LEAST, sourceTon: 8 }],
  ['window', { ...LEAST, window: 0 }],
  ['tls', { ...LEAST, tls: 'yes' }],
  ['ca', { ...LEAST, ca: 'not PEM' }],
  ['receiptIdBase', { ...LEAST, receiptIdBase: 'hex' }],
  ['badAddressErrors', { ...LEAST, badAddressErrors: [1] }],
  ['answerSeconds', { ...LEAST, answerSeconds: 60 }],
  ['passwort', { ...LEAST, passwort: 'x' }],
  ['__proto__', JSON.parse(JSON.stringify(LEAST).replace('{', '{"__proto__":{"tls":true},'))],
])('name %s when it is wrong', (setting, settings) => {
  expect(() => readSmppSettings(settings)).toThrow(ProviderSettingsError);
  expect(() => readSmppSettings(settings)).toThrow(expect.objectContaining({ setting }));
});
