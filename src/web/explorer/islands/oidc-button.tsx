import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { leaveForProvider, type OidcSignIn } from '../../browser/oidc.js';
import { textsIn } from '../../kit/texts/texts.js';

interface OidcButtonProps {
  readonly locale: Locale;
  readonly provider: OidcSignIn;
}

/** Leads to the identity provider. */
export function OidcButton({ locale, provider }: OidcButtonProps): JSX.Element {
  const { account: texts, failed } = textsIn(locale);
  const [problem, setProblem] = useState('');
  const leave = (): void => {
    setProblem('');
    leaveForProvider(provider).catch(() => setProblem(failed));
  };
  return (
    <div class="oidc">
      <button type="button" onClick={leave}>
        {texts.atProvider} {new URL(provider.issuer).host}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}
