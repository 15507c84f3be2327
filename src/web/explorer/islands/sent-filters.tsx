import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { DELIVERY_STATUSES } from '../../../messaging/deliveries/delivery-status.js';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import type { SentFilter } from '../../browser/use-sent-filter.js';
import { textsIn } from '../../kit/texts/texts.js';
import { CustomerCombobox } from './customer-combobox.js';

interface SentFiltersProps {
  readonly locale: Locale;
  readonly bankId: string;
  readonly filter: SentFilter;
  /** Whether customers can be searched by name. */
  readonly maySearch: boolean;
  readonly change: (part: Partial<SentFilter>) => void;
}

/** Each filter applies when its field is left, or with Enter. */
export function SentFilters({ locale, bankId, filter, maySearch, change }: SentFiltersProps): JSX.Element {
  const { sent: texts, outgoing } = textsIn(locale);
  const [chosen, setChosen] = useState<FoundCustomer>();
  const input = (name: 'q' | 'transport' | 'sender' | 'from' | 'to', type: 'text' | 'search' | 'date' = 'text'): JSX.Element => (
    <label>
      {texts.filters[name]}
      <input
        {...({ type } as { type: 'text' })}
        name={name}
        value={filter[name]}
        autocomplete="off"
        spellcheck={false}
        onChange={(event) => change({ [name]: event.currentTarget.value.trim() })}
      />
    </label>
  );
  const choose = (customer: FoundCustomer | undefined): void => {
    setChosen(customer);
    if (customer !== undefined || filter.customer !== '') change({ customer: customer?.customer_id ?? '' });
  };
  return (
    <form class="filters" role="search" aria-label={texts.search} onSubmit={(event) => event.preventDefault()}>
      {input('q', 'search')}
      {maySearch && (
        <CustomerCombobox
          locale={locale}
          bankId={bankId}
          value={filter.customer}
          problem={undefined}
          chosen={chosen}
          optional
          onChoose={choose}
        />
      )}
      <label>
        {outgoing.status}
        <select name="status" value={filter.status} onChange={(event) => change({ status: event.currentTarget.value })}>
          <option value="">{outgoing.all}</option>
          {DELIVERY_STATUSES.map((one) => (
            <option key={one} value={one}>
              {outgoing.statuses[one]}
            </option>
          ))}
        </select>
      </label>
      {input('transport')}
      {input('sender')}
      {input('from', 'date')}
      {input('to', 'date')}
    </form>
  );
}
