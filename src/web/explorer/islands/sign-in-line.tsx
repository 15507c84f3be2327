import type { ComponentChildren, JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { askToSignIn, useSession } from '../../browser/session.js';
import { SIGN_IN_PLACE } from '../../browser/use-sign-in-focus.js';
import { textsIn } from '../../kit/texts/texts.js';

interface SignInLineProps {
  readonly locale: Locale;
  /** The reason to sign in, for readers who are not signed in. */
  readonly children: ComponentChildren;
}

/** Offers to sign in, or names the signed-in user. It keeps its place on the page. */
export function SignInLine({ locale, children }: SignInLineProps): JSX.Element {
  const session = useSession();
  const texts = textsIn(locale).account;
  return (
    <div class="sign-in-line" data-unknown={session === undefined || undefined} {...SIGN_IN_PLACE}>
      {session ? (
        <p>
          {texts.signedInAs} <strong>{session.username}</strong>.
        </p>
      ) : (
        <>
          <button type="button" disabled={session === undefined} onClick={askToSignIn}>
            {texts.signIn}
          </button>
          <p>{children}</p>
        </>
      )}
    </div>
  );
}
