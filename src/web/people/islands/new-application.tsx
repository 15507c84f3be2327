import type { JSX, TargetedSubmitEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { textsIn } from '../../kit/texts/texts.js';
import { formTexts } from '../../browser/form-texts.js';
import type { Acts } from '../../browser/use-acts.js';

interface NewApplicationProps {
  readonly locale: Locale;
  readonly acts: Acts;
  /** Shows what the service says only once. */
  readonly show: (values: readonly (readonly [string, string])[]) => void;
}

/** Registers an application; its secret is shown once. */
export function NewApplication({ locale, acts, show }: NewApplicationProps): JSX.Element {
  const texts = textsIn(locale).people;
  const form = useRef<HTMLFormElement>(null);
  const create = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    const name = text('name');
    const body = JSON.stringify({
      ...{ app_name: name, app_type: '', description: text('description'), developer_email: text('email') },
      ...{ redirect_url: text('redirect'), created_by_user_id: '', enabled: true, clientCertificate: '' },
      created: `${new Date().toISOString().slice(0, 19)}Z`,
    });
    const outcome = await acts.perform({ verb: 'POST', target: '/obp/v4.0.0/management/consumers', body, done: texts.didCreate(name) });
    if (outcome?.ok !== true) return;
    const { key, secret } = outcome.json as { readonly key: string; readonly secret: string };
    show([
      [texts.key, key],
      [texts.secret, secret],
    ]);
    form.current?.reset();
  };
  return (
    <details class="panel">
      <summary>{texts.create}</summary>
      <form class="fields" ref={form} onSubmit={(event) => void create(event)}>
        <label>
          {texts.application}
          <input name="name" required minLength={3} maxLength={100} autocomplete="off" />
        </label>
        <label>
          {texts.description}
          <input name="description" required maxLength={2000} autocomplete="off" />
        </label>
        <label>
          {texts.developer}
          <input name="email" type="email" required maxLength={100} autocomplete="off" />
        </label>
        <label>
          {texts.redirect}
          <input name="redirect" maxLength={250} autocomplete="off" placeholder="https://app.bank.example/callback" />
        </label>
        <div class="row">
          <button type="submit" aria-disabled={acts.busy || undefined}>
            {texts.createOne}
          </button>
        </div>
      </form>
    </details>
  );
}
