import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { showInAddress } from '../../browser/address.js';
import { listIn } from '../../browser/api.js';
import type { OwnCustomer } from '../../browser/api-types.js';
import { type InboxFilters, type InboxState, NO_FILTERS, useInbox } from '../../browser/use-inbox.js';
import { useAnswer, useBanks } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { InboxFilterForm } from './inbox-filters.js';
import { InboxMessageArticle } from './inbox-message.js';
import { OlderButton } from './older-button.js';
import { NotificationSettings } from './notification-settings.js';
import { SignInLine } from './sign-in-line.js';

interface InboxProps {
  readonly locale: Locale;
  /** The bank of the page's address; empty: all. */
  readonly bank: string;
  readonly sandbox: boolean;
}

/** The messages of all banks to the customers that the reader acts for, live. */
export function Inbox({ locale, bank, sandbox }: InboxProps): JSX.Element {
  const texts = textsIn(locale).inbox;
  const [filters, setFilters] = useState<InboxFilters>({ ...NO_FILTERS, bank });
  const [said, say] = useState('');
  const inbox = useInbox(filters, locale, ({ from_person: person, from_department: department }) =>
    say(texts.arrived(person || department || texts.unsigned)),
  );
  const customers = listIn<OwnCustomer>(useAnswer('/obp/v5.0.0/my/customers?limit=200', locale).outcome, 'customers');
  const banks = useBanks(locale).list ?? [];
  const nameOf = (id: string): string => {
    const found = banks.find((one) => one.id === id);
    return found?.full_name || found?.short_name || id;
  };
  const fromOf = (bankId: string, customerId: string): string => {
    const name = customers.find((one) => one.customer_id === customerId)?.legal_name ?? '';
    return customers.length > 1 && name !== '' ? `${nameOf(bankId)} · ${texts.forWhom(name)}` : nameOf(bankId);
  };
  const filter = (changed: Partial<InboxFilters>): void => {
    const next = { ...filters, ...changed };
    setFilters(next);
    if (changed.bank !== undefined) showInAddress(location.pathname, new URLSearchParams(next.bank === '' ? {} : { bank: next.bank }));
  };
  const unread = inbox.shown?.unread ?? 0;
  useTitle(unread);
  const ownBanks = [...new Set(customers.map((one) => one.bank_id))].map((id) => ({ id, name: nameOf(id) }));
  return (
    <>
      <SignInLine locale={locale}>{sandbox ? `${texts.signIn} ${texts.sandbox}` : texts.signIn}</SignInLine>
      <InboxFilterForm locale={locale} filters={filters} banks={ownBanks} filter={filter} />
      <div class="toolbar inbox-acts">
        <p role="status" class="outcome">
          {inbox.shown !== undefined && <span class={unread > 0 ? 'badge held' : 'badge'}>{texts.unread(unread)}</span>} {said}
        </p>
        <button type="button" class="quiet" disabled={inbox.shown === undefined || unread === 0} onClick={() => void inbox.markAll()}>
          {texts.markAll}
        </button>
        <button type="button" class="quiet" disabled={inbox.shown === undefined} onClick={inbox.refresh}>
          {texts.refresh}
        </button>
      </div>
      {inbox.problem !== '' && (
        <p class="problem" role="alert">
          {texts.trouble} <small class="hint">{inbox.problem}</small>
        </p>
      )}
      {inbox.shown?.moreBanks === true && <p class="hint">{texts.moreBanks}</p>}
      {inbox.shown?.items.length === 0 && inbox.shown.cursor === undefined ? (
        <p class="empty">{whyEmpty(locale, filters, customers)}</p>
      ) : (
        <Messages locale={locale} inbox={inbox} fromOf={fromOf} />
      )}
      {customers.length > 0 && <NotificationSettings locale={locale} customers={customers} nameOf={nameOf} />}
    </>
  );
}

/** How many are unread stands before the title of the page. */
function useTitle(unread: number): void {
  const title = useRef('');
  useEffect(() => {
    title.current ||= document.title;
    document.title = unread === 0 ? title.current : `(${unread >= 100 ? '99+' : unread}) ${title.current}`;
  }, [unread]);
}

function whyEmpty(locale: Locale, filters: InboxFilters, customers: readonly OwnCustomer[]): string {
  const texts = textsIn(locale).inbox;
  if (Object.values(filters).some((value) => value !== '' && value !== false)) return texts.nothingFits;
  return customers.length === 0 ? texts.notLinked : texts.nothingSent(customers.map(({ legal_name: name }) => name).join(', '));
}

interface MessagesProps {
  readonly locale: Locale;
  readonly inbox: InboxState;
  readonly fromOf: (bankId: string, customerId: string) => string;
}

function Messages({ locale, inbox: { shown, older, busy, mark }, fromOf }: MessagesProps): JSX.Element {
  const { inbox: texts } = textsIn(locale);
  const list = useRef<HTMLElement>(null);
  return (
    <section class="messages" aria-labelledby="messages" aria-busy={busy} ref={list}>
      <h2 id="messages">{texts.messages}</h2>
      {shown?.items.map((message) => (
        <InboxMessageArticle
          key={message.id}
          locale={locale}
          message={message}
          from={fromOf(message.bank_id, message.customer_id)}
          mark={(one, read) => void mark(one, read)}
        />
      ))}
      <OlderButton
        locale={locale}
        pages={{ older: shown?.cursor === undefined ? undefined : older, busy }}
        label={texts.older}
        list={list}
        entry="article"
      />
    </section>
  );
}
