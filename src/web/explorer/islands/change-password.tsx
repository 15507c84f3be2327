import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { callApi } from '../../browser/api.js';
import { useSession } from '../../browser/session.js';
import { textsIn } from '../../kit/texts/texts.js';
import { SignInLine } from './sign-in-line.js';

interface ChangePasswordProps {
  readonly locale: Locale;
}

/** Changes the password of the signed-in user. */
export function ChangePassword({ locale }: ChangePasswordProps): JSX.Element {
  const { password: texts, signUp, working } = textsIn(locale);
  const session = useSession();
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState('');
  const [busy, setBusy] = useState(false);

  const change = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const [current_password, new_password] = ['current_password', 'new_password'].map((name) => (given.get(name) as string | null) ?? '');
    setProblem('');
    setDone('');
    if (!current_password || !new_password) {
      setProblem(texts.needed);
      return;
    }
    setBusy(true);
    const body = JSON.stringify({ current_password, new_password });
    const answer = await callApi({ verb: 'PUT', target: '/messaging/v1/me/password', body }, locale);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    form.reset();
    setDone(texts.done);
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!busy) void change(event.currentTarget);
  };

  return (
    <>
      <SignInLine locale={locale}>{texts.signIn}</SignInLine>
      <p role="status" class="outcome good">
        {done}
      </p>
      <p class="problem" id="problem" role="alert">
        {problem}
      </p>
      {session && (
        <form class="fields" onSubmit={submit} noValidate>
          <input value={session.username} autocomplete="username" readOnly hidden />
          <label>
            {texts.current}
            <input name="current_password" type="password" autocomplete="current-password" required aria-describedby="problem" />
          </label>
          <label>
            {texts.next}
            <input name="new_password" type="password" autocomplete="new-password" required aria-describedby="rule problem" />
          </label>
          <p class="hint" id="rule">
            {signUp.passwordRule}
          </p>
          <div class="row">
            <button type="submit" aria-disabled={busy || undefined}>
              {busy ? working : texts.submit}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
