import { describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { isDatabaseAway, isOutcomeUnknown } from '../database.js';
import { isOutOfStep, Pooling, type PreparedStatements } from './pooling.js';

Logger.overrideLogger(false);

describe('Pooling', () => {
  test('begins with what holds without a pooler', () => {
    expect(new Pooling()).toMatchObject({ keepsSessions: true, usesNames: true });
  });

  test.each<[wish: PreparedStatements, kept: boolean, names: boolean]>([
    ['auto', true, true],
    ['auto', false, false],
    ['on', false, true],
    ['off', true, false],
  ])('%s, where statements are kept: %s', (wish, statements, names) => {
    const pooling = new Pooling();
    pooling.learn({ sessions: false, statements }, wish);
    expect(pooling).toMatchObject({ keepsSessions: false, usesNames: names });
  });

  test.each<[wish: PreparedStatements, code: string, names: boolean]>([
    ['auto', '42P05', false],
    ['auto', '26000', false],
    ['auto', '08P01', true],
    ['on', '42P05', true],
  ])('with %s, after %s statements have names: %s', (wish, code, names) => {
    const pooling = new Pooling();
    pooling.learn({ sessions: true, statements: true }, wish);
    pooling.complain(code);
    expect(pooling.usesNames).toBe(names);
  });
});

test.each(['42P05', '26000'])('%s ends the connection, and says that nothing was done and a repeat may succeed', (code) => {
  const error = Object.assign(new Error('prepared statement'), { code });
  expect([isOutOfStep(code), isDatabaseAway(error), isOutcomeUnknown(error)]).toEqual([true, true, false]);
});
