import { randomUUID } from 'node:crypto';
import type { Outgoing, Provider, ProviderContext, ProviderKind } from '../../src/messaging/providers/provider.js';
import { Egress } from '../../src/platform/http/egress.js';

/** The rule of the sandbox, under which tests reach their peers. */
export const LOOPBACK = new Egress(['127.0.0.0/8']);

const CONTEXT: ProviderContext = {
  bankId: 'bank',
  providerId: 'provider',
  receipts: { receive: () => Promise.resolve() },
  callbackUrl: 'https://messages.example/messaging/v1/callbacks/provider',
};

export const open = <Settings>(kind: ProviderKind<Settings>, settings: object): Provider => kind.open(kind.parse(settings), CONTEXT);

export const outgoing = (changes: Partial<Outgoing> = {}): Outgoing => ({
  bankId: 'bank',
  deliveryId: randomUUID(),
  sendKey: `${randomUUID()}-1`,
  address: '+34600000001',
  text: 'Your card has been sent.',
  fromDepartment: 'Cards',
  fromPerson: 'Ana',
  class: 'normal',
  date: new Date('2026-03-04T05:06:07Z'),
  tries: 0,
  unsubscribeUrl: undefined,
  ...changes,
});
