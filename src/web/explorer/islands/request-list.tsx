import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { RoleRequest } from '../../browser/api-types.js';
import { useActs } from '../../browser/use-acts.js';
import type { Pages } from '../../browser/use-pages.js';
import { DataTable } from './data-table.js';
import { textsIn } from '../../kit/texts/texts.js';
import { OlderButton } from './older-button.js';
import { type Decide, RequestRow } from './request-row.js';

interface RequestListProps {
  readonly locale: Locale;
  readonly pages: Pages<RoleRequest>;
  /** Whether these are everybody's requests, and not the reader's own. */
  readonly administers: boolean;
  readonly mayDecide: boolean;
  /** Whether the focus moves here, because the previous element is gone. */
  readonly arrived: boolean;
  readonly refresh: () => void;
}

/** Requests that wait for somebody to decide. */
export function RequestList({ locale, pages, administers, mayDecide, arrived, refresh }: RequestListProps): JSX.Element {
  const { requests: texts, roles } = textsIn(locale);
  const acts = useActs(locale, refresh);
  const [next, setNext] = useState<{ readonly id: string | undefined }>();
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLTableSectionElement>(null);
  const items = pages.items ?? [];
  useEffect(() => {
    if (arrived) heading.current?.focus();
  }, []);
  // Focus the row and not a button in it: pressing a key twice must not decide twice.
  useEffect(() => {
    if (next === undefined) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-request]') ?? [])];
    (rows.find(({ dataset }) => dataset.request === next.id) ?? heading.current)?.focus();
  }, [next]);
  const decide: Decide = async (request, call, done) => {
    const at = items.indexOf(request);
    const neighbour = (items[at + 1] ?? items[at - 1])?.entitlement_request_id;
    const outcome = await acts.perform({ ...call, done });
    const isGone = outcome?.ok === true || outcome?.status === 404; // somebody else has decided meanwhile
    if (isGone) setNext({ id: neighbour });
  };
  return (
    <section>
      <div class="toolbar">
        <h2 id="requests" ref={heading} tabIndex={-1}>
          {administers ? texts.all : texts.mine}
        </h2>
        <button type="button" class="quiet" onClick={refresh}>
          {texts.refresh}
        </button>
      </div>
      <p role="status" class={acts.said.bad ? 'outcome bad' : 'outcome good'}>
        {acts.said.text}
      </p>
      {items.length === 0 ? (
        <p class="empty">{administers ? texts.none : texts.noneOfMine}</p>
      ) : (
        <DataTable
          labelledBy="requests"
          class="requests"
          list={list}
          columns={[administers && texts.user, texts.role, roles.bank, texts.when, texts.reason, texts.state, mayDecide && texts.decision]}
        >
          {items.map((request) => (
            <RequestRow
              key={request.entitlement_request_id}
              {...{ locale, request, administers, busy: acts.busy }}
              decide={mayDecide ? decide : undefined}
            />
          ))}
        </DataTable>
      )}
      <OlderButton locale={locale} pages={pages} label={texts.older} list={list} entry="tr" />
    </section>
  );
}
