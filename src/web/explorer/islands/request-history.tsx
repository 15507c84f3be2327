import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { RoleRequest } from '../../browser/api-types.js';
import { readableDate } from '../../browser/dates.js';
import type { Pages } from '../../browser/use-pages.js';
import { DataTable } from './data-table.js';
import { textsIn } from '../../kit/texts/texts.js';
import { OlderButton } from './older-button.js';
import { RequestFacts } from './request-row.js';

interface RequestHistoryProps {
  readonly locale: Locale;
  readonly pages: Pages<RoleRequest>;
  /** Whether these are everybody's requests, and not the reader's own. */
  readonly administers: boolean;
}

/** What became of requests, the last decision first. */
export function RequestHistory({ locale, pages, administers }: RequestHistoryProps): JSX.Element {
  const { requests: texts, roles } = textsIn(locale);
  const list = useRef<HTMLTableSectionElement>(null);
  return (
    <section aria-busy={pages.busy}>
      <h2 id="decided">{texts.history}</h2>
      {pages.items?.length === 0 && <p class="empty">{texts.noHistory}</p>}
      {pages.items !== undefined && pages.items.length > 0 && (
        <DataTable
          labelledBy="decided"
          class="requests"
          list={list}
          columns={[administers && texts.user, texts.role, roles.bank, texts.when, texts.reason, texts.decision]}
        >
          {pages.items.map((request) => (
            <tr key={request.decision?.decided_at} data-decided={request.entitlement_request_id} tabIndex={-1}>
              <RequestFacts {...{ locale, request, administers }} />
              <td class="decision">{request.decision !== null && <Decision locale={locale} decision={request.decision} />}</td>
            </tr>
          ))}
        </DataTable>
      )}
      <OlderButton locale={locale} pages={pages} label={texts.older} list={list} entry="tr" />
    </section>
  );
}

interface DecisionProps {
  readonly locale: Locale;
  readonly decision: Exclude<RoleRequest['decision'], null>;
}

function Decision({ locale, decision: { decision, reason, decided_by_username: by, decided_at: at } }: DecisionProps): JSX.Element {
  const texts = textsIn(locale).requests;
  return (
    <>
      <span class={decision === 'granted' ? 'badge held' : 'badge bad'}>{decision === 'granted' ? texts.granted : texts.refused}</span>{' '}
      {texts.decidedBy(by)} <time dateTime={at}>{readableDate(at, locale)}</time>
      {reason !== '' && <p>{reason}</p>}
    </>
  );
}
