import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { showInAddress } from '../../browser/address.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import { useSession } from '../../browser/session.js';
import { useRolesHeld } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { BankSelect, useBankChoice } from './bank-select.js';
import type { ExampleCustomer } from './draft-fields.js';
import { MessageProjection, type Sent } from './message-form.js';
import { MissingRole } from './missing-role.js';
import { SentMessages } from './sent-messages.js';
import { SignInLine } from './sign-in-line.js';

interface SendMessageProps {
  readonly locale: Locale;
  /** From the page's address; empty: none. */
  readonly bank: string;
  readonly customer: string;
  /** Only in the sandbox. */
  readonly example?: ExampleCustomer | undefined;
}

/** Staff find a customer, see who it is, write a message, send it, and see it arrive. */
export function SendMessage({ locale, bank, customer: linked, example }: SendMessageProps): JSX.Element {
  const texts = textsIn(locale).send;
  const session = useSession();
  const choice = useBankChoice(locale, bank, 'message-bank');
  const held = useRolesHeld(locale);
  const [chosen, setChosen] = useState<FoundCustomer>();
  const [sent, setSent] = useState<Sent & { readonly count: number }>();
  const { bankId } = choice;
  const knowsRoles = Boolean(session) && held.outcome?.ok === true && bankId !== '';
  const mayNotSend = knowsRoles && !held.holds('CanCreateCustomerMessage', bankId);
  const mayNotSearch = knowsRoles && !held.holds('CanGetCustomer', bankId);
  const shown = chosen === undefined ? sent : { bankId, customer: chosen.customer_id };
  const show = (ofBank: string, customer?: FoundCustomer): void => {
    setChosen(customer);
    const named = { bank: ofBank, ...(customer !== undefined && { customer: customer.customer_id }) };
    showInAddress(location.pathname, new URLSearchParams(named));
  };
  const choose = (id: string): void => {
    choice.choose(id);
    setSent(undefined);
    show(id);
  };
  return (
    <>
      <SignInLine locale={locale}>{example === undefined ? texts.signIn : `${texts.signIn} ${texts.sandbox}`}</SignInLine>
      <BankSelect locale={locale} {...choice} choose={choose} />
      {mayNotSend && (
        <MissingRole locale={locale} role="CanCreateCustomerMessage" bankId={bankId}>
          {texts.mayNotSend}
        </MissingRole>
      )}
      {!mayNotSend && mayNotSearch && (
        <MissingRole locale={locale} role="CanGetCustomer" bankId={bankId}>
          {texts.mayNotSearch}
        </MissingRole>
      )}
      {!mayNotSend && (
        <MessageProjection
          locale={locale}
          choice={{ ...choice, choose }}
          linked={linked}
          maySearch={!mayNotSearch}
          searchedBank={knowsRoles ? bankId : ''}
          chosen={chosen}
          onChoose={(customer) => (customer === undefined && chosen === undefined ? undefined : show(bankId, customer))}
          example={example}
          onSent={(one) => setSent((before) => ({ ...one, count: (before?.count ?? 0) + 1 }))}
        />
      )}
      {session && !mayNotSend && shown !== undefined && (
        <SentMessages
          key={`${shown.bankId} ${shown.customer}`}
          locale={locale}
          bankId={shown.bankId}
          customer={shown.customer}
          version={sent?.count ?? 0}
          mayRead={held.holds('CanGetCustomerMessages', shown.bankId)}
        />
      )}
    </>
  );
}
