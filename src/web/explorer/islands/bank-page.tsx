import type { ComponentChildren, JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { showInAddress } from '../../browser/address.js';
import type { Outcome } from '../../browser/api.js';
import { useSession } from '../../browser/session.js';
import type { Acts } from '../../browser/use-acts.js';
import { type Held, useRolesHeld } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { type BankChoice, BankSelect, useBankChoice } from './bank-select.js';
import { SignInLine } from './sign-in-line.js';

/** A page about one bank, which stands in its address. */
export interface BankPage {
  readonly choice: BankChoice;
  /** Empty until the banks are loaded. */
  readonly bankId: string;
  /** The path of the bank under `/messaging/v1`. */
  readonly base: string;
  readonly held: Held;
  /** Whether it is known what the reader may do at the bank. */
  readonly knowsRoles: boolean;
  readonly may: (role: string) => boolean;
}

/** @param asked the bank of the page's address; empty: none. */
export function useBankPage(locale: Locale, asked: string): BankPage {
  const session = useSession();
  const held = useRolesHeld(locale);
  const own = new Set(held.list.map(({ bank_id: id }) => id).filter((id) => id !== ''));
  const chosen = useBankChoice(locale, asked, undefined, own);
  const { bankId } = chosen;
  const choose = (id: string): void => {
    chosen.choose(id);
    showInAddress(location.pathname, new URLSearchParams({ bank: id }));
  };
  return {
    choice: { ...chosen, choose },
    bankId,
    base: `/messaging/v1/banks/${encodeURIComponent(bankId)}`,
    held,
    knowsRoles: Boolean(session) && held.outcome?.ok === true && bankId !== '',
    may: (role) => bankId !== '' && held.holds(role, bankId),
  };
}

interface BankHeadProps {
  readonly locale: Locale;
  readonly page: BankPage;
  /** Why to sign in. */
  readonly signIn: string;
  readonly refresh: () => void;
  readonly acts: Acts;
  readonly busy: boolean;
  /** Answers of the API that the page shows: the first that is a refusal is said. */
  readonly outcomes: readonly (Outcome | undefined)[];
  /** More to choose by. */
  readonly children?: ComponentChildren;
}

/** The top of such a page: who is signed in, the bank, and what was done last. */
export function BankHead({ locale, page, signIn, refresh, acts, busy, outcomes, children }: BankHeadProps): JSX.Element {
  const { outgoing, working } = textsIn(locale);
  const session = useSession();
  const refused = [page.held.outcome, ...outcomes].find((outcome) => outcome?.ok === false);
  return (
    <>
      <SignInLine locale={locale}>{signIn}</SignInLine>
      <div class="toolbar">
        <BankSelect locale={locale} {...page.choice} />
        {children}
        <button type="button" class="quiet" disabled={!session} onClick={refresh}>
          {outgoing.refresh}
        </button>
      </div>
      <p role="status" class={acts.said.bad ? 'outcome bad' : 'outcome good'}>
        {busy && acts.said.text === '' ? working : acts.said.text}
      </p>
      {session && refused?.ok === false && (
        <p class="problem" role="alert">
          {refused.problem}
        </p>
      )}
    </>
  );
}
