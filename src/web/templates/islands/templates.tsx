import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Template } from '../../browser/api-types.js';
import { formTexts } from '../../browser/form-texts.js';
import { useActs } from '../../browser/use-acts.js';
import { usePages } from '../../browser/use-pages.js';
import { BankHead, useBankPage } from '../../explorer/islands/bank-page.js';
import { MissingRole } from '../../explorer/islands/missing-role.js';
import { textsIn } from '../../kit/texts/texts.js';
import { TemplateForm } from './template-form.js';
import { TemplateList } from './template-list.js';
import { TemplatePanel } from './template-panel.js';

const PAGE = 20;
const WRITE = 'CanManageTemplates';
/** Whoever sends has to know what there is to send. */
const SEND = 'CanCreateCustomerMessage';

interface TemplatesProps {
  readonly locale: Locale;
  /** The bank of the page's address; empty: none. */
  readonly bank: string;
}

/** The templates of a bank: found, read, written, previewed and archived. */
export function Templates({ locale, bank }: TemplatesProps): JSX.Element {
  const { templates: texts, people } = textsIn(locale);
  const page = useBankPage(locale, bank);
  const { bankId, base } = page;
  const [filter, setFilter] = useState('');
  const [chosen, choose] = useState<{ readonly bankId: string; readonly id: string }>();
  const [version, setVersion] = useState(0);
  const [made, setMade] = useState(0);
  const mayWrite = page.may(WRITE);
  const mayRead = mayWrite || page.may(SEND);
  const pages = usePages<Template>(mayRead ? `${base}/templates?limit=${PAGE}${filter}` : undefined, 'templates', locale);
  const refresh = (): void => {
    pages.refresh();
    setVersion((last) => last + 1);
  };
  const acts = useActs(locale, refresh);
  const search = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    const next = `${text('q') === '' ? '' : `&q=${encodeURIComponent(text('q'))}`}${text('archived') === '' ? '' : '&archived=true'}`;
    if (next === filter) pages.refresh();
    else setFilter(next);
  };
  const saved = (id: string): void => {
    setMade((last) => last + 1);
    choose({ bankId, id });
  };
  const open = chosen?.bankId === bankId ? chosen.id : undefined;
  return (
    <>
      <BankHead {...{ locale, page, refresh, acts }} signIn={texts.signIn} busy={pages.busy} outcomes={[]} />
      {page.knowsRoles && !mayWrite && (
        <MissingRole locale={locale} role={WRITE} bankId={bankId}>
          {mayRead ? texts.mayNotWrite : texts.mayNotRead}
        </MissingRole>
      )}
      {mayRead && (
        <>
          {mayWrite && (
            <details class="panel" key={`${bankId} ${made}`}>
              <summary>{texts.add}</summary>
              <TemplateForm {...{ locale, base, acts }} onSaved={saved} />
            </details>
          )}
          {open !== undefined && (
            <TemplatePanel key={open} {...{ locale, base, acts, mayWrite, version, templateId: open }} onClose={() => choose(undefined)} />
          )}
          <form class="toolbar" role="search" onSubmit={search}>
            <label>
              {texts.search}
              <input type="search" name="q" autocomplete="off" spellcheck={false} />
            </label>
            <label class="tick">
              <input type="checkbox" name="archived" /> {texts.archivedToo}
            </label>
            <button type="submit">{people.search}</button>
          </form>
          <TemplateList {...{ locale, pages, chosen: open, isFiltered: filter.includes('&q=') }} choose={(id) => choose({ bankId, id })} />
        </>
      )}
    </>
  );
}
