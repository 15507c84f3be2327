import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../../messaging/deliveries/delivery-status.js';
import type { Locale } from '../../../platform/openapi/locale.js';
import { showInAddress } from '../../browser/address.js';
import type { Delivery } from '../../browser/api-types.js';
import { useSession } from '../../browser/session.js';
import { usePages } from '../../browser/use-pages.js';
import { useRolesHeld } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { BankSelect, useBankChoice } from './bank-select.js';
import { DeliveryList } from './delivery-list.js';
import { RequestRole } from './request-role.js';
import { SignInLine } from './sign-in-line.js';

const PAGE = 20;
const ROLE = 'CanGetDeliveries';

interface OutgoingProps {
  readonly locale: Locale;
  /** From the page's address; empty: none. */
  readonly bank: string;
  readonly status: string;
  readonly sandbox: boolean;
}

/** The deliveries of a bank's messages. */
export function Outgoing({ locale, bank, status: asked, sandbox }: OutgoingProps): JSX.Element {
  const { outgoing: texts, working } = textsIn(locale);
  const session = useSession();
  const choice = useBankChoice(locale, bank);
  const held = useRolesHeld(locale);
  const [status, setStatus] = useState(DELIVERY_STATUSES.includes(asked as DeliveryStatus) ? asked : '');
  const { bankId } = choice;
  const mayRead = held.holds(ROLE, bankId);
  const filter = new URLSearchParams({ ...(status !== '' && { status }), limit: String(PAGE) }).toString();
  const target = bankId !== '' && mayRead ? `/messaging/v1/banks/${encodeURIComponent(bankId)}/deliveries?${filter}` : undefined;
  const pages = usePages<Delivery>(target, 'deliveries', locale);
  const show = (ofBank: string, ofStatus: string): void => {
    choice.choose(ofBank);
    setStatus(ofStatus);
    showInAddress(location.pathname, new URLSearchParams({ bank: ofBank, ...(ofStatus !== '' && { status: ofStatus }) }));
  };
  const isRefused = Boolean(session) && held.outcome?.ok === true && bankId !== '' && !mayRead;
  const problem = held.outcome?.ok === false ? held.outcome.problem : pages.problem;
  const said = pages.busy ? working : pages.items === undefined ? '' : texts.count(pages.items.length);
  return (
    <>
      <SignInLine locale={locale}>{sandbox ? `${texts.signIn} ${texts.sandbox}` : texts.signIn}</SignInLine>
      <div class="toolbar">
        <BankSelect locale={locale} {...choice} choose={(chosen) => show(chosen, status)} />
        <label>
          {texts.status}
          <select value={status} onChange={(event) => show(bankId, event.currentTarget.value)}>
            <option value="">{texts.all}</option>
            {DELIVERY_STATUSES.map((one) => (
              <option key={one} value={one}>
                {texts.statuses[one]}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="quiet" disabled={!session} aria-disabled={pages.busy || undefined} onClick={pages.refresh}>
          {texts.refresh}
        </button>
      </div>
      <p role="status" class="outcome">
        {said}
      </p>
      {session && problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {isRefused && (
        <>
          <p>{texts.mayNotRead}</p>
          <RequestRole key={`${session?.userId} ${bankId}`} locale={locale} role={ROLE} bankId={bankId} />
        </>
      )}
      {pages.items?.length === 0 && <p class="empty">{status === '' ? texts.none : texts.noneSo}</p>}
      {pages.items !== undefined && pages.items.length > 0 && (
        <DeliveryList locale={locale} bankId={bankId} pages={pages} mayReadTexts={held.holds('CanGetCustomerMessages', bankId)} />
      )}
    </>
  );
}
