import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';

interface CustomerCardProps {
  readonly locale: Locale;
  readonly customer: FoundCustomer;
}

/** Who is written to. */
export function CustomerCard({ locale, customer }: CustomerCardProps): JSX.Element {
  const texts = textsIn(locale).customers;
  const { legal_name: name, customer_number: number, email, mobile_phone_number: phone, customer_id: id } = customer;
  const facts = [
    [texts.number, number],
    [texts.email, email],
    [texts.phone, phone],
  ].filter(([, value]) => value !== '');
  return (
    <section class="customer-card" aria-label={texts.who}>
      <strong>{name}</strong>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <small>
        <code>{id}</code>
      </small>
    </section>
  );
}
