import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { DueLane, Lane } from './lane.js';

const tries = new Counter({
  name: 'customer_messages_delivery_tries_total',
  help: 'Tries to send a delivery, by bank, channel, provider and outcome.',
  labelNames: ['bank', 'channel', 'provider', 'outcome'],
});

const times = new Histogram({
  name: 'customer_messages_delivery_seconds',
  help: 'From the creation of a message until a provider took it, by channel and class.',
  labelNames: ['channel', 'class'],
  buckets: [0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1800, 7200, 28800],
});

const circuits = new Gauge({
  name: 'customer_messages_delivery_circuits_open',
  help: '1 while the circuit of a provider is open, by bank and provider.',
  labelNames: ['bank', 'provider'],
  aggregator: 'max', // each process tells of the same
});

const oldest = new Gauge({
  name: 'customer_messages_delivery_oldest_due_seconds',
  help: 'For how long the oldest delivery that is due has waited, by bank and lane (channel, class and route); looked at every few seconds.',
  labelNames: ['bank', 'lane'],
  aggregator: 'max', // each process tells of the same
});

const depth = new Gauge({
  name: 'customer_messages_delivery_queue_due',
  help: 'Deliveries that are due, by bank and lane: counted four times a minute, and up to ten thousand.',
  labelNames: ['bank', 'lane'],
  aggregator: 'max', // each process tells of the same
});

/** What Prometheus reads of deliveries. */
@Injectable()
export class DeliveryFigures {
  tried({ bankId: bank, channel, class: urgency }: Lane, provider: string, outcome: string, millisecondsSinceCreated: number): void {
    tries.inc({ bank, channel, provider, outcome });
    if (outcome === 'accepted') times.observe({ channel, class: urgency }, millisecondsSinceCreated / 1000);
  }

  /** @param lanes all that have something in them; a lane that is not among them has nothing due. */
  lanes(lanes: readonly DueLane[]): void {
    oldest.reset();
    for (const { bank_id: bank, lane, due_in: dueIn } of lanes) oldest.set({ bank, lane }, Math.max(0, -dueIn / 1000));
  }

  depths(lanes: readonly { readonly bankId: string; readonly lane: string; readonly count: number }[]): void {
    depth.reset();
    for (const { bankId: bank, lane, count } of lanes) depth.set({ bank, lane }, count);
  }

  circuit(bank: string, provider: string, isOpen: boolean): void {
    circuits.set({ bank, provider }, Number(isOpen));
  }
}
