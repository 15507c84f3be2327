import type { JSX, TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { TemplateText, TemplateVersion } from '../../browser/api-types.js';
import { lengthOf, LONGEST_MESSAGE } from '../../browser/draft.js';
import { type TemplateField, templateFieldOf } from '../../browser/template-problem.js';
import type { Acts } from '../../browser/use-acts.js';
import { Field } from '../../explorer/islands/field.js';
import { textsIn } from '../../kit/texts/texts.js';
import { TemplatePreview } from './template-preview.js';

interface TemplateFormProps {
  readonly locale: Locale;
  /** The path of the bank. */
  readonly base: string;
  readonly acts: Acts;
  /** The template whose texts are changed; undefined: a new one. */
  readonly template?: { readonly templateId: string; readonly newest: TemplateVersion };
  readonly onSaved: (templateId: string) => void;
}

/** A text in the form, which keeps its place on the page while its language is written. */
interface Written extends TemplateText {
  readonly key: number;
}

const MOST_LANGUAGES = 20;

/** The texts of a template in its languages, with a preview of what is written. What the service refuses is said beside the field. */
export function TemplateForm({ locale, base, acts, template, onSaved }: TemplateFormProps): JSX.Element {
  const { templates: texts } = textsIn(locale);
  const form = useRef<HTMLFormElement>(null);
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [usual, setUsual] = useState(template?.newest.default_language ?? '');
  const [written, write] = useState<readonly Written[]>(() =>
    (template?.newest.texts ?? [{ language: locale, text: '' }]).map((one, key) => ({ ...one, key })),
  );
  const [refusal, refuse] = useState<{ readonly field: TemplateField | undefined; readonly problem: string }>();
  useEffect(() => {
    if (refusal?.field !== undefined) form.current?.querySelector<HTMLElement>(`[name="${refusal.field}"]`)?.focus();
  }, [refusal]);
  const problemAt = (field: TemplateField): string => (refusal?.field === field ? refusal.problem : '');
  const change = (at: number, part: Partial<TemplateText>): void =>
    write((before) => before.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const languages = [...new Set(written.map(({ language }) => language.trim()).filter((language) => language !== ''))];
  const key = template?.templateId ?? 'new';

  const save = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    refuse(undefined);
    const body = {
      ...(template === undefined ? { template_id: id.trim(), name } : {}),
      ...(languages.includes(usual) ? { default_language: usual } : {}),
      texts: written.map(({ language, text }) => ({ language: language.trim(), text })),
    };
    const outcome = await acts.perform({
      verb: 'POST',
      target: template === undefined ? `${base}/templates` : `${base}/templates/${encodeURIComponent(template.templateId)}/versions`,
      body: JSON.stringify(body),
      saysRefusal: true,
      done: template === undefined ? texts.didCreate(name) : texts.didSave(template.templateId),
    });
    if (outcome?.ok === true) onSaved(template?.templateId ?? id.trim());
    const problem = outcome?.ok === false ? outcome.problem : '';
    if (problem !== '')
      refuse({
        problem,
        field: templateFieldOf(
          problem,
          body.texts.map(({ language }) => language),
        ),
      });
  };
  return (
    <>
      <form class="fields written" ref={form} onSubmit={(event) => void save(event)}>
        {template === undefined && (
          <div class="pair">
            <Field
              {...{ id: `${key}-id`, name: 'template_id', label: texts.id, hint: texts.idHint, value: id, required: true }}
              problem={problemAt('template_id')}
              onInput={setId}
            />
            <Field
              {...{ id: `${key}-name`, name: 'name', label: texts.name, value: name, required: true }}
              problem={problemAt('name')}
              onInput={setName}
            />
          </div>
        )}
        {written.map(({ language, text, key: place }, at) => (
          <div key={place} class="text-in-language" data-language={language}>
            <Field
              {...{ id: `${key}-language-${place}`, name: `language-${at}`, label: texts.language, hint: texts.languageHint }}
              {...{ value: language, required: true, problem: problemAt(`language-${at}`) }}
              onInput={(value) => change(at, { language: value })}
            />
            <Field
              {...{
                id: `${key}-text-${place}`,
                name: `text-${at}`,
                label: texts.textIn(language.trim()),
                rows: 3,
                value: text,
                required: true,
              }}
              hint={`${texts.textHint} ${textsIn(locale).send.counted(lengthOf(text), LONGEST_MESSAGE)}`}
              problem={problemAt(`text-${at}`)}
              onInput={(value) => change(at, { text: value })}
            />
            {written.length > 1 && (
              <button
                type="button"
                class="quiet small"
                aria-label={texts.removeLanguageOf(language)}
                onClick={() => write((before) => before.filter((_, index) => index !== at))}
              >
                {texts.removeLanguage}
              </button>
            )}
          </div>
        ))}
        {languages.length > 1 && (
          <label>
            {texts.usual}
            <select name="default_language" value={usual} onChange={(event) => setUsual(event.currentTarget.value)}>
              {languages.map((language) => (
                <option key={language} value={language}>
                  {language}
                </option>
              ))}
            </select>
          </label>
        )}
        {refusal !== undefined && refusal.field === undefined && (
          <p class="problem" role="alert">
            {refusal.problem}
          </p>
        )}
        <div class="row">
          <button type="submit" aria-disabled={acts.busy || undefined}>
            {template === undefined ? texts.create : texts.save}
          </button>
          {written.length < MOST_LANGUAGES && (
            <button
              type="button"
              class="quiet"
              onClick={() => write((before) => [...before, { language: '', text: '', key: 1 + Math.max(...before.map((one) => one.key)) }])}
            >
              {texts.addLanguage}
            </button>
          )}
        </div>
      </form>
      <TemplatePreview locale={locale} base={base} id={`${key}-draft`} title={texts.previewDraft} texts={written} usual={usual} />
    </>
  );
}
