import type { JSX } from 'preact';
import { Layout } from '../kit/layout.js';
import { Notice } from '../kit/notice.js';
import type { PageContext } from '../kit/page.js';

interface PasswordResetPageProps {
  readonly context: PageContext;
  /** Where the form is sent to: this page. */
  readonly action: string;
  /** Whose password it is. */
  readonly username: string;
  /** Why the password that was sent is not taken. It is never shown again. */
  readonly problem?: string;
}

export function PasswordResetPage({ context, action, username, problem = '' }: PasswordResetPageProps): JSX.Element {
  const { account, signUp, reset: texts } = context.texts;
  const invalid = problem === '' ? {} : { 'aria-invalid': true };
  return (
    <Layout context={context} title={texts.title} alone>
      <div class="narrow">
        <h1>{texts.title}</h1>
        <p class="lead">{texts.intro}</p>
        <form class="fields" method="post" action={action}>
          <p class="problem" id="problem" role="alert">
            {problem}
          </p>
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
          <div class="row">
            <button type="submit">{texts.submit}</button>
          </div>
        </form>
      </div>
    </Layout>
  );
}

interface NoticeProps {
  readonly context: PageContext;
  readonly notice: 'invalid' | 'done';
}

export const PasswordResetNoticePage = ({ context, notice }: NoticeProps): JSX.Element => (
  <Notice context={context} title={context.texts.reset[notice]}>
    <p class="lead">{context.texts.reset[`${notice}Text`]}</p>
    {notice === 'done' && (
      <p>
        <a href="/">{context.texts.signUp.goOn}</a>
      </p>
    )}
  </Notice>
);
