import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRedirectUrl } from './redirect-url.js';

describe('an address that people may be sent to', () => {
  test.each([
    ['https://app.example.com/back?x=1', 'https://app.example.com', 'https://app.example.com'],
    ['HTTPS://APP.example.com:443', 'https://app.example.com', 'https://app.example.com'],
    ['https://app.example.com:8443/', 'https://app.example.com:8443', 'https://app.example.com:8443'],
    ['https://[2001:db8::1]/back', 'https://[2001:db8::1]', 'https:'],
    ['http://localhost:5173/api/callback', 'http://localhost:5173', 'http://localhost:5173'],
    ['http://127.0.0.1:51004/', 'http://127.0.0.1:51004', 'http://127.0.0.1:51004'],
    ['http://[::1]:51004/', 'http://[::1]:51004', 'http:'],
    ['com.example.app:/oauth/back', 'com.example.app:', 'com.example.app:'],
    ['com.example.app://back', 'com.example.app:', 'com.example.app:'],
  ])('%s', (text, leadsTo, source) => expect(readRedirectUrl(text)).toMatchObject({ leadsTo, source }));

  test.each([
    ['', 'must be of visible ASCII'],
    ['/back', 'must be a URL'],
    ['https://', 'must be a URL'],
    ['https:app.example.com/', 'must be an https URL'],
    ['javascript:alert(1)', 'must be an https URL'],
    ['javascript:/alert(1)', 'must be an https URL'],
    ['data:text/html,x', 'must be an https URL'],
    ['vbscript:x', 'must be an https URL'],
    ['file:///etc/passwd', 'must be an https URL'],
    ['blob:https://app.example.com/1', 'must be an https URL'],
    ['ftp://app.example.com/', 'must be an https URL'],
    ['myapp:/back', 'must be an https URL'],
    ['com.example.app:back', 'must be an https URL'],
    ['.app:/back', 'must be a URL'],
    ['com..app:/back', 'must be an https URL'],
    ['http://app.example.com/', 'http is for'],
    ['http://localhost.example.com/', 'http is for'],
    ['http://0.0.0.0/', 'http is for'],
    ['https://user@app.example.com/', 'must not name a user'],
    ['com.example.app://user@host/', 'must not name a user'],
    ['https://app.example.com/#x', 'must not have a fragment'],
    ['https://app.example.com/\n', 'must be of visible ASCII'],
    ['https://app.example.com/\\', 'must be of visible ASCII'],
    ['https://app.example.com/a b', 'must be of visible ASCII'],
    ['https://x;img-src/', 'must name a host'],
    ['https://x,*/', 'must name a host'],
    ['https://*/', 'must name a host'],
    ["https://x'self'/", 'must name a host'],
    ['com.example.app://x;img-src/', 'must name a host'],
    ['https://app.example.com/a/../b', 'must not have "."'],
    ['https://app.example.com/a%2Fb', 'must not have "."'],
    [`https://app.example.com/${'x'.repeat(2_000)}`, 'longer than'],
  ])('never %j', (text, problem) => expect(readRedirectUrl(text)).toEqual({ problem: expect.stringContaining(problem) }));

  test('nothing of it means anything else in a policy', () => {
    const character = fc.constantFrom(...Array.from(`abcz019.-_~:/?#[]@!$&'()*+,;=%|^\`{}<> \t\n"\\é`));
    const text = fc
      .tuple(
        fc.constantFrom('https://', 'http://', 'http://localhost', 'com.example.', 'https:'),
        fc.string({ unit: character, maxLength: 30 }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (candidate) => {
        const read = readRedirectUrl(candidate);
        return 'problem' in read || /^[a-z][a-z0-9+.-]*:(\/\/[a-z0-9._-]+(:\d+)?)?$/.test(read.source);
      }),
      { numRuns: 3_000 },
    );
  });
});
