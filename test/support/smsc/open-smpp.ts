import { connect } from 'node:net';
import type { Answer, Outgoing, Provider, Receipt } from '../../../src/messaging/providers/provider.js';
import { smppKind } from '../../../src/messaging/providers/smpp/smpp.provider.js';

/** Times of a provider in milliseconds that no test has to wait for long. */
const QUICK = { answer: 600, enquireLink: 300, firstPause: 20, longestPause: 200 };

export interface OpenSmpp {
  readonly provider: Provider;
  /** What was handed on, batch by batch. */
  readonly batches: (readonly Receipt[])[];
  /** What takes the next batches; it may throw. */
  take: (receipts: readonly Receipt[]) => Promise<void>;
  send(text?: string, more?: Partial<Outgoing>): Promise<Answer>;
}

export function openSmpp(port: number, settings: object = {}, timing: Partial<typeof QUICK> = {}): OpenSmpp {
  const kind = smppKind((host, to) => connect({ host, port: to }));
  const read = kind.parse({ host: '127.0.0.1', port, systemId: 'bank', password: 'secret', sourceAddress: 'Bank', ...settings });
  const batches: (readonly Receipt[])[] = [];
  const receive = async (receipts: readonly Receipt[]): Promise<void> => {
    await opened.take(receipts);
    batches.push(receipts);
  };
  const provider = kind.open(
    { ...read, timing: { ...QUICK, ...timing } },
    { bankId: 'bank', providerId: 'provider', receipts: { receive } },
  );
  let count = 0;
  const opened: OpenSmpp = {
    provider,
    batches,
    take: () => Promise.resolve(),
    send: (text = 'Hello', more = {}) => provider.send({ ...outgoing(text, ++count), ...more }),
  };
  return opened;
}

export const outgoing = (text: string, count: number): Outgoing => ({
  bankId: 'bank',
  deliveryId: `delivery-${count}`,
  sendKey: `key-${count}`,
  address: '+34600000000',
  text,
  fromDepartment: 'Cards',
  fromPerson: 'Ana',
  class: 'normal',
  date: new Date(),
  tries: 0,
  unsubscribeUrl: undefined,
});

/** Waits until something is so. */
export async function until(isSo: () => boolean, what: string, time = 8000): Promise<void> {
  const end = Date.now() + time;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
