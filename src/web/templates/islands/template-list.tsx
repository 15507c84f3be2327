import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Template } from '../../browser/api-types.js';
import type { Pages } from '../../browser/use-pages.js';
import { OlderButton } from '../../explorer/islands/older-button.js';
import { DataTable } from '../../explorer/islands/data-table.js';
import { OpenButton } from '../../explorer/islands/open-button.js';
import { textsIn } from '../../kit/texts/texts.js';

interface TemplateListProps {
  readonly locale: Locale;
  readonly pages: Pages<Template>;
  /** Whether only some are asked for. */
  readonly isFiltered: boolean;
  readonly chosen: string | undefined;
  readonly choose: (templateId: string) => void;
}

/** The templates, in the order of their ids. */
export function TemplateList({ locale, pages, isFiltered, chosen, choose }: TemplateListProps): JSX.Element {
  const { templates: texts, delivery } = textsIn(locale);
  const { items, busy, problem } = pages;
  const list = useRef<HTMLTableSectionElement>(null);
  return (
    <section aria-busy={busy}>
      <h2 id="templates">{delivery.places.templates}</h2>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <p role="status" class="outcome">
        {items === undefined ? '' : items.length > 0 ? texts.count(items.length) : isFiltered ? texts.noneFits : texts.none}
      </p>
      {items !== undefined && items.length > 0 && (
        <DataTable
          labelledBy="templates"
          class="ends"
          list={list}
          columns={[texts.name, texts.id, texts.version, texts.state, texts.action]}
        >
          {items.map(({ template_id: id, name, newest_version: version, is_archived: isArchived }) => (
            <tr key={id} data-template={id} tabIndex={-1}>
              <th scope="row">{name}</th>
              <td>
                <code>{id}</code>
              </td>
              <td>{version}</td>
              <td>
                <span class={isArchived ? 'badge bad' : 'badge held'}>{isArchived ? texts.archived : texts.usable}</span>
              </td>
              <td>
                <OpenButton label={texts.open} what={texts.openOne(name)} isOpen={id === chosen} onOpen={() => choose(id)} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      <OlderButton locale={locale} pages={pages} label={texts.more} list={list} entry="tr" />
    </section>
  );
}
