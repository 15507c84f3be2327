import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { TemplateWithVersions } from '../../browser/api-types.js';
import { readableDate } from '../../browser/dates.js';
import type { Acts } from '../../browser/use-acts.js';
import { useAnswer } from '../../browser/use-query.js';
import { ActButton } from '../../explorer/islands/act-button.js';
import { ClosablePanel } from '../../explorer/islands/closable-panel.js';
import { textsIn } from '../../kit/texts/texts.js';
import { TemplateForm } from './template-form.js';
import { TemplatePreview } from './template-preview.js';

interface TemplatePanelProps {
  readonly locale: Locale;
  /** The path of the bank. */
  readonly base: string;
  readonly templateId: string;
  readonly acts: Acts;
  readonly mayWrite: boolean;
  /** Asked again when it changes. */
  readonly version: number;
  readonly onClose: () => void;
}

/** One template: what it says in each language and version, how that reads, and its next version. */
export function TemplatePanel({ locale, base, templateId, acts, mayWrite, version: asked, onClose }: TemplatePanelProps): JSX.Element {
  const { templates: texts, working } = textsIn(locale);
  const target = `${base}/templates/${encodeURIComponent(templateId)}`;
  const { outcome } = useAnswer(target, locale, asked);
  const template = outcome?.ok === true ? (outcome.json as TemplateWithVersions) : undefined;
  const [wanted, want] = useState<number>();
  const newest = template?.versions[0];
  const shown = template?.versions.find(({ version }) => version === wanted) ?? newest;
  if (template === undefined || newest === undefined || shown === undefined)
    return (
      <p role="status" class="panel">
        {outcome?.ok === false ? outcome.problem : working}
      </p>
    );
  const { name, is_archived: isArchived } = template;
  return (
    <ClosablePanel locale={locale} id="template" title={name} state={isArchived ? 'archived' : 'usable'} onClose={onClose}>
      <p>
        <code>{templateId}</code> <span class={isArchived ? 'badge bad' : 'badge held'}>{isArchived ? texts.archived : texts.usable}</span>
      </p>
      <label class="bank">
        {texts.version}
        <select value={shown.version} onChange={(event) => want(Number(event.currentTarget.value))}>
          {template.versions.map(({ version, created_at: at }) => (
            <option key={version} value={version}>
              {version === newest.version ? texts.newest(version) : version} {texts.since(readableDate(at, locale))}
            </option>
          ))}
        </select>
      </label>
      <dl class="texts">
        {shown.texts.map(({ language, text }) => (
          <div key={language} data-text={language}>
            <dt>
              {language} {language === shown.default_language && <span class="badge">{texts.isUsual}</span>}
            </dt>
            <dd class="message-text sheet" lang={language} dir="auto">
              {text}
            </dd>
          </div>
        ))}
      </dl>
      <TemplatePreview
        key={shown.version}
        locale={locale}
        base={base}
        id={templateId}
        title={texts.preview}
        texts={shown.texts}
        usual={shown.default_language}
      />
      {mayWrite && !isArchived && (
        <>
          <details class="change">
            <summary>{texts.edit}</summary>
            <p class="hint">{texts.editIntro}</p>
            <TemplateForm
              key={newest.version}
              {...{ locale, base, acts, template: { templateId, newest } }}
              onSaved={() => want(undefined)}
            />
          </details>
          <ActButton
            {...{ locale, label: texts.archive, what: texts.archiveOne(name), busy: acts.busy, asks: true }}
            onAct={() => void acts.perform({ verb: 'POST', target: `${target}/archive`, done: texts.didArchive(name) })}
          />
        </>
      )}
    </ClosablePanel>
  );
}
