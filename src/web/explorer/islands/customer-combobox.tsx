import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import { isEnough, useCustomerSearch } from '../../browser/use-customer-search.js';
import { useOptions } from '../../browser/use-options.js';
import { textsIn } from '../../kit/texts/texts.js';

interface CustomerComboboxProps {
  readonly locale: Locale;
  readonly bankId: string;
  /** The id in the draft: of the chosen one, or one that has yet to be looked up. */
  readonly value: string;
  readonly chosen: FoundCustomer | undefined;
  readonly problem: string | undefined;
  readonly optional?: boolean;
  readonly onChoose: (customer: FoundCustomer | undefined) => void;
}

/** Finds a customer of the bank while the name, number, e-mail address, phone or id is typed or pasted. */
export function CustomerCombobox({
  locale,
  bankId,
  value,
  chosen,
  problem = '',
  optional = false,
  onChoose,
}: CustomerComboboxProps): JSX.Element {
  const { customers: texts, working } = textsIn(locale);
  const [text, setText] = useState(chosen?.legal_name ?? '');
  const search = useCustomerSearch(bankId, chosen === undefined ? text : '', locale);
  const found = search.found ?? [];
  const choose = (customer: FoundCustomer): void => {
    setText(customer.legal_name);
    onChoose(customer);
  };
  const options = useOptions('customer', found, choose);
  // From a link, or the example: it is looked up like one that is pasted.
  useEffect(() => {
    if (value !== '' && chosen === undefined) setText(value);
  }, [value, chosen]);
  useEffect(() => {
    const whole = found.find(({ customer_id: id }) => id === text.trim());
    if (whole !== undefined) choose(whole);
  }, [search.found]);
  const said =
    chosen !== undefined || !isEnough(text)
      ? texts.hint
      : search.found === undefined
        ? working
        : found.length === 0
          ? texts.nobody
          : texts.found(found.length);
  return (
    <div class="field combobox">
      <label for="draft-customer">{texts.label}</label>
      <input
        id="draft-customer"
        name="customer"
        value={text}
        required={!optional}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={problem !== ''}
        aria-describedby="draft-customer-problem draft-customer-hint"
        {...options.input}
        onInput={(event) => {
          setText(event.currentTarget.value);
          onChoose(undefined);
          options.open();
        }}
      />
      <ul {...options.list} aria-label={texts.label}>
        {found.map((customer, at) => (
          <li key={customer.customer_id} {...options.option(at)}>
            <strong>{customer.legal_name}</strong>
            <span class="hint">{detailsOf(customer)}</span>
          </li>
        ))}
      </ul>
      <p class="below">
        <span class="problem" id="draft-customer-problem">
          {search.problem || problem}
        </span>
        <span class="hint" id="draft-customer-hint" role="status">
          {said}
        </span>
      </p>
    </div>
  );
}

/** What tells people of one name apart. */
const detailsOf = ({ customer_number: number, email, mobile_phone_number: phone }: FoundCustomer): string =>
  [number, email, phone].filter((part) => part !== '').join(' · ');
