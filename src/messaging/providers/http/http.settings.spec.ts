import { expect, test } from '@jest/globals';
import { readHttpSettings } from './http.settings.js';
import { fillUrl, type Values } from './template.js';

const NOTIFY_KEY = 'key-22222222-2222-4222-8222-222222222222-11111111-1111-4111-8111-111111111111';
const gateway = { url: 'https://gateway.example/send' };

test.each<[what: string, settings: object, setting: string]>([
  ['a URL that is none', { url: 'http://[' }, 'url'],
  ['a port that is none', { url: 'https://gateway.example:99999' }, 'url'],
  ['a host that a message chooses', { url: 'https://{{text}}/x' }, 'url'],
  ['a host that a message chooses, behind an empty one', { url: 'https:///{{text}}/x' }, 'url'],
  ['a password in the URL', { url: 'https://me:pass@gateway.example/' }, 'url'],
  ['a placeholder with spaces', { ...gateway, body: { text: '{{ text }}' } }, 'body'],
  ['a placeholder for nothing', { ...gateway, body: { text: '{{phone}}' } }, 'body'],
  ['a header that the connection writes', { ...gateway, headers: { 'Keep-Alive': 'timeout=5' } }, 'headers'],
  ['no sender, where the request has one', { preset: 'twilio', account: 'AC1', password: 'p' }, 'from'],
  ['no account, where the URL has one', { preset: 'twilio', from: 'BANK', password: 'p' }, 'account'],
  ['no password, where it logs in', { preset: 'vonage', from: 'BANK', username: 'me' }, 'password'],
  ['no key', { preset: 'govuk-notify', template: 't1' }, 'token'],
  ['a key that is none', { preset: 'govuk-notify', template: 't1', token: NOTIFY_KEY.slice(0, -1) }, 'token'],
])('%s is refused', (_what, settings, setting) => {
  expect(() => readHttpSettings(settings)).toThrow(expect.objectContaining({ setting }));
});

test('what the presets need is enough', () => {
  expect(readHttpSettings({ preset: 'twilio', from: 'BANK', account: 'AC1', password: 'p' }).gateway.auth).toBe('basic');
  expect(readHttpSettings({ preset: 'govuk-notify', template: 't1', token: NOTIFY_KEY }).gateway.auth).toBe('notify');
});

test('no text is a step up in the path', () => {
  for (const text of ['.', '..', '../x', '/', 'a?b#c']) {
    const { pathname, search } = new URL(fillUrl('https://gateway.example/send/{{text}}/x', { text } as Values));
    expect([pathname.split('/').length, pathname.startsWith('/send/'), pathname.endsWith('/x'), search]).toEqual([4, true, true, '']);
  }
});
