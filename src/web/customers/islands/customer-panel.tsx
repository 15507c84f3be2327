import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import type { Acts } from '../../browser/use-acts.js';
import type { Held } from '../../browser/use-query.js';
import { CustomerCard } from '../../explorer/islands/customer-card.js';
import { MissingRole } from '../../explorer/islands/missing-role.js';
import { PlainForm } from '../../explorer/islands/plain-form.js';
import { SentMessages } from '../../explorer/islands/sent-messages.js';
import { textsIn } from '../../kit/texts/texts.js';
import { CustomerUsers } from './customer-users.js';

const CONTACT = ['mobile_phone_number', 'email'] as const;
const SEE_USERS = 'CanGetUserCustomerLink';

interface CustomerPanelProps {
  readonly locale: Locale;
  readonly bankId: string;
  /** The path of the bank. */
  readonly base: string;
  readonly customer: FoundCustomer;
  readonly acts: Acts;
  /** Whether the reader holds a role at the bank. */
  readonly may: (role: string) => boolean;
  readonly held: Held;
  /** Asked again when it changes. */
  readonly round: number;
  readonly onCorrected: (customer: FoundCustomer) => void;
}

/** One customer: who it is, how messages reach it, who reads them, and the last of them. */
export function CustomerPanel({ locale, bankId, base, customer, acts, may, held, round, onCorrected }: CustomerPanelProps): JSX.Element {
  const { banks: texts } = textsIn(locale);
  const { customer_id: id, legal_name: name } = customer;
  const target = `${base}/customers/${encodeURIComponent(id)}`;
  const mayLink = may('CanCreateUserCustomerLink') || held.holds('CanCreateUserCustomerLinkAtAnyBank', '');
  return (
    <>
      <CustomerCard locale={locale} customer={customer} />
      <p class="row">
        {may('CanCreateCustomerMessage') && (
          <a class="button quiet" href={`/explorer/send?${new URLSearchParams({ bank: bankId, customer: id }).toString()}`}>
            {texts.write}
          </a>
        )}
      </p>
      {may('CanUpdateCustomerMobilePhoneNumber') && may('CanUpdateCustomerEmail') && (
        <details class="panel">
          <summary>{texts.correct}</summary>
          <PlainForm
            id="contact"
            fields={CONTACT.map((field) => ({ name: field, label: texts.fields[field], value: customer[field] }))}
            submit={texts.save}
            busy={acts.busy}
            onSubmit={async (contact) => {
              const call = { verb: 'PUT', target: `${target}/contact`, body: JSON.stringify(contact) };
              const outcome = await acts.perform({ ...call, saysRefusal: true, done: texts.didCorrect(name) });
              if (outcome?.ok === true) onCorrected(outcome.json as FoundCustomer);
              return outcome;
            }}
          />
        </details>
      )}
      {may(SEE_USERS) ? (
        <CustomerUsers
          {...{ locale, target, name, acts, mayLink, mayUnlink: may('CanDeleteUserCustomerLink') }}
          links={`/obp/v4.0.0/banks/${encodeURIComponent(bankId)}/user_customer_links`}
        />
      ) : (
        <MissingRole locale={locale} role={SEE_USERS} bankId={bankId}>
          {texts.mayNotSeeUsers}
        </MissingRole>
      )}
      <SentMessages locale={locale} bankId={bankId} customer={id} version={round} mayRead={may('CanGetCustomerMessages')} />
    </>
  );
}
