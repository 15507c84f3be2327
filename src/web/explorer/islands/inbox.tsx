import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { showInAddress } from '../../browser/address.js';
import { listIn } from '../../browser/api.js';
import { useSession } from '../../browser/session.js';
import { useAnswer } from '../../browser/use-query.js';
import { type Pages, usePages } from '../../browser/use-pages.js';
import type { Customer, Message } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { BankSelect, useBankChoice } from './bank-select.js';
import { MessageArticle } from './message-article.js';
import { SignInLine } from './sign-in-line.js';

const PAGE = 20;

interface InboxProps {
  readonly locale: Locale;
  /** The bank of the page's address; empty: none. */
  readonly bank: string;
  readonly sandbox: boolean;
}

/** A bank's messages to the customers that the reader acts for. */
export function Inbox({ locale, bank, sandbox }: InboxProps): JSX.Element {
  const { inbox: texts, working } = textsIn(locale);
  const session = useSession();
  const choice = useBankChoice(locale, bank);
  const path = `/obp/v1.4.0/banks/${encodeURIComponent(choice.bankId)}/customer/messages?limit=${PAGE}`;
  const pages = usePages<Message>(choice.bankId === '' ? undefined : path, 'messages', locale);
  const choose = (bankId: string): void => {
    choice.choose(bankId);
    showInAddress(location.pathname, new URLSearchParams({ bank: bankId }));
  };
  const status = pages.busy ? working : pages.items === undefined ? '' : texts.count(pages.items.length);
  return (
    <>
      <SignInLine locale={locale}>{sandbox ? `${texts.signIn} ${texts.sandbox}` : texts.signIn}</SignInLine>
      <div class="toolbar">
        <BankSelect locale={locale} {...choice} choose={choose} />
        <button type="button" class="quiet" disabled={!session} aria-disabled={pages.busy || undefined} onClick={pages.refresh}>
          {texts.refresh}
        </button>
      </div>
      <p role="status" class="outcome">
        {status}
      </p>
      {pages.problem !== '' && (
        <p class="problem" role="alert">
          {pages.problem}
        </p>
      )}
      {pages.items?.length === 0 ? <WhyEmpty locale={locale} bankId={choice.bankId} /> : <Messages locale={locale} pages={pages} />}
    </>
  );
}

interface MessagesProps {
  readonly locale: Locale;
  readonly pages: Pages<Message>;
}

function Messages({ locale, pages: { items: messages = [], older, busy } }: MessagesProps): JSX.Element {
  const { inbox: texts, working } = textsIn(locale);
  const [focusAt, setFocusAt] = useState<number>();
  const focused = useRef<HTMLElement>(null);
  // Reading continues at the first new one; the button may be gone.
  useEffect(() => {
    if (focusAt !== undefined && focusAt < messages.length) focused.current?.focus();
  }, [focusAt, messages.length]);
  const more = async (): Promise<void> => {
    await older?.();
    setFocusAt(messages.length);
  };
  return (
    <section class="messages" aria-labelledby="messages" aria-busy={busy}>
      <h2 id="messages">{texts.messages}</h2>
      {messages.map((message, at) => (
        <MessageArticle key={message.id} locale={locale} message={message} reference={at === focusAt ? focused : undefined} />
      ))}
      {older !== undefined && (
        <button type="button" class="quiet" aria-disabled={busy || undefined} onClick={() => void more()}>
          {busy ? working : texts.older}
        </button>
      )}
    </section>
  );
}

/** No message has come, or the reader acts for nobody at this bank. */
function WhyEmpty({ locale, bankId }: { readonly locale: Locale; readonly bankId: string }): JSX.Element {
  const texts = textsIn(locale).inbox;
  const { outcome } = useAnswer(`/obp/v5.0.0/banks/${encodeURIComponent(bankId)}/my/customers`, locale);
  if (outcome?.ok !== true) return <p class="empty" />;
  const names = listIn<Customer>(outcome, 'customers').map(({ legal_name: name, customer_number: number }) => name || number);
  return <p class="empty">{names.length === 0 ? texts.notLinked : texts.nothingSent(names.join(', '))}</p>;
}
