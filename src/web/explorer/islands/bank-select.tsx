import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { type Banks, useBanks } from '../../browser/use-query.js';
import type { Bank } from '../../browser/api-types.js';
import { useKept } from '../../browser/use-kept.js';
import { textsIn } from '../../kit/texts/texts.js';

const NONE: ReadonlySet<string> = new Set();

/** The example bank of the documentation and of the sandbox. */
export const EXAMPLE_BANK = 'gh.29.uk';

export interface BankChoice {
  readonly banks: Banks;
  /** Banks at which the reader holds a role: they come first. */
  readonly own?: ReadonlySet<string>;
  /** Empty until the banks are loaded. */
  readonly bankId: string;
  readonly choose: (bankId: string) => void;
}

/**
 * The chosen bank: at first the requested one, or one of the reader's own, or the example bank, or the first.
 *
 * @param kept the name among the drafts of the tab; undefined: the next page chooses anew.
 */
export function useBankChoice(locale: Locale, asked = '', kept?: string, own: ReadonlySet<string> = NONE): BankChoice {
  const banks = useBanks(locale);
  const [chosen, change] = useKept(kept, asked);
  const ids = banks.list?.map(({ id }) => id) ?? [];
  const usual = ids.find((id) => own.has(id)) ?? ids.find((id) => id === EXAMPLE_BANK) ?? ids[0] ?? '';
  return { banks, own, bankId: banks.list === undefined ? '' : chosen || usual, choose: (bankId) => change(() => bankId) };
}

interface BankSelectProps extends BankChoice {
  readonly locale: Locale;
}

/** A selector of banks, by name and id. A chosen one that is not in the list is offered too. */
export function BankSelect({ locale, banks, own = NONE, bankId, choose }: BankSelectProps): JSX.Element {
  const { roles: texts, working } = textsIn(locale);
  const list = banks.list ?? [];
  const owned = list.filter(({ id }) => own.has(id));
  const others = list.filter(({ id }) => !own.has(id));
  const unlisted = bankId !== '' && !list.some(({ id }) => id === bankId);
  return (
    <label class="bank">
      {texts.bank}
      <select value={bankId} disabled={banks.list === undefined} onChange={(event) => choose(event.currentTarget.value)}>
        {bankId === '' && <option value="">{banks.list === undefined ? working : texts.noBank}</option>}
        {unlisted && <option value={bankId}>{bankId}</option>}
        {owned.length > 0 && others.length > 0 ? (
          <>
            <optgroup label={texts.ownBanks}>{owned.map(optionOf)}</optgroup>
            <optgroup label={texts.otherBanks}>{others.map(optionOf)}</optgroup>
          </>
        ) : (
          list.map(optionOf)
        )}
      </select>
      {banks.problem !== '' && (
        <span class="problem" role="alert">
          {banks.problem}
        </span>
      )}
    </label>
  );
}

const optionOf = (bank: Bank): JSX.Element => (
  <option key={bank.id} value={bank.id}>
    {nameOf(bank)}
  </option>
);

function nameOf({ id, short_name: short, full_name: full }: Bank): string {
  const name = full ?? short ?? '';
  return name === '' ? id : `${name} (${id})`;
}
