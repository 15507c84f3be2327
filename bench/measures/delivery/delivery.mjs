import { formatSpread } from '../../report/table.mjs';
import { measureCreate } from './create.mjs';
import { measureHanging } from './hanging.mjs';
import { measureIdle } from './idle.mjs';
import { measureLatency } from './latency.mjs';
import { measureBeside, measureRate } from './rates.mjs';
import { measureWaiting } from './waiting.mjs';

/**
 * What a part found: `unit` follows the figures.
 *
 * @typedef {{ name: string, unit: string, digits: number, measured: import('../../support/statistics.mjs').Spread }} Row
 *
 * @typedef {object} Part
 * @property {(run: import('../measure.mjs').Run) => Promise<Row[]>} measure
 * @property {readonly (readonly [must: string, aim: string] | undefined)[]} bars of its rows, in their order
 */

/** @type {Record<import('../../options.mjs').DeliveryPart, Part>} */
const PARTS = {
  create: { measure: measureCreate, bars: [['>= 0.85', '0.95']] },
  smpp: { measure: measureRate('smpp'), bars: [['>= 5,000', '9,000']] },
  receipts: { measure: measureRate('smpp', 'receipts'), bars: [] },
  http: { measure: measureRate('http'), bars: [['>= 5,000', '9,000']] },
  'smpp-beside': { measure: measureBeside('smpp'), bars: [['>= 2,000', '4,000']] },
  'http-beside': { measure: measureBeside('http'), bars: [['>= 2,000', '4,000']] },
  smtp: { measure: measureRate('smtp'), bars: [['>= 2,000', '3,000']] },
  waiting: { measure: measureWaiting, bars: [['>= 0.9', '1.0']] },
  latency: { measure: measureLatency, bars: [undefined, ['<= 50', '20'], undefined, ['<= 50', '20']] },
  hanging: {
    measure: measureHanging,
    bars: [
      ['<= 1.2', '1.0'],
      ['<= 1.2', '1.0'],
    ],
  },
  idle: { measure: measureIdle, bars: [['<= 30', '']] },
};

/**
 * Every figure of delivery, or those that are named.
 *
 * @type {import('../measure.mjs').Measure}
 */
export async function measureDelivery(run) {
  /** @type {Record<string, { rows: Row[] }>} */
  const found = {};
  const table = [['measure', 'must', 'aim', 'measured']];
  for (const part of run.options.parts) {
    const { measure, bars } = PARTS[part];
    run.say(`\n${part}`);
    /** @type {Row[]} */
    let rows;
    try {
      rows = await measure(run);
    } finally {
      await run.cleanup.run();
    }
    found[part] = { rows };
    for (const [index, { name, unit, digits, measured }] of rows.entries()) {
      const [must = '', aim = ''] = bars[index] ?? [];
      table.push([name, must, aim, `${formatSpread(measured, digits)}${unit}`]);
    }
  }
  return { found, table };
}
