import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Receipt } from '../../src/messaging/providers/provider.js';
import { JsmppSmsc, jsmppIsMissing } from '../support/smsc/jsmpp-smsc.js';
import { type OpenSmpp, openSmpp, until } from '../support/smsc/open-smpp.js';

const missing = jsmppIsMissing();
if (missing !== undefined) process.stderr.write(`\nThe tests against jSMPP are skipped: ${missing}.\n`);

(missing === undefined ? describe : describe.skip)('a message centre of jSMPP', () => {
  let smsc: JsmppSmsc;
  let smpp: OpenSmpp;
  beforeAll(async () => {
    smsc = await JsmppSmsc.start();
    smpp = openSmpp(smsc.port, { receiptIdBase: 'hexToDecimal', badAddressErrors: ['027'] }, { answer: 5000 });
  });
  afterAll(async () => {
    await smpp.provider.close();
    await smsc.kill();
  });

  /** The last messages that it printed, when it has printed one with these octets. */
  const taken = async (count: number, octets: string): Promise<string[][]> => {
    await until(() => smsc.of('submit').some((words) => words[9] === octets), 'a message');
    return smsc.of('submit').slice(-count);
  };

  const send = async (text: string, address: string): Promise<readonly string[]> => {
    const answer = await smpp.send(text, { address });
    if (answer.outcome !== 'accepted') throw new Error(answer.code);
    return answer.references;
  };

  const receiptsOf = (references: readonly string[]): Receipt[] =>
    smpp.batches.flat().filter(({ reference }) => references.includes(reference));

  test('is bound to as a transceiver of SMPP 3.4', async () => {
    await send('Hello', '+34600000005');
    expect(smsc.of('bind')).toEqual([['BIND_TRX', 'bank', 'IF_34']]);
  });

  test('takes a message as it was meant', async () => {
    await send('Señal: 5 € {ok}', '+34600000005');
    const octets = Buffer.from('Se\x7dal: 5 \x1b\x65 \x1b\x28ok\x1b\x29').toString('hex');
    // source, destination, esm_class, data_coding, registered_delivery, octets
    expect(await taken(1, octets)).toEqual([['5', '0', 'Bank', '1', '1', '34600000005', '0', '0', '1', octets, '-']]);
    await send('Está 😀', '+34600000005');
    const wide = '00450073007400e10020d83dde00';
    expect((await taken(1, wide))[0]?.slice(6, 10)).toEqual(['0', '8', '1', wide]);
  });

  test('takes a message in parts, and says of each what became of it', async () => {
    const references = await send(`${'x'.repeat(66)}😀${'x'.repeat(66)}`, '+34600000009');
    expect(references).toHaveLength(3);
    await until(() => smsc.of('submit').filter((words) => words[5] === '34600000009').length === 3, 'three parts');
    const messages = smsc.of('submit').slice(-3);
    const parts = messages
      .map((words) => [...Buffer.from(words[9] as string, 'hex').subarray(0, 6)])
      .sort((a, b) => (a[5] ?? 0) - (b[5] ?? 0));
    const reference = parts[0]?.[3];
    expect(messages.map((words) => words[6])).toEqual(['64', '64', '64']);
    expect(parts).toEqual([1, 2, 3].map((part) => [5, 0, 3, reference, 3, part])); // its threads print them in any order
    await until(() => receiptsOf(references).length === 3, 'three receipts');
    expect(receiptsOf(references).map(({ state, code, doneAt }) => ({ state, code, doneAt }))).toEqual(
      references.map(() => ({ state: 'delivered', code: 'DELIVRD 000', doneAt: new Date('2026-01-02T15:05:00Z') })),
    );
    await until(() => smsc.of('receipt-taken').length >= 3, 'three answers to receipts');
  });

  test('is understood when its receipts have no parameters and ids in another base', async () => {
    const references = await send('Hello', '+34600000003');
    await until(() => receiptsOf(references).length === 1, 'a receipt');
    expect(receiptsOf(references)[0]).toMatchObject({ state: 'delivered' });
  });

  test('tells of a number that nobody has', async () => {
    const references = await send('Hello', '+34600000004');
    await until(() => receiptsOf(references).length === 1, 'a receipt');
    expect(receiptsOf(references)[0]).toMatchObject({ state: 'failed', code: 'UNDELIV 027', isAddressBad: true });
  });

  test('refuses', async () => {
    expect(await smpp.send('Hello', { address: '+34600000001' })).toEqual({
      outcome: 'permanent',
      code: 'ESME_RINVDSTADR',
      isAddressBad: true,
    });
    expect(await smpp.send('Hello', { address: '+34600000002' })).toEqual({ outcome: 'throttled', code: 'ESME_RTHROTTLED' });
  });

  test('refuses a password', async () => {
    const other = openSmpp(smsc.port, { password: 'wrong' }, { answer: 5000 });
    expect(await other.send()).toMatchObject({ outcome: 'unavailable', code: 'ESME_RINVPASWD' });
    await other.provider.close();
  });

  test('takes many at once', async () => {
    const before = smsc.of('submit').length;
    const answers = await Promise.all(Array.from({ length: 500 }, () => send('Hello', '+34600000005')));
    expect(new Set(answers.flat()).size).toBe(500);
    await until(() => smsc.of('submit').length - before === 500, 'all messages');
  });

  test('hears good-bye', async () => {
    const other = openSmpp(smsc.port, {}, { answer: 5000 });
    await other.send('Hello', { address: '+34600000005' });
    const before = smsc.lines.length;
    await other.provider.close();
    await until(() => smsc.lines.slice(before).includes('state UNBOUND'), 'the end of the session');
  });

  test('is bound to again after it was killed', async () => {
    const { port } = smsc;
    await smsc.kill();
    expect((await smpp.send()).outcome).toMatch(/^(?:unavailable|unknown)$/);
    smsc = await JsmppSmsc.start(port);
    await until(() => smsc.of('bind').length === 1, 'a bind without a message');
    const references = await send('Hello', '+34600000009');
    await until(() => receiptsOf(references).length > 0, 'a receipt');
  });
});
