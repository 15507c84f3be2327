import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { flawOf, keepsCookie, type Login, signIn } from '../../browser/sign-in.js';
import type { SandboxAccount } from '../operation-view.js';
import { textsIn } from '../../kit/texts/texts.js';

interface SignInFormProps {
  readonly locale: Locale;
  readonly consumerKey: string;
  readonly sandbox: readonly SandboxAccount[];
}

/** User name and password, and the consumer key where none is configured; if the passwords are public, one button per user too. */
export function SignInForm({ locale, consumerKey, sandbox }: SignInFormProps): JSX.Element {
  const { account: texts, failed, working } = textsIn(locale);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const begin = async (login: Login): Promise<void> => {
    const flaw = flawOf(login, !keepsCookie());
    setProblem(flaw === undefined ? '' : texts[flaw === 'needed' && consumerKey !== '' ? 'neededWithoutKey' : flaw]);
    if (flaw !== undefined) return;
    setBusy(true);
    try {
      setProblem(await signIn(login));
    } catch {
      setProblem(failed);
    }
    setBusy(false);
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string => (given.get(name) as string | null) ?? '';
    void begin({ username: text('username').trim(), password: text('password'), consumerKey: consumerKey || text('consumerKey').trim() });
  };

  return (
    <form class="fields" onSubmit={submit} noValidate>
      <label>
        {texts.username}
        <input name="username" autocomplete="username" autocapitalize="none" spellcheck={false} required autofocus />
      </label>
      <label>
        {texts.password}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      {consumerKey === '' && (
        <>
          <label>
            {texts.consumerKey}
            <input name="consumerKey" autocomplete="off" spellcheck={false} required aria-describedby="key-hint" />
          </label>
          <p class="hint" id="key-hint">
            {texts.consumerKeyHint}
          </p>
        </>
      )}
      <p class="problem" role="alert">
        {problem}
      </p>
      <button type="submit" disabled={busy}>
        {busy ? working : texts.signIn}
      </button>
      {sandbox.length > 0 && (
        <div class="sandbox">
          <p>{texts.sandbox}</p>
          <ul class="row">
            {sandbox.map(({ name, username, password }) => (
              <li key={name}>
                <button type="button" class="quiet" disabled={busy} onClick={() => void begin({ username, password, consumerKey })}>
                  {texts[name]}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </form>
  );
}
