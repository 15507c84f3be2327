import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { BankMessage } from '../../browser/api-types.js';
import { useSession } from '../../browser/session.js';
import { filterQuery, type SentFilter, useSentFilter } from '../../browser/use-sent-filter.js';
import { type Pages, usePages } from '../../browser/use-pages.js';
import { useRolesHeld } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { BankSelect, useBankChoice } from './bank-select.js';
import { ExportButton } from './export-button.js';
import { MissingRole } from './missing-role.js';
import { SentFilters } from './sent-filters.js';
import { SentList } from './sent-list.js';
import { SignInLine } from './sign-in-line.js';

const PAGE = 20;
const ROLE = 'CanGetCustomerMessages';
/** Milliseconds between two looks at messages that are still on their way. */
const LOOK = 5_000;
const ON_THEIR_WAY: readonly string[] = ['queued', 'sending', 'retrying', 'sent'];

interface OutgoingProps {
  readonly locale: Locale;
  /** From the page's address; empty: none. */
  readonly bank: string;
  readonly filter: SentFilter;
  readonly sandbox: boolean;
}

/** What a bank has sent, with its real senders, and what became of it. */
export function Outgoing({ locale, bank, filter: asked, sandbox }: OutgoingProps): JSX.Element {
  const { sent: texts, outgoing, working } = textsIn(locale);
  const session = useSession();
  const choice = useBankChoice(locale, bank);
  const held = useRolesHeld(locale);
  const { filter, change } = useSentFilter(asked, choice.bankId);
  const { bankId } = choice;
  const mayRead = held.holds(ROLE, bankId);
  const path = `/messaging/v1/banks/${encodeURIComponent(bankId)}/messages`;
  const query = filterQuery(filter);
  const target = bankId !== '' && mayRead ? `${path}?${new URLSearchParams({ ...query, limit: String(PAGE) }).toString()}` : undefined;
  const pages = usePages<BankMessage>(target, 'messages', locale);
  useLooks(pages);
  const isRefused = Boolean(session) && held.outcome?.ok === true && bankId !== '' && !mayRead;
  const problem = held.outcome?.ok === false ? held.outcome.problem : pages.problem;
  const said = pages.busy && pages.items === undefined ? working : pages.items === undefined ? '' : texts.count(pages.items.length);
  const choose = (chosen: string): void => {
    choice.choose(chosen);
    change({ customer: '' }, chosen);
  };
  return (
    <>
      <SignInLine locale={locale}>{sandbox ? `${outgoing.signIn} ${outgoing.sandbox}` : outgoing.signIn}</SignInLine>
      <div class="toolbar">
        <BankSelect locale={locale} {...choice} choose={choose} />
        <button type="button" class="quiet" disabled={!session} aria-disabled={pages.busy || undefined} onClick={pages.refresh}>
          {outgoing.refresh}
        </button>
      </div>
      {isRefused && (
        <MissingRole locale={locale} role={ROLE} bankId={bankId}>
          {texts.mayNotRead}
        </MissingRole>
      )}
      {mayRead && (
        <>
          <SentFilters
            key={bankId}
            locale={locale}
            bankId={bankId}
            filter={filter}
            maySearch={held.holds('CanGetCustomer', bankId)}
            change={change}
          />
          <div class="row sent-tools">
            <ExportButton locale={locale} target={`${path}.csv?${new URLSearchParams(query).toString()}`} name={`messages-${bankId}.csv`} />
            <button type="button" class="quiet" onClick={() => print()}>
              {texts.print}
            </button>
          </div>
        </>
      )}
      <p role="status" class="outcome">
        {said}
      </p>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {pages.items?.length === 0 && <p class="empty">{pages.older !== undefined ? texts.noneSoFar : texts.none}</p>}
      {pages.items !== undefined && (
        <SentList locale={locale} bankId={bankId} pages={pages} mayRedrive={held.holds('CanRedriveDeliveries', bankId)} />
      )}
    </>
  );
}

/** Asks again while something on the first page is on its way and the page is looked at. */
function useLooks({ items, refresh, busy }: Pages<BankMessage>): void {
  const isOnItsWay =
    items !== undefined &&
    items.length <= PAGE &&
    items.some(({ deliveries }) => deliveries.some(({ status }) => ON_THEIR_WAY.includes(status)));
  useEffect(() => {
    if (!isOnItsWay || busy) return;
    const look = (): void => {
      if (!document.hidden) refresh();
    };
    const timer = setTimeout(look, LOOK);
    // The time may have come while another tab was looked at.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isOnItsWay, busy, items]);
}
