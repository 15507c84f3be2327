import { expect, test } from '@jest/globals';
import { type BankRoutes, type Route, routesFor, transportKey } from './delivery-routes.js';

const route = (transport: string, channel: Route['channel']): [string, Route] => [transport, { transport, channel, providers: [] }];
const ROUTES: BankRoutes = new Map([route('sms', 'sms'), route('codes', 'sms'), route('post', 'email')]);

test.each<[name: string, channel: string, taken: string, transports: string[]]>([
  ['its own', 'sms', 'codes', ['codes']],
  ['any, where it names none', 'sms', '', ['sms', 'codes']],
  ['any, where its own is gone', 'sms', 'letters', ['sms', 'codes']],
  ['any, where its own leads to another channel by now', 'sms', 'post', ['sms', 'codes']],
  ['none, where none leads there', 'webhook', 'post', []],
])('a delivery takes %s', (_name, channel, taken, transports) => {
  expect(routesFor(ROUTES, { channel, route: taken }).map(({ transport }) => transport)).toEqual(transports);
});

test('transports are compared without case, and without spaces around them', () => {
  expect([' SMS ', 'One: Two', ''].map(transportKey)).toEqual(['sms', 'one: two', '']);
});
