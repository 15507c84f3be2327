import { Counter } from 'prom-client';

const calls = new Counter({
  name: 'customer_messages_delivery_callbacks_total',
  help: 'Calls of providers that report, by bank, provider and result; bank and provider are empty where there is none that could call.',
  labelNames: ['bank', 'provider', 'result'],
});

/** `taken`: its receipts are stored; `empty`: it says nothing of interest; `refused`: nobody shows that the provider calls. */
export type CallbackOutcome = 'taken' | 'empty' | 'malformed' | 'refused';

/** @param provider undefined where there is none: what a stranger makes up becomes no label. */
export function countCallback(
  provider: { readonly bankId: string; readonly providerId: string } | undefined,
  result: CallbackOutcome,
): void {
  calls.inc({ bank: provider?.bankId ?? '', provider: provider?.providerId ?? '', result });
}
