import { expect, test } from '@jest/globals';
import { MemoryCallCounts } from '../../../access/rate-limits/counts/memory-call-counts.js';
import { CallbackLimits } from './callback-limits.js';

test('refused calls count for their address: 300 a minute for each provider, and 3,000 for all', async () => {
  const limits = new CallbackLimits(new MemoryCallCounts(() => 0));
  const one = { address: 'a', bankId: 'b', providerId: 'p' };
  const refuse = async (caller: typeof one, times: number): Promise<void> => {
    for (let count = 0; count < times; count++) await limits.countRefused(caller);
  };
  await refuse(one, 299);
  await limits.refuseForger(one);
  await refuse(one, 1);
  await expect(limits.refuseForger(one)).rejects.toThrow('OBP-98312');
  for (const other of [
    { ...one, bankId: 'c' },
    { ...one, providerId: 'q' },
    { ...one, address: 'z' },
  ])
    await limits.refuseForger(other);
  for (let provider = 1; provider < 10; provider++) {
    await limits.refuseForger({ ...one, providerId: 'new' });
    await refuse({ ...one, providerId: `p${provider}` }, 300);
  }
  await expect(limits.refuseForger({ ...one, providerId: 'new' })).rejects.toThrow('OBP-98312');
  await limits.refuseForger({ ...one, address: 'z' });
});
