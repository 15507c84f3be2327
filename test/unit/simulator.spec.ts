import { expect, test } from '@jest/globals';
import { open, outgoing } from '../support/outgoing.js';
import { SIMULATOR_KIND } from '../../src/messaging/providers/simulator/simulator.js';

test('what fails at first fails at its first try alone, whichever process makes the second', async () => {
  const [first, second] = [open(SIMULATOR_KIND, {}), open(SIMULATOR_KIND, {})];
  const message = outgoing({ address: '+34600000003' });
  expect(await first.send(message)).toMatchObject({ outcome: 'temporary' });
  expect(await second.send(message)).toMatchObject({ outcome: 'temporary' });
  expect(await second.send({ ...message, tries: 1 })).toMatchObject({ outcome: 'accepted' });
  await Promise.all([first.close(), second.close()]);
});
