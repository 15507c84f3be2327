import type { JSX } from 'preact';
import { SANDBOX } from '../../../platform/config/sandbox-data.js';
import type { OidcSignIn } from '../../browser/oidc.js';
import type { ExampleCustomer } from '../islands/draft-fields.js';
import { Island } from '../../kit/island.js';
import { Layout } from '../../kit/layout.js';
import { namedIn, type PageContext } from '../../kit/page.js';

/*
 * The pages for people rather than programmers. Each is one island that calls the API on behalf of the signed-in user.
 */

interface PersonPageProps {
  readonly context: PageContext;
}

const EXAMPLE: ExampleCustomer = {
  bankId: SANDBOX.bank.bankId,
  customerId: SANDBOX.customer.customerId,
  name: SANDBOX.customer.legalName,
};

const isSandbox = ({ sandbox }: PageContext): boolean => sandbox.length > 0;

export const InboxPage = ({ context }: PersonPageProps): JSX.Element => (
  <Layout context={context} title={context.texts.inbox.title}>
    <div class="narrow">
      <h1>{context.texts.inbox.title}</h1>
      <p class="lead">{context.texts.inbox.intro}</p>
      <Island name="Inbox" props={{ locale: context.locale, bank: namedIn(context, 'bank'), sandbox: isSandbox(context) }} />
    </div>
  </Layout>
);

export const SendPage = ({ context }: PersonPageProps): JSX.Element => (
  <Layout context={context} title={context.texts.send.title}>
    <div class="narrow">
      <h1>{context.texts.send.title}</h1>
      <p class="lead">{context.texts.send.intro}</p>
      <Island
        name="SendMessage"
        props={{
          locale: context.locale,
          bank: namedIn(context, 'bank'),
          customer: namedIn(context, 'customer'),
          example: isSandbox(context) ? EXAMPLE : undefined,
        }}
      />
    </div>
  </Layout>
);

export const OutgoingPage = ({ context }: PersonPageProps): JSX.Element => (
  <Layout context={context} title={context.texts.sent.title}>
    <h1>{context.texts.sent.title}</h1>
    <p class="lead">{context.texts.sent.intro}</p>
    <Island
      name="Outgoing"
      props={{
        locale: context.locale,
        bank: namedIn(context, 'bank'),
        filter: {
          q: namedIn(context, 'q'),
          customer: namedIn(context, 'customer'),
          status: namedIn(context, 'status'),
          transport: namedIn(context, 'transport'),
          sender: namedIn(context, 'sender'),
          from: namedIn(context, 'from'),
          to: namedIn(context, 'to'),
        },
        sandbox: isSandbox(context),
      }}
    />
  </Layout>
);

export const RequestsPage = ({ context }: PersonPageProps): JSX.Element => (
  <Layout context={context} title={context.texts.requests.title}>
    <h1>{context.texts.requests.title}</h1>
    <p class="lead">{context.texts.requests.intro}</p>
    <Island name="RoleRequests" props={{ locale: context.locale, sandbox: isSandbox(context) }} />
  </Layout>
);

export const SessionsPage = ({ context }: PersonPageProps): JSX.Element => (
  <Layout context={context} title={context.texts.sessions.title}>
    <h1>{context.texts.sessions.title}</h1>
    <p class="lead">{context.texts.sessions.intro}</p>
    <p>
      <a href="/explorer/password">{context.texts.password.title}</a>
    </p>
    <Island name="Sessions" props={{ locale: context.locale }} />
  </Layout>
);

export const PasswordPage = ({ context }: PersonPageProps): JSX.Element => (
  <Layout context={context} title={context.texts.password.title}>
    <div class="narrow">
      <h1>{context.texts.password.title}</h1>
      <p class="lead">{context.texts.password.intro}</p>
      <Island name="ChangePassword" props={{ locale: context.locale }} />
    </div>
  </Layout>
);

/** Where the identity provider redirects back to. */
export const SignedInPage = ({ context, provider }: PersonPageProps & { readonly provider: OidcSignIn }): JSX.Element => (
  <Layout context={context} title={context.texts.account.signIn}>
    <h1>{context.texts.account.signIn}</h1>
    <Island name="SignedIn" props={{ locale: context.locale, provider }} />
  </Layout>
);

/** For an address under `/explorer` that is none of its pages. */
export const UnknownPage = ({ context }: PersonPageProps): JSX.Element => (
  <Layout context={context} title={context.texts.operation.unknownPage}>
    <h1>{context.texts.operation.unknownPage}</h1>
    <p>
      <a href="/explorer">{context.texts.operation.all}</a>
    </p>
  </Layout>
);

interface NotFoundPageProps extends PersonPageProps {
  readonly operationId: string;
}

export const NotFoundPage = ({ context, operationId }: NotFoundPageProps): JSX.Element => (
  <Layout context={context} title={context.texts.operation.notFound}>
    <h1>{context.texts.operation.notFound}</h1>
    <p>
      {context.texts.operation.notFoundText} <code>{operationId}</code>.
    </p>
    <p>
      <a href="/explorer">{context.texts.operation.all}</a>
    </p>
  </Layout>
);
