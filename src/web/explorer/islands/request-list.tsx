import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { useDecisions } from '../../browser/use-decisions.js';
import type { EntitlementRequest } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { RequestTable } from './request-table.js';

interface RequestListProps {
  readonly locale: Locale;
  readonly requests: readonly EntitlementRequest[];
  /** Whether these are everybody's requests, to be decided, and not the reader's own. */
  readonly administers: boolean;
  /** Whether the focus moves here, because the previous element is gone. */
  readonly arrived: boolean;
  readonly refresh: () => void;
}

export function RequestList({ locale, requests, administers, arrived, refresh }: RequestListProps): JSX.Element {
  const texts = textsIn(locale).requests;
  const { shown, outcome, next, decided } = useDecisions(requests, texts);
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived) heading.current?.focus();
  }, []);
  // Focus the row and not a button in it: pressing a key twice must not decide twice.
  useEffect(() => {
    if (next === undefined) return;
    const rows = [...(section.current?.querySelectorAll<HTMLElement>('[data-request]') ?? [])];
    (rows.find(({ dataset }) => dataset.request === next.id) ?? heading.current)?.focus();
  }, [next]);
  return (
    <section ref={section}>
      <div class="toolbar">
        <h2 id="requests" ref={heading} tabIndex={-1}>
          {administers ? texts.all : texts.mine}
        </h2>
        <button type="button" class="quiet" onClick={refresh}>
          {texts.refresh}
        </button>
      </div>
      <p role="status" class={outcome.bad ? 'outcome bad' : 'outcome good'}>
        {outcome.text}
      </p>
      {shown.length === 0 ? (
        <p class="empty">{administers ? texts.none : texts.noneOfMine}</p>
      ) : (
        <RequestTable locale={locale} requests={shown} onDecided={administers ? decided : undefined} />
      )}
    </section>
  );
}
