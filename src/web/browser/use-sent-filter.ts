import { useState } from 'preact/hooks';
import { showInAddress } from './address.js';

/** Which messages are wanted, as it stands in the page's address; empty values: any. */
export interface SentFilter {
  readonly q: string;
  readonly customer: string;
  readonly status: string;
  readonly transport: string;
  readonly sender: string;
  /** Days, `yyyy-MM-dd`, as the reader's clock has them. */
  readonly from: string;
  readonly to: string;
}

interface Filtering {
  readonly filter: SentFilter;
  /** @param bank where another is chosen at the same time. */
  readonly change: (part: Partial<SentFilter>, bank?: string) => void;
}

export function useSentFilter(asked: SentFilter, bankId: string): Filtering {
  const [filter, setFilter] = useState(asked);
  const change = (part: Partial<SentFilter>, bank = bankId): void => {
    const next = { ...filter, ...part };
    setFilter(next);
    showInAddress(location.pathname, new URLSearchParams({ bank, ...given(next) }));
  };
  return { filter, change };
}

/** As the API asks for it. */
export function filterQuery({ customer, from, to, ...rest }: SentFilter): Record<string, string> {
  return given({ ...rest, customer_id: customer, from_date: beginOf(from, 0), to_date: beginOf(to, 1, -1) });
}

const given = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values as Record<string, string>).filter(([, value]) => value !== ''));

/** The moment at which a day begins where the reader is, so many days later and milliseconds besides; empty for what is no day. */
function beginOf(day: string, days: number, milliseconds = 0): string {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  const moment = new Date(year, month - 1, date + days, 0, 0, 0, milliseconds);
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}
