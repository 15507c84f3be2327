import { expect, test } from '@jest/globals';
import { CHANNELS, CLASSES } from '../providers/provider.js';
import { isOptedOut, optOutsOf, storedOptOuts } from './opt-outs.js';

test.each([
  ['mailings', [false, false, true]],
  ['channel', [false, true, true]],
] as const)('an opt-out of %s stops of high, normal and bulk: %j', (extent, stopped) => {
  const stored = storedOptOuts([{ channel: 'email', extent }]);
  expect(CLASSES.map((urgency) => isOptedOut(stored, 'email', urgency))).toEqual(stopped);
  for (const channel of CHANNELS.filter((one) => one !== 'email'))
    expect(CLASSES.some((urgency) => isOptedOut(stored, channel, urgency))).toBe(false);
  expect(optOutsOf(stored)).toEqual([{ channel: 'email', extent }]);
});

test('nobody has opted out without saying so', () => {
  for (const channel of CHANNELS) for (const urgency of CLASSES) expect(isOptedOut(storedOptOuts([]), channel, urgency)).toBe(false);
});
