import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { placeholdersIn } from '../../../messaging/providers/placeholders.js';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { TemplateText } from '../../browser/api-types.js';
import { lengthOf } from '../../browser/draft.js';
import { usePreview } from '../../browser/use-preview.js';
import { Field } from '../../explorer/islands/field.js';
import { SmsText } from '../../explorer/islands/sent-text.js';
import { textsIn } from '../../kit/texts/texts.js';

interface TemplatePreviewProps {
  readonly locale: Locale;
  /** The path of the bank. */
  readonly base: string;
  /** Tells it apart from others of the page. */
  readonly id: string;
  readonly title: string;
  readonly texts: readonly TemplateText[];
  /** The language that is shown first. */
  readonly usual: string;
}

/** A text as the customer gets it, with values that the reader makes up, and what it costs as SMS. */
export function TemplatePreview({ locale, base, id, title, texts: written, usual }: TemplatePreviewProps): JSX.Element {
  const { templates: texts } = textsIn(locale);
  const [wanted, want] = useState(usual);
  const [samples, setSamples] = useState<Readonly<Record<string, string>>>({});
  const { language = '', text = '' } = written.find((one) => one.language === wanted) ?? written[0] ?? {};
  const names = placeholdersIn(text);
  const values = Object.fromEntries(names.map((name) => [name, samples[name] ?? name]));
  const { preview, problem } = usePreview(locale, base, text, values);
  const wrong = names.find((name) => problem.startsWith('OBP-98336') && problem.includes(`: ${name} `));
  return (
    <section class="preview" aria-labelledby={`${id}-preview`}>
      <p class="title" id={`${id}-preview`}>
        {title}
      </p>
      {written.length > 1 && (
        <label>
          {texts.previewOf}
          <select value={language} onChange={(event) => want(event.currentTarget.value)}>
            {written.map((one) => (
              <option key={one.language} value={one.language}>
                {one.language}
              </option>
            ))}
          </select>
        </label>
      )}
      {names.length > 0 && (
        <fieldset class="samples">
          <legend>{texts.samples}</legend>
          {names.map((name) => (
            <Field
              key={name}
              id={`${id}-sample-${name}`}
              name={`sample-${name}`}
              label={name}
              value={values[name] ?? ''}
              problem={name === wrong ? problem : ''}
              onInput={(value) => setSamples((before) => ({ ...before, [name]: value }))}
            />
          ))}
        </fieldset>
      )}
      {problem !== '' && wrong === undefined && <p class="problem">{problem}</p>}
      {preview !== undefined && (
        <>
          <p class="title">{texts.reads}</p>
          <p class="message-text sheet" lang={language} dir="auto">
            {preview.text}
          </p>
          <p class="title">{texts.asSms}</p>
          <div role="status">
            <p>{texts.characters(lengthOf(preview.text))}</p>
            <SmsText locale={locale} sms={preview} because={preview.ucs2_characters} isShown />
          </div>
        </>
      )}
    </section>
  );
}
