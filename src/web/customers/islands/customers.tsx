import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { showInAddress } from '../../browser/address.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import { useActs } from '../../browser/use-acts.js';
import { BankHead, useBankPage } from '../../explorer/islands/bank-page.js';
import { CustomerCombobox } from '../../explorer/islands/customer-combobox.js';
import { MissingRole } from '../../explorer/islands/missing-role.js';
import { textsIn } from '../../kit/texts/texts.js';
import { BankPanel } from './bank-panel.js';
import { CustomerPanel } from './customer-panel.js';
import { NewCustomer } from './new-customer.js';

const READ = 'CanGetCustomer';

interface CustomersProps {
  readonly locale: Locale;
  /** From the page's address; empty: none. */
  readonly bank: string;
  readonly customer: string;
}

/** A bank and its customers: found, made, corrected, and linked with the users who read their messages. */
export function Customers({ locale, bank, customer: linked }: CustomersProps): JSX.Element {
  const { banks: texts, people } = textsIn(locale);
  const page = useBankPage(locale, bank);
  const { bankId, base, may, held } = page;
  const [wanted, want] = useState(linked);
  const [chosen, setChosen] = useState<{ readonly bankId: string; readonly customer: FoundCustomer }>();
  const [round, setRound] = useState(0);
  const refresh = (): void => {
    held.again();
    setRound((last) => last + 1);
  };
  const acts = useActs(locale, refresh);
  const customer = chosen?.bankId === bankId ? chosen.customer : undefined;
  const choose = (one: FoundCustomer | undefined): void => {
    if (one === undefined && customer === undefined) return;
    want('');
    setChosen(one && { bankId, customer: one });
    showInAddress(location.pathname, new URLSearchParams({ bank: bankId, ...(one && { customer: one.customer_id }) }));
  };
  return (
    <>
      <BankHead {...{ locale, page, refresh, acts }} signIn={people.signIn} busy={false} outcomes={[]} />
      {bankId !== '' && <BankPanel key={bankId} {...{ locale, page, acts, round }} />}
      {page.knowsRoles && <h2 id="customers">{texts.customers}</h2>}
      {page.knowsRoles && !may(READ) && (
        <MissingRole locale={locale} role={READ} bankId={bankId}>
          {texts.mayNotSearch}
        </MissingRole>
      )}
      {may(READ) && (
        <div class="narrow-search">
          <CustomerCombobox
            key={`${bankId} ${customer?.customer_id ?? ''}`}
            {...{ locale, bankId, chosen: customer, problem: undefined, optional: true, onChoose: choose }}
            value={customer?.customer_id ?? wanted}
          />
        </div>
      )}
      {customer !== undefined && (
        <CustomerPanel
          key={customer.customer_id}
          {...{ locale, bankId, base, customer, acts, may, held, round }}
          onCorrected={(corrected) => setChosen({ bankId, customer: corrected })}
        />
      )}
      {page.knowsRoles && (may('CanCreateCustomer') || held.holds('CanCreateCustomerAtAnyBank', '')) && (
        <NewCustomer key={bankId} {...{ locale, bankId, acts }} onMade={choose} />
      )}
    </>
  );
}
