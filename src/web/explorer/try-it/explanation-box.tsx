import type { JSX } from 'preact';
import { askToSignIn } from '../../browser/session.js';
import { SIGN_IN_PLACE } from '../../browser/use-sign-in-focus.js';
import type { ErrorView } from '../operation-view.js';
import type { Texts } from '../../kit/texts/texts.js';
import type { Explanation } from './explanation.js';

interface ExplanationBoxProps {
  readonly texts: Texts;
  readonly explanation: Explanation;
  readonly signedIn: boolean;
}

/** What a refusal means, in the words of the catalogue and the language of the page, and what to do next. */
export function ExplanationBox({ texts, explanation, signedIn }: ExplanationBoxProps): JSX.Element {
  const { error, code, advice, roles, missing, wait } = explanation;
  const words = texts.tryIt;
  return (
    <div class="explanation" data-error={code} {...SIGN_IN_PLACE}>
      <p>{error === undefined ? <strong>{code}</strong> : <CataloguedError error={error} />}</p>
      {roles.length > 0 && (
        <p>
          {words.missingRole} {roles.map((role) => [<code key={role}>{role}</code>, ' '])}
          <a href="#roles">{texts.operation.roles}</a>
        </p>
      )}
      {missing.length > 0 && (
        <p>
          {words.missingFields} {missing.map((field) => [<code key={field}>{field}</code>, ' '])}
        </p>
      )}
      <p>{advice === 'wait' && wait !== undefined ? words.waitSeconds(wait) : words.advice[advice]}</p>
      {advice === 'signIn' && !signedIn && (
        <button type="button" class="small" onClick={askToSignIn}>
          {texts.account.signIn}
        </button>
      )}
    </div>
  );
}

/** Leads to its line among the possible errors. */
const CataloguedError = ({ error: { code, status, text } }: { readonly error: ErrorView }): JSX.Element => (
  <>
    <a href={`#error-${code}`}>{code}</a>
    {` (HTTP ${status}): ${text.trim()}`}
  </>
);
