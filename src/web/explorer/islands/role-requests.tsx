import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { useSession } from '../../browser/session.js';
import { useRolesHeld } from '../../browser/use-query.js';
import type { RoleRequest } from '../../browser/api-types.js';
import { usePages } from '../../browser/use-pages.js';
import { textsIn } from '../../kit/texts/texts.js';
import { MissingRoles } from './missing-roles.js';
import { RequestHistory } from './request-history.js';
import { RequestList } from './request-list.js';
import { SignInLine } from './sign-in-line.js';

const READ = 'CanGetEntitlementRequestsAtAnyBank';
const PAGE = 50;
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
  const path = `/messaging/v1/${administers ? '' : 'me/'}entitlement-requests`;
  const isKnown = held.outcome?.ok === true;
  const open = usePages<RoleRequest>(isKnown ? `${path}?limit=${PAGE}` : undefined, 'entitlement_requests', locale);
  const decided = usePages<RoleRequest>(isKnown ? `${path}?decided=true&limit=${PAGE}` : undefined, 'entitlement_requests', locale);
  const problem = held.outcome?.ok === false ? held.outcome.problem : open.problem || decided.problem;
  const missing = [READ, REMOVE].filter((role) => !held.holds(role, ''));
  const [taken, setTaken] = useState(false);
  const refresh = (): void => {
    held.again();
    open.refresh();
    decided.refresh();
  };
  return (
    <>
      <SignInLine locale={locale}>{sandbox ? `${texts.signIn} ${texts.sandboxAdmin}` : texts.signIn}</SignInLine>
      {session && problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {session && problem === '' && open.items === undefined && <p role="status">{working}</p>}
      {session && open.items !== undefined && (
        <>
          {missing.length > 0 && (
            <MissingRoles
              locale={locale}
              missing={missing}
              requested={open.items.filter(({ username }) => username === session.username)}
              sandbox={sandbox}
              title={texts.missing}
              onRequested={open.refresh}
              onGranted={() => {
                setTaken(true);
                held.again();
              }}
            />
          )}
          <RequestList
            key={`${session.userId} ${path}`}
            {...{ locale, pages: open, administers, refresh, arrived: taken }}
            mayDecide={administers && held.holds(REMOVE, '')}
          />
          <RequestHistory {...{ locale, pages: decided, administers }} />
        </>
      )}
    </>
  );
}
