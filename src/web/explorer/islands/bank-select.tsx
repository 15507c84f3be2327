import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { type Banks, useBanks } from '../../browser/use-query.js';
import type { Bank } from '../../browser/api-types.js';
import { useKept } from '../../browser/use-kept.js';
import { textsIn } from '../../kit/texts/texts.js';

/** The example bank of the documentation and of the sandbox. */
export const EXAMPLE_BANK = 'gh.29.uk';

export interface BankChoice {
  readonly banks: Banks;
  /** Empty until the banks are loaded. */
  readonly bankId: string;
  readonly choose: (bankId: string) => void;
}

/**
 * The chosen bank: at first the requested one, or the example bank, or the first.
 *
 * @param kept the name among the drafts of the tab; undefined: the next page chooses anew.
 */
export function useBankChoice(locale: Locale, asked = '', kept?: string): BankChoice {
  const banks = useBanks(locale);
  const [chosen, change] = useKept(kept, asked);
  const ids = banks.list?.map(({ id }) => id) ?? [];
  const usual = ids.find((id) => id === EXAMPLE_BANK) ?? ids[0] ?? '';
  return { banks, bankId: banks.list === undefined ? '' : chosen || usual, choose: (bankId) => change(() => bankId) };
}

interface BankSelectProps extends BankChoice {
  readonly locale: Locale;
}

/** A selector of banks, by name and id. A chosen one that is not in the list is offered too. */
export function BankSelect({ locale, banks, bankId, choose }: BankSelectProps): JSX.Element {
  const { roles: texts, working } = textsIn(locale);
  const list = banks.list ?? [];
  const unlisted = bankId !== '' && !list.some(({ id }) => id === bankId);
  return (
    <label class="bank">
      {texts.bank}
      <select value={bankId} disabled={banks.list === undefined} onChange={(event) => choose(event.currentTarget.value)}>
        {bankId === '' && <option value="">{banks.list === undefined ? working : texts.noBank}</option>}
        {unlisted && <option value={bankId}>{bankId}</option>}
        {list.map((bank) => (
          <option key={bank.id} value={bank.id}>
            {nameOf(bank)}
          </option>
        ))}
      </select>
      {banks.problem !== '' && (
        <span class="problem" role="alert">
          {banks.problem}
        </span>
      )}
    </label>
  );
}

function nameOf({ id, short_name: short, full_name: full }: Bank): string {
  const name = full ?? short ?? '';
  return name === '' ? id : `${name} (${id})`;
}
