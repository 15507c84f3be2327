import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { CustomerCard } from './customer-card.js';
import { CustomerCombobox } from './customer-combobox.js';
import { DraftInput, type DraftValue } from './draft-input.js';

interface CustomerFieldProps extends DraftValue {
  readonly locale: Locale;
  readonly bankId: string;
  /** Empty: not yet. */
  readonly searchedBank: string;
  /** Whether the reader may read the bank's customers; otherwise the id has to be known. */
  readonly maySearch: boolean;
  readonly chosen: FoundCustomer | undefined;
  readonly onChoose: (customer: FoundCustomer | undefined) => void;
}

/** The customer who is written to: searched, and shown when found, if the bank's customers may be read. */
export function CustomerField({ locale, bankId, searchedBank, maySearch, chosen, onChoose, ...field }: CustomerFieldProps): JSX.Element {
  const texts = textsIn(locale).send;
  if (!maySearch) return <DraftInput label={texts.customer} hint={texts.customerHint} required {...field} />;
  const choose = (customer: FoundCustomer | undefined): void => {
    field.onInput(customer?.customer_id ?? '');
    onChoose(customer);
  };
  return (
    <>
      <CustomerCombobox
        key={bankId}
        locale={locale}
        bankId={searchedBank}
        value={field.value}
        problem={field.problem}
        chosen={chosen}
        onChoose={choose}
      />
      {chosen !== undefined && <CustomerCard locale={locale} customer={chosen} />}
    </>
  );
}
