import { describe, expect, test } from '@jest/globals';
import { stillGood } from './previous-secrets.js';

describe('secrets that were replaced', () => {
  const endsIn = (milliseconds: number): { secret: string; expires_at: string } => ({
    secret: `v1.${milliseconds}`,
    expires_at: new Date(Date.now() + milliseconds).toISOString(),
  });

  test('are good until their time, in their order', () => {
    const [long, over, short] = [endsIn(3_600_000), endsIn(-1), endsIn(60_000)];
    expect(stillGood([long, over, short])).toEqual([long, short]);
    expect([stillGood(null), stillGood([over])]).toEqual([[], []]);
  });

  test('what is no time is over', () => {
    expect(stillGood([{ secret: 'v1', expires_at: 'soon' }])).toEqual([]);
  });
});
