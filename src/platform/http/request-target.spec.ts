import { expect, test } from '@jest/globals';
import { targetAsRouted, targetAsSent } from './request-target.js';

test.each([
  ['/obp/v5.1.0/root', '/obp/v5.1.0/root', '/obp/v5.1.0/root'],
  ['//oauth/initiate', '//oauth/initiate', '/oauth/initiate'],
  ['///my/logins/direct?a=//', '///my/logins/direct?a=//', '/my/logins/direct?a=//'],
  ['/obp//v5.1.0/root', '/obp//v5.1.0/root', '/obp/v5.1.0/root'],
  ['//obp///v4.0.0//banks', '//obp///v4.0.0//banks', '/obp/v4.0.0/banks'],
  // An empty id, and an empty segment at the end.
  ['/obp/v4.0.0/banks//customers', '/obp/v4.0.0/banks//customers', '/obp/v4.0.0/banks//customers'],
  ['//obp/v4.0.0/banks//', '//obp/v4.0.0/banks//', '/obp/v4.0.0/banks//'],
  ['/my//logins/direct', '/my//logins/direct', '/my//logins/direct'],
  ['/OBP//v4.0.0/banks', '/OBP//v4.0.0/banks', '/OBP//v4.0.0/banks'],
  ['/obpx//v4.0.0/banks', '/obpx//v4.0.0/banks', '/obpx//v4.0.0/banks'],
  ['/obp?a=//b', '/obp?a=//b', '/obp?a=//b'],
  ['//', '//', '/'],
  ['http://h.example:1//obp/v4.0.0/banks?a=1', '//obp/v4.0.0/banks?a=1', '/obp/v4.0.0/banks?a=1'],
  ['HTTPS://h.example', '/', '/'],
  ['http://h.example?a=1', '/?a=1', '/?a=1'],
  ['*', '/*', '/*'],
])('%s was sent as %s and is routed as %s', (target, sent, routed) => {
  expect([targetAsSent(target), targetAsRouted(target)]).toEqual([sent, routed]);
});

test('very many slashes take no time', () => {
  expect(targetAsRouted(`${'/'.repeat(60_000)}obp${'/'.repeat(60_000)}x`)).toBe('/obp/x');
});
