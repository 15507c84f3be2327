import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { comeBack, type OidcSignIn, SignInRefused } from '../../browser/oidc.js';
import { textsIn } from '../../kit/texts/texts.js';

interface SignedInProps {
  readonly locale: Locale;
  readonly provider: OidcSignIn;
}

/** Where the identity provider redirects back to: continues to the page where signing in was requested. */
export function SignedIn({ locale, provider }: SignedInProps): JSX.Element {
  const { account: texts, working } = textsIn(locale);
  const [said, say] = useState(working);
  useEffect(() => {
    comeBack(provider).then(
      (returnTo) => location.replace(returnTo),
      (error: unknown) => say(error instanceof SignInRefused ? `${texts.notSignedIn} ${error.message}` : texts.notSignedIn),
    );
  }, []);
  return <p role="status">{said}</p>;
}
