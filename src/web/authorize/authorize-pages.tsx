import type { JSX } from 'preact';
import { Layout } from '../kit/layout.js';
import { Notice } from '../kit/notice.js';
import type { PageContext } from '../kit/page.js';
import type { AuthorizeProblem } from '../../access/authentication/oauth1/authorizations.js';

/*
 * Where a person authorizes an application to act for them (OAuth 1.0a, RFC 5849 section 2.2). It is a plain form that needs no script.
 */

interface AuthorizePageProps {
  readonly context: PageContext;
  readonly application: string;
}

interface SignInPageProps extends AuthorizePageProps {
  /** Where the form is sent to: this page. */
  readonly action: string;
  /** The origin that the application wants people sent back to; empty: the verifier is shown. */
  readonly leadsTo: string;
  /** Hours for which the application may act. */
  readonly hours: number;
  /** Proves that the form comes from this browser's page. */
  readonly formToken: string;
  readonly username: string;
  /** Why the form was not accepted; empty at first. */
  readonly problem: string;
}

export function AuthorizePage(props: SignInPageProps): JSX.Element {
  const { context, application, leadsTo, hours } = props;
  const texts = context.texts.authorize;
  return (
    <Layout context={context} title={texts.title} alone>
      <div class="narrow">
        <h1>{texts.asks(application)}</h1>
        <p class="lead">{texts.intro}</p>
        <section class="panel" aria-labelledby="may">
          <h2 id="may">{texts.may(application)}</h2>
          <ul>
            <li>{texts.everything}</li>
            <li>{texts.hours(hours)}</li>
            <li>{leadsTo === '' ? texts.leadsNowhere : texts.leadsTo(leadsTo)}</li>
          </ul>
        </section>
        <SignInForm {...props} />
        {context.sandbox.length > 0 && (
          <div class="hint">
            <p>{texts.sandbox}</p>
            <ul>
              {context.sandbox.map(({ name, username, password }) => (
                <li key={name}>
                  {context.texts.account[name]}: <code>{username}</code> / <code>{password}</code>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Layout>
  );
}

function SignInForm({ context, action, formToken, username, problem }: SignInPageProps): JSX.Element {
  const { account, authorize: texts } = context.texts;
  const invalid = problem === '' ? {} : { 'aria-invalid': true, 'aria-describedby': 'problem' };
  return (
    <form class="fields" method="post" action={action}>
      <p class="problem" id="problem" role="alert">
        {problem}
      </p>
      <input type="hidden" name="form_token" value={formToken} />
      <label>
        {account.username}
        <input name="username" value={username} autocomplete="username" autocapitalize="none" spellcheck={false} required {...invalid} />
      </label>
      <label>
        {account.password}
        <input name="password" type="password" autocomplete="current-password" required {...invalid} />
      </label>
      <div class="row">
        <button type="submit" name="decision" value="agree">
          {texts.agree}
        </button>
        <button type="submit" name="decision" value="cancel" class="quiet" formNoValidate>
          {texts.cancel}
        </button>
      </div>
    </form>
  );
}

interface VerifierPageProps extends AuthorizePageProps {
  readonly verifier: string;
}

/** For an application without a callback URL. */
export const VerifierPage = ({ context, application, verifier }: VerifierPageProps): JSX.Element => (
  <Notice context={context} title={context.texts.authorize.agreed}>
    <p id="code">{context.texts.authorize.code(application)}</p>
    <p>
      <output id="verifier" class="verifier" aria-labelledby="code">
        {verifier}
      </output>
    </p>
    <p class="hint">{context.texts.authorize.codeLives}</p>
  </Notice>
);

export const CancelledPage = ({ context, application }: AuthorizePageProps): JSX.Element => (
  <Notice context={context} title={context.texts.authorize.cancelled}>
    <p>{context.texts.authorize.cancelledText(application)}</p>
  </Notice>
);

interface ProblemPageProps {
  readonly context: PageContext;
  readonly problem: AuthorizeProblem;
}

export const AuthorizeProblemPage = ({ context, problem }: ProblemPageProps): JSX.Element => (
  <Notice context={context} title={context.texts.authorize.problem}>
    <p class="lead">{context.texts.authorize.problems[problem]}</p>
    <p>{context.texts.authorize.startAgain}</p>
  </Notice>
);

interface SignedOutPageProps {
  readonly context: PageContext;
  /** Where to go next; empty: nowhere. */
  readonly back: string;
}

export const SignedOutPage = ({ context, back }: SignedOutPageProps): JSX.Element => (
  <Notice context={context} title={context.texts.authorize.signedOut}>
    <p>{context.texts.authorize.signedOutText}</p>
    {back !== '' && (
      <p>
        <a href={back}>{context.texts.authorize.backTo(new URL(back).origin)}</a>
      </p>
    )}
  </Notice>
);
