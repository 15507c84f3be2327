import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import type { Acts } from '../../browser/use-acts.js';
import { PlainForm } from '../../explorer/islands/plain-form.js';
import { textsIn } from '../../kit/texts/texts.js';

const FIELDS = ['legal_name', 'mobile_phone_number', 'email', 'customer_number'] as const;
const NEEDED: readonly string[] = ['legal_name', 'mobile_phone_number'];

interface NewCustomerProps {
  readonly locale: Locale;
  readonly bankId: string;
  readonly acts: Acts;
  readonly onMade: (customer: FoundCustomer) => void;
}

/** Makes a customer of the bank, with as much as messages need. */
export function NewCustomer({ locale, bankId, acts, onMade }: NewCustomerProps): JSX.Element {
  const { banks: texts } = textsIn(locale);
  const [made, setMade] = useState(0);
  return (
    <details class="panel" key={made}>
      <summary>{texts.addCustomer}</summary>
      <PlainForm
        id="new-customer"
        fields={FIELDS.map((name) => ({ name, label: texts.fields[name], required: NEEDED.includes(name) }))}
        submit={texts.createCustomer}
        busy={acts.busy}
        onSubmit={async (values) => {
          const outcome = await acts.perform({
            verb: 'POST',
            target: `/obp/v5.0.0/banks/${encodeURIComponent(bankId)}/customers`,
            body: JSON.stringify(values),
            saysRefusal: true,
            done: texts.didCreateCustomer(values.legal_name),
          });
          if (outcome?.ok !== true) return outcome;
          setMade((last) => last + 1);
          onMade(outcome.json as FoundCustomer);
          return outcome;
        }}
      />
    </details>
  );
}
