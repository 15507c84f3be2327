import { CHANNELS, type Channel, type DeliveryClass } from '../providers/provider.js';

/** What a customer does not want on a channel: mailings (class `bulk`), or all but class `high`, that of one-time codes. */
export const EXTENTS = ['mailings', 'channel'] as const;
export type Extent = (typeof EXTENTS)[number];

export interface OptOut {
  readonly channel: Channel;
  readonly extent: Extent;
}

/** As they are stored, by channel. */
export interface StoredOptOuts {
  readonly mailingsOff: readonly string[];
  readonly channelsOff: readonly string[];
}

/** Whether a delivery is one that the customer does not want. A one-time code is asked for by whoever waits for it. */
export function isOptedOut({ mailingsOff, channelsOff }: StoredOptOuts, channel: Channel, urgency: DeliveryClass): boolean {
  if (urgency === 'high') return false;
  return channelsOff.includes(channel) || (urgency === 'bulk' && mailingsOff.includes(channel));
}

export const optOutsOf = ({ mailingsOff, channelsOff }: StoredOptOuts): OptOut[] =>
  CHANNELS.flatMap((channel): OptOut[] => {
    if (channelsOff.includes(channel)) return [{ channel, extent: 'channel' }];
    return mailingsOff.includes(channel) ? [{ channel, extent: 'mailings' }] : [];
  });

export const storedOptOuts = (optOuts: readonly OptOut[]): { mailingsOff: string[]; channelsOff: string[] } => {
  const of = (wanted: Extent): string[] => optOuts.filter(({ extent }) => extent === wanted).map(({ channel }) => channel);
  return { mailingsOff: of('mailings'), channelsOff: of('channel') };
};
