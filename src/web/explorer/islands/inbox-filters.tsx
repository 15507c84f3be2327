import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { InboxFilters } from '../../browser/use-inbox.js';
import { textsIn } from '../../kit/texts/texts.js';

/** Milliseconds without typing after which it is searched. */
const TYPED = 300;

interface InboxFilterFormProps {
  readonly locale: Locale;
  readonly filters: InboxFilters;
  readonly banks: readonly { readonly id: string; readonly name: string }[];
  readonly filter: (changed: Partial<InboxFilters>) => void;
}

export function InboxFilterForm({ locale, filters, banks, filter }: InboxFilterFormProps): JSX.Element {
  const { inbox: texts, roles } = textsIn(locale);
  const [typed, type] = useState({ words: filters.words, sender: filters.sender });
  useEffect(() => {
    if (typed.words === filters.words && typed.sender === filters.sender) return;
    const timer = setTimeout(() => filter(typed), TYPED);
    return () => clearTimeout(timer);
  }, [typed]);
  const unlisted = filters.bank !== '' && !banks.some(({ id }) => id === filters.bank);
  return (
    <form class="inbox-filters" role="search" aria-label={texts.search} onSubmit={(event) => event.preventDefault()}>
      <label>
        {texts.words}
        <input
          type="search"
          maxLength={200}
          value={typed.words}
          onInput={({ currentTarget: { value } }) => type({ ...typed, words: value })}
        />
      </label>
      <label>
        {texts.sender}
        <input
          type="search"
          maxLength={64}
          value={typed.sender}
          onInput={({ currentTarget: { value } }) => type({ ...typed, sender: value })}
        />
      </label>
      <label class="bank">
        {roles.bank}
        <select value={filters.bank} onChange={({ currentTarget: { value } }) => filter({ bank: value })}>
          <option value="">{texts.allBanks}</option>
          {unlisted && <option value={filters.bank}>{filters.bank}</option>}
          {banks.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="tick">
        <input type="checkbox" checked={filters.unread} onChange={({ currentTarget: { checked } }) => filter({ unread: checked })} />
        {texts.unreadOnly}
      </label>
    </form>
  );
}
