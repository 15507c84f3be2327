import type { Channel, DeliveryClass } from '../../providers/provider.js';

/** What waits together: deliveries of a bank on one channel and of one class. Nothing slow in one lane holds up another. */
export interface Lane {
  readonly bankId: string;
  readonly channel: Channel;
  readonly class: DeliveryClass;
}

/** As the queue stores it: `sms:normal`. */
export const laneName = ({ channel, class: urgency }: Omit<Lane, 'bankId'>): string => `${channel}:${urgency}`;

export function laneOf(bankId: string, name: string): Lane {
  const [channel, urgency] = name.split(':') as [Channel, DeliveryClass];
  return { bankId, channel, class: urgency };
}
