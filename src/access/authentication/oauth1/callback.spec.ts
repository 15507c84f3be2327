import { describe, expect, test } from '@jest/globals';
import { callbackWith, isCallbackOf } from './callback.js';

const REGISTERED = 'https://app.example.com/oauth/back';

describe('where people may be sent', () => {
  test.each([
    [REGISTERED, REGISTERED],
    [REGISTERED, `${REGISTERED}?state=1&x=%2F`],
    [REGISTERED, `${REGISTERED}/more`],
    [REGISTERED, 'HTTPS://APP.example.com:443/oauth/back'],
    [`${REGISTERED}/`, REGISTERED],
    ['https://app.example.com', 'https://app.example.com/any/where'],
    ['http://localhost:5173/api/callback', 'http://localhost:5173/api/callback'],
    ['http://[::1]:5173/', 'http://[::1]:5173/callback'],
    ['http://127.0.0.1:9/', 'http://127.0.0.1:9/callback'],
    ['com.example.app:/back', 'com.example.app:/back?state=1'],
    ['com.example.app:/', 'COM.example.app:/any/where'],
    ['com.example.app://back', 'com.example.app://back/more'],
    [REGISTERED, 'oob'],
    ['', 'oob'],
  ])('registered %j: %j', (registered, callback) => expect(isCallbackOf(registered, callback)).toBe(true));

  test.each([
    [REGISTERED, 'http://app.example.com/oauth/back'],
    [REGISTERED, 'https://app.example.com:444/oauth/back'],
    [REGISTERED, 'https://app.example.com/oauth/backdoor'],
    [REGISTERED, 'https://app.example.com/oauth'],
    [REGISTERED, 'https://app.example.com/'],
    [REGISTERED, 'https://app.example.com.evil.example/oauth/back'],
    [REGISTERED, 'https://app.example.com@evil.example/oauth/back'],
    [REGISTERED, 'https://user@app.example.com/oauth/back'],
    [REGISTERED, 'https://user:password@app.example.com/oauth/back'],
    [REGISTERED, 'https://evil.example/oauth/back'],
    [REGISTERED, 'https://evil.example\\@app.example.com/oauth/back'],
    [REGISTERED, 'https://app.example.com\\oauth\\back'],
    [REGISTERED, 'https:app.example.com/oauth/back'],
    [REGISTERED, '//app.example.com/oauth/back'],
    [REGISTERED, '/oauth/back'],
    [REGISTERED, `${REGISTERED}/../../elsewhere`],
    [REGISTERED, `${REGISTERED}/%2e%2E/x`],
    [REGISTERED, `${REGISTERED}/.%2e/x`],
    [REGISTERED, `${REGISTERED}/..%2Fx`],
    [REGISTERED, `${REGISTERED}/..%5cx`],
    [REGISTERED, `${REGISTERED}#fragment`],
    [REGISTERED, ` ${REGISTERED}`],
    [REGISTERED, `${REGISTERED}\n`],
    [REGISTERED, 'https://app.exa\tmple.com/oauth/back'],
    [REGISTERED, 'https://аpp.example.com/oauth/back'], // a Cyrillic letter
    [REGISTERED, `${REGISTERED}?${'x'.repeat(2_000)}`],
    [REGISTERED, 'OOB'],
    [REGISTERED, ''],
    ['', 'https://app.example.com/'],
    ['', ''],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['data:text/html,x', 'data:text/html,x'],
    ['com.example.app:/back', 'com.example.other:/back'],
    ['com.example.app:/back', 'com.example.app:/backdoor'],
    ['com.example.app:/back', 'com.example.app://evil.example/back'],
    ['com.example.app:back', 'com.example.app:back'],
    ['http://app.example.com/', 'http://app.example.com/back'], // registered before the rule
    ['https://x;img-src/', 'https://x;img-src/back'],
    ['not a url', 'not a url'],
    [REGISTERED, 'javascript://app.example.com/oauth/back'],
  ])('registered %j: never %j', (registered, callback) => expect(isCallbackOf(registered, callback)).toBe(false));
});

test('a callback keeps its own query', () => {
  expect(callbackWith(REGISTERED, { oauth_token: 'a', oauth_verifier: 'b&c' })).toBe(`${REGISTERED}?oauth_token=a&oauth_verifier=b%26c`);
  expect(callbackWith(`${REGISTERED}?x=1+2&y`, { oauth_token: 'a' })).toBe(`${REGISTERED}?x=1+2&y&oauth_token=a`);
  expect(callbackWith('com.example.app:/back', { oauth_token: 'a' })).toBe('com.example.app:/back?oauth_token=a');
  expect(callbackWith('com.example.app://back', { oauth_token: 'a' })).toBe('com.example.app://back?oauth_token=a');
});
