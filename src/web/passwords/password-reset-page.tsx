import type { JSX } from 'preact';
import { FormPage } from '../kit/form-page.js';
import type { PageContext } from '../kit/page.js';

interface PasswordResetPageProps {
  readonly context: PageContext;
  /** Where the form is sent to: this page. */
  readonly action: string;
  /** Whose password it is. */
  readonly username: string;
  /** Why the password was not accepted. It is never shown again. */
  readonly problem?: string;
}

export function PasswordResetPage({ context, action, username, problem = '' }: PasswordResetPageProps): JSX.Element {
  const { account, signUp, reset: texts } = context.texts;
  const invalid = problem === '' ? {} : { 'aria-invalid': true };
  return (
    <FormPage context={context} texts={texts} action={action} problem={problem}>
      <label>
        {account.username}
        <input value={username} autocomplete="username" readOnly />
      </label>
      <label>
        {texts.password}
        <input
          name="new_password"
          type="password"
          autocomplete="new-password"
          minLength={10}
          required
          aria-describedby="rule problem"
          {...invalid}
        />
      </label>
      <p class="hint" id="rule">
        {signUp.passwordRule}
      </p>
    </FormPage>
  );
}
