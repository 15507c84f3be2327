import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { OidcSignIn } from '../../browser/oidc.js';
import { onAskToSignIn, useExpectedName, useSession } from '../../browser/session.js';
import { signOut } from '../../browser/sign-in.js';
import { useSignInFocus } from '../../browser/use-sign-in-focus.js';
import type { SandboxAccount } from '../operation-view.js';
import { textsIn } from '../../kit/texts/texts.js';
import { OidcButton } from './oidc-button.js';
import { SignInForm } from './sign-in-form.js';
import { UserMenu } from './user-menu.js';

interface AccountProps {
  readonly locale: Locale;
  readonly consumerKey: string;
  readonly sandbox: readonly SandboxAccount[];
  /** Undefined: people sign in with DirectLogin only. */
  readonly oidc: OidcSignIn | undefined;
}

/** The signed-in user, and the dialog to sign in. */
export function Account({ locale, consumerKey, sandbox, oidc }: AccountProps): JSX.Element {
  const session = useSession();
  const expected = useExpectedName();
  const dialog = useRef<HTMLDialogElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const texts = textsIn(locale).account;
  const follow = useSignInFocus(session, button);
  const open = (): void => {
    follow();
    dialog.current?.showModal();
  };
  const [leaving, setLeaving] = useState(false);
  const leave = async (): Promise<void> => {
    if (leaving) return;
    follow();
    setLeaving(true);
    await signOut();
    setLeaving(false);
  };
  useEffect(() => onAskToSignIn(open), []);

  const name = session?.username ?? expected; // so that nothing moves when the answer is there
  if (name !== undefined)
    return (
      <UserMenu
        key="in"
        locale={locale}
        name={name}
        bearer={session?.bearer}
        button={button}
        leaving={leaving}
        leave={() => void leave()}
      />
    );
  return (
    <div class="account" key="out">
      <button type="button" ref={button} disabled={session === undefined} onClick={open}>
        {texts.signIn}
      </button>
      <dialog ref={dialog} aria-labelledby="sign-in-title" onClose={() => follow(false)}>
        <div class="dialog-head">
          <h2 id="sign-in-title">{texts.title}</h2>
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            {textsIn(locale).close}
          </button>
        </div>
        {oidc && <OidcButton locale={locale} provider={oidc} />}
        <SignInForm locale={locale} consumerKey={consumerKey} sandbox={sandbox} />
      </dialog>
    </div>
  );
}
