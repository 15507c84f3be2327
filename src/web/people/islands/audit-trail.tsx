import type { JSX, TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { AuditRecord } from '../../browser/api-types.js';
import { readableDate } from '../../browser/dates.js';
import { formTexts } from '../../browser/form-texts.js';
import { usePages } from '../../browser/use-pages.js';
import { useRolesHeld } from '../../browser/use-query.js';
import { OlderButton } from '../../explorer/islands/older-button.js';
import { DataTable } from '../../explorer/islands/data-table.js';
import { textsIn } from '../../kit/texts/texts.js';
import { NeededRoles } from './needed-roles.js';

const PAGE = 50;
const ROLES = ['CanGetAuditRecords'] as const;
const FILTERS = ['subject_id', 'actor_user_id', 'action'] as const;

interface AuditTrailProps {
  readonly locale: Locale;
  readonly sandbox: boolean;
}

/** Who did what to whom, newest first. */
export function AuditTrail({ locale, sandbox }: AuditTrailProps): JSX.Element {
  const { people: texts, working } = textsIn(locale);
  const held = useRolesHeld(locale);
  const list = useRef<HTMLTableSectionElement>(null);
  const [filter, setFilter] = useState('');
  const target = `/messaging/v1/audit-records?limit=${PAGE}${filter}`;
  const pages = usePages<AuditRecord>(held.holds(ROLES[0], '') ? target : undefined, 'audit_records', locale);
  const search = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    const asked = FILTERS.map((name) => [name, text(name)] as const).filter(([, value]) => value !== '');
    const next = asked.map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join('');
    if (next === filter) pages.refresh();
    else setFilter(next);
  };
  return (
    <NeededRoles locale={locale} sandbox={sandbox} held={held} roles={ROLES}>
      <form class="toolbar" role="search" onSubmit={search}>
        {FILTERS.map((name) => (
          <label key={name}>
            {texts.auditFilters[name]}
            <input name={name} autocomplete="off" spellcheck={false} placeholder={name === 'action' ? 'entitlement.granted' : undefined} />
          </label>
        ))}
        <button type="submit">{texts.search}</button>
      </form>
      <section aria-busy={pages.busy}>
        <h2 id="audit">{texts.records}</h2>
        <p role="status" class="outcome">
          {pages.busy ? working : pages.items?.length === 0 ? texts.noRecords : ''}
        </p>
        {pages.problem !== '' && (
          <p class="problem" role="alert">
            {pages.problem}
          </p>
        )}
        {pages.items !== undefined && pages.items.length > 0 && (
          <DataTable
            labelledBy="audit"
            list={list}
            columns={[texts.when, texts.auditFilters.action, texts.auditFilters.actor_user_id, texts.auditFilters.subject_id, texts.change]}
          >
            {pages.items.map((record) => (
              <AuditRow key={record.audit_record_id} locale={locale} record={record} />
            ))}
          </DataTable>
        )}
        <OlderButton locale={locale} pages={pages} label={texts.more} list={list} entry="tr" />
      </section>
    </NeededRoles>
  );
}

function AuditRow({ locale, record }: { readonly locale: Locale; readonly record: AuditRecord }): JSX.Element {
  const { people: texts } = textsIn(locale);
  const change = Object.entries({ [texts.before]: record.before, [texts.after]: record.after }).filter(([, value]) => value !== null);
  return (
    <tr data-action={record.action} tabIndex={-1}>
      <td>
        <time dateTime={record.at}>{readableDate(record.at, locale)}</time>
      </td>
      <td>
        <code>{record.action}</code>
      </td>
      <td>{record.actor_user_id === '' ? texts.anonymous : <code>{record.actor_user_id}</code>}</td>
      <td>
        <code>{record.subject_id}</code> {record.bank_id}
      </td>
      <td>
        {change.length > 0 && (
          <details>
            <summary>{texts.show}</summary>
            {change.map(([name, value]) => (
              <p key={name}>
                {name}: <code>{JSON.stringify(value)}</code>
              </p>
            ))}
          </details>
        )}
      </td>
    </tr>
  );
}
