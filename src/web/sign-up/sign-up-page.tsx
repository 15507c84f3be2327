import type { JSX } from 'preact';
import { FormPage } from '../kit/form-page.js';
import type { PageContext } from '../kit/page.js';

/** The rejected input, and the reason. The password is never shown again. */
export interface SignUpFields {
  readonly username: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly problem: string;
}

interface SignUpPageProps {
  readonly context: PageContext;
  /** Where the form is sent to: this page. */
  readonly action: string;
  readonly fields?: SignUpFields;
}

const EMPTY: SignUpFields = { username: '', email: '', first_name: '', last_name: '', problem: '' };

export function SignUpPage({ context, action, fields = EMPTY }: SignUpPageProps): JSX.Element {
  const { account, signUp: texts } = context.texts;
  const { problem } = fields;
  const invalid = problem === '' ? {} : { 'aria-invalid': true, 'aria-describedby': 'problem' };
  return (
    <FormPage context={context} texts={texts} action={action} problem={problem}>
      <label>
        {texts.firstName}
        <input name="first_name" value={fields.first_name} autocomplete="given-name" maxLength={100} />
      </label>
      <label>
        {texts.lastName}
        <input name="last_name" value={fields.last_name} autocomplete="family-name" maxLength={100} />
      </label>
      <label>
        {texts.email}
        <input name="email" type="email" value={fields.email} autocomplete="email" required {...invalid} />
      </label>
      <label>
        {account.username}
        <input
          name="username"
          value={fields.username}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          minLength={8}
          required
          {...invalid}
        />
      </label>
      <p class="hint">{texts.usernameRule}</p>
      <label>
        {account.password}
        <input name="password" type="password" autocomplete="new-password" minLength={10} required {...invalid} />
      </label>
      <p class="hint">{texts.passwordRule}</p>
    </FormPage>
  );
}
