import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Provider } from '../../browser/api-types.js';
import { formTexts } from '../../browser/form-texts.js';
import type { Acts } from '../../browser/use-acts.js';
import { textsIn } from '../../kit/texts/texts.js';

const KINDS = ['smpp', 'smtp', 'http', 'simulator'] as const;

interface ProviderFormProps {
  readonly locale: Locale;
  /** The path of the bank. */
  readonly base: string;
  readonly acts: Acts;
  /** Undefined: a new one. */
  readonly provider?: Provider;
}

/** The settings of a provider as JSON, each kind's own. Secrets are never shown; one that is left out stays. */
export function ProviderForm({ locale, base, acts, provider }: ProviderFormProps): JSX.Element {
  const { providers: texts } = textsIn(locale);
  const [flaw, setFlaw] = useState('');
  const save = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    const settings = objectIn(text('settings'));
    setFlaw(settings === undefined ? texts.notJson : '');
    if (settings === undefined) return;
    const id = provider?.provider_id ?? text('id');
    const kind = provider?.kind ?? text('kind');
    void acts.perform({
      verb: 'PUT',
      target: `${base}/providers/${encodeURIComponent(id)}`,
      body: JSON.stringify({ kind, settings, is_enabled: provider?.is_enabled ?? true }),
      done: texts.didSave(id),
    });
  };
  const key = provider?.provider_id ?? 'new';
  return (
    <form class="fields" onSubmit={save}>
      {provider === undefined && (
        <>
          <label>
            {texts.id}
            <input name="id" required maxLength={64} autocomplete="off" spellcheck={false} />
          </label>
          <label>
            {texts.kind}
            <select name="kind">
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <label>
        {texts.settingsOf}
        <textarea name="settings" rows={6} spellcheck={false} aria-describedby={`hint-${key}`}>
          {JSON.stringify(provider?.settings ?? {}, null, 2)}
        </textarea>
      </label>
      <p class="hint" id={`hint-${key}`}>
        {texts.secretsHint} {provider?.secrets.map((name) => [<code key={name}>{name}</code>, ' '])}
      </p>
      <p class="problem" role="alert">
        {flaw}
      </p>
      <div class="row">
        <button type="submit" aria-disabled={acts.busy || undefined}>
          {texts.save}
        </button>
      </div>
    </form>
  );
}

function objectIn(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json === '' ? '{}' : json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
