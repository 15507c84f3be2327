import type { Channel, DeliveryClass } from '../../providers/provider.js';

/** What waits together: deliveries of a bank on one route and of one class. Nothing slow in one lane holds up another. */
export interface Lane {
  readonly bankId: string;
  readonly channel: Channel;
  readonly class: DeliveryClass;
  /** Transport of the route; empty where any route to the channel will do. */
  readonly route: string;
}

/** As the queue stores it: `sms:normal:one-time codes`, or `sms:normal` for any route. */
export const laneName = ({ channel, class: urgency, route }: Omit<Lane, 'bankId'>): string =>
  route === '' ? `${channel}:${urgency}` : `${channel}:${urgency}:${route}`;

/** The same in SQL, of columns of `deliveries`. */
export const LANE = `channel || ':' || class || CASE WHEN route = '' THEN '' ELSE ':' || route END`;

export function laneOf(bankId: string, name: string): Lane {
  const [channel, urgency, ...rest] = name.split(':') as [Channel, DeliveryClass, ...string[]];
  return { bankId, channel, class: urgency, route: rest.join(':') };
}

/** A lane with something in it. */
export interface DueLane {
  readonly bank_id: string;
  readonly lane: string;
  /** Milliseconds until the first of it is due; 0 or less for now. */
  readonly due_in: number;
}
