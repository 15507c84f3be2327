import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { listIn } from '../../browser/api.js';
import { useAnswer } from '../../browser/use-query.js';
import type { Customer } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { DraftInput, type DraftValue } from './draft-input.js';

interface CustomerFieldProps extends DraftValue {
  readonly locale: Locale;
  readonly bankId: string;
  /** Whether the reader may list the bank's customers; otherwise the id has to be known. */
  readonly mayList: boolean;
}

/** The id of a customer; searched by name, number or id if the bank's customers may be listed. */
export function CustomerField({ locale, bankId, mayList, value, ...rest }: CustomerFieldProps): JSX.Element {
  const texts = textsIn(locale).send;
  const target = mayList && bankId !== '' ? `/obp/v4.0.0/banks/${encodeURIComponent(bankId)}/customers?limit=1000` : undefined;
  const customers = listIn<Customer>(useAnswer(target, locale).outcome, 'customers');
  const chosen = customers.find(({ customer_id: id }) => id === value);
  const hint = chosen === undefined ? (mayList ? texts.customerSearch : texts.customerHint) : nameOf(chosen);
  return (
    <DraftInput label={texts.customer} value={value} hint={hint} required {...rest}>
      {customers.map((customer) => (
        <option key={customer.customer_id} value={customer.customer_id}>
          {nameOf(customer)}
        </option>
      ))}
    </DraftInput>
  );
}

const nameOf = ({ legal_name: name, customer_number: number }: Customer): string => [name, number].filter((part) => part !== '').join(', ');
