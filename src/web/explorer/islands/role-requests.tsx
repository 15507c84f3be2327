import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { listIn } from '../../browser/api.js';
import { useSession } from '../../browser/session.js';
import { useAnswer, useRolesHeld } from '../../browser/use-query.js';
import type { EntitlementRequest } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { MissingRoles } from './missing-roles.js';
import { RequestList } from './request-list.js';
import { SignInLine } from './sign-in-line.js';

const READ = 'CanGetEntitlementRequestsAtAnyBank';
const REMOVE = 'CanDeleteEntitlementRequestsAtAnyBank';

interface RoleRequestsProps {
  readonly locale: Locale;
  readonly sandbox: boolean;
}

/** Everybody's requests, to be decided, for readers who may see them; other readers see their own. */
export function RoleRequests({ locale, sandbox }: RoleRequestsProps): JSX.Element {
  const { requests: texts, working } = textsIn(locale);
  const session = useSession();
  const held = useRolesHeld(locale);
  const administers = held.holds(READ, '');
  const path = administers ? 'entitlement-requests' : 'my/entitlement-requests';
  const answer = useAnswer(held.outcome?.ok === true ? `/obp/v3.0.0/${path}` : undefined, locale);
  const refused = [held.outcome, answer.outcome].find((outcome) => outcome?.ok === false);
  const requests = listIn<EntitlementRequest>(answer.outcome, 'entitlement_requests');
  const missing = [READ, REMOVE].filter((role) => !held.holds(role, ''));
  const [taken, setTaken] = useState(false);
  const refresh = (): void => {
    held.again();
    answer.again();
  };
  return (
    <>
      <SignInLine locale={locale}>{sandbox ? `${texts.signIn} ${texts.sandboxAdmin}` : texts.signIn}</SignInLine>
      {session && refused?.ok === false && (
        <p class="problem" role="alert">
          {refused.problem}
        </p>
      )}
      {session && refused === undefined && answer.outcome === undefined && <p role="status">{working}</p>}
      {session && answer.outcome?.ok === true && (
        <>
          {missing.length > 0 && (
            <MissingRoles
              locale={locale}
              missing={missing}
              requested={requests.filter(({ user }) => user.username === session.username)}
              sandbox={sandbox}
              title={texts.missing}
              onRequested={answer.again}
              onGranted={() => {
                setTaken(true);
                held.again();
              }}
            />
          )}
          <RequestList
            key={`${session.userId} ${path}`}
            locale={locale}
            requests={requests}
            administers={administers}
            arrived={taken}
            refresh={refresh}
          />
        </>
      )}
    </>
  );
}
