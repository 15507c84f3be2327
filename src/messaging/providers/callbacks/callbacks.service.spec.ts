import { expect, test } from '@jest/globals';
import { SetClock } from '../../../../test/support/set-clock.js';
import type { CallbackReader } from '../open-providers.js';
import { CallbacksService } from './callbacks.service.js';

const SOURCE = { bankId: 'bank', providerId: 'provider', address: '192.0.2.1' };
const UNPROVED: CallbackReader = { hasSecret: () => false, read: () => Promise.resolve({ refusal: 'unauthorized' }) };

test.each<[string, CallbackReader | undefined, number, number]>([
  ['no provider', undefined, 3, 47],
  ['a provider', UNPROVED, 3, 47],
  ['no provider', undefined, 71, 29],
  ['a provider', UNPROVED, 71, 29],
])('with %s (%#), a call that proves nothing is answered at the next multiple of 50 ms', async (_name, reader, took, pause) => {
  const clock = new SetClock();
  const find = (): Promise<CallbackReader | undefined> => {
    clock.work('find', took);
    return Promise.resolve(reader);
  };
  const limits = { refuseForger: () => Promise.resolve(), countRefused: () => Promise.resolve() };
  const service = new CallbacksService({ findReader: find } as never, {} as never, limits as never, clock);
  await expect(service.take(SOURCE, {} as never, () => undefined)).rejects.toThrow('OBP-98310');
  expect(await service.isSecretKnown(SOURCE, 'secret')).toBe(false);
  expect(clock.events).toEqual([`find ${took}`, `pause ${pause}`, 'over', `find ${took}`, `pause ${pause}`, 'over']);
});
