import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { useSession } from '../../browser/session.js';
import { useRolesHeld } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { useBankChoice } from './bank-select.js';
import type { ExampleCustomer } from './draft-fields.js';
import { MessageProjection, type Sent } from './message-form.js';
import { SentMessages } from './sent-messages.js';
import { SignInLine } from './sign-in-line.js';

interface SendMessageProps {
  readonly locale: Locale;
  /** Only in the sandbox. */
  readonly example?: ExampleCustomer | undefined;
}

/** Staff write a message to a customer, send it, and see it arrive. */
export function SendMessage({ locale, example }: SendMessageProps): JSX.Element {
  const texts = textsIn(locale).send;
  const session = useSession();
  const choice = useBankChoice(locale, '', 'message-bank');
  const held = useRolesHeld(locale);
  const [sent, setSent] = useState<Sent & { readonly count: number }>();
  return (
    <>
      <SignInLine locale={locale}>{example === undefined ? texts.signIn : `${texts.signIn} ${texts.sandbox}`}</SignInLine>
      <MessageProjection
        locale={locale}
        choice={choice}
        mayListCustomers={held.holds('CanGetCustomer', choice.bankId)}
        example={example}
        onSent={(one) => setSent((before) => ({ ...one, count: (before?.count ?? 0) + 1 }))}
      />
      {session && sent !== undefined && (
        <SentMessages
          key={`${sent.bankId} ${sent.customer}`}
          locale={locale}
          bankId={sent.bankId}
          customer={sent.customer}
          version={sent.count}
          mayRead={held.holds('CanGetCustomerMessages', sent.bankId)}
        />
      )}
    </>
  );
}
